/// Writes JSON (RFC 8259) as bytes, from left to right, without a tree in between.
///
///     var json = JSONWriter()
///     json.object { json in
///         json.member("ref", "P5.1")
///         json.name("states")
///         json.list { json in for state in states { json.text(state) } }
///     }
///
/// Commas and quotation marks are its own concern. That names and values alternate inside an object is the caller's.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    public init() {}

    /// An object; the closure writes its members.
    public mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "{"))
        try members(&self)
        close(UInt8(ascii: "}"))
    }

    /// A list; the closure writes its values.
    public mutating func list(_ values: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "["))
        try values(&self)
        close(UInt8(ascii: "]"))
    }

    /// The name of a member; its value comes next.
    public mutating func name(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    public mutating func text(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    public mutating func number(_ number: Int) { plain(String(number)) }

    public mutating func flag(_ flag: Bool) { plain(flag ? "true" : "false") }

    public mutating func null() { plain("null") }

    /// A member that is a text; `null` where there is none.
    public mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        if let text { self.text(text) } else { null() }
    }

    /// A member that is a whole number; `null` where there is none.
    public mutating func member(_ name: String, _ number: Int?) {
        self.name(name)
        if let number { self.number(number) } else { null() }
    }

    private mutating func plain(_ word: String) {
        separate()
        bytes += word.utf8
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    /// What JSON forbids inside a text is escaped (section 7); everything else stays as it is, in UTF-8.
    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in 0..<utf8.count where unsafe JSONWriter.isForbidden(utf8[index]) {
                unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
                unsafe escape(utf8[index])
                start = index + 1
            }
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        default: bytes += "\\u00\(Hexadecimal.text(of: [byte]))".utf8
        }
    }

    @inline(__always)
    private static func isForbidden(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
