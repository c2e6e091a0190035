/// The header fields of a request or a response, in order; a name may occur more than once.
///
///     var fields: HTTPFields = [.contentType: "text/html; charset=utf-8"]
///     fields[.cacheControl] = "no-store"
///     fields.append(.setCookie, "a=1")
///
/// A value can never end a line: CR, LF, NUL and the other control characters (not the tab) become spaces.
public struct HTTPFields: Hashable, Sendable {
    /// One line: a name and its value.
    public struct Field: Hashable, Sendable {
        public let name: HTTPFieldName
        /// The value without control characters and without white space around it.
        public let value: String

        public init(_ name: HTTPFieldName, _ value: String) {
            self.name = name
            self.value = HTTPFields.cleaned(value)
        }

        /// A value the parser has checked byte by byte.
        package init(_ name: HTTPFieldName, checked value: String) {
            self.name = name
            self.value = value
        }
    }

    private var fields: [Field] = []

    public init() {}

    public init(_ fields: [Field]) {
        self.fields = fields
    }

    /// The value of a name, several joined as RFC 9110, section 5.3 says; nil when there is none.
    ///
    /// Setting replaces the first and removes the others; nil removes all.
    public subscript(name: HTTPFieldName) -> String? {
        get {
            guard let first = fields.firstIndex(where: { $0.name == name }) else { return nil }
            var text = fields[first].value
            for field in fields[(first + 1)...] where field.name == name {
                text += (name == .cookie ? "; " : ", ") + field.value
            }
            return text
        }
        set {
            guard let newValue else { return fields.removeAll { $0.name == name } }
            guard let first = fields.firstIndex(where: { $0.name == name }) else { return append(name, newValue) }
            fields[first] = Field(name, newValue)
            for index in fields.indices.reversed() where index > first && fields[index].name == name {
                fields.remove(at: index)
            }
        }
    }

    /// Every value of a name, in order.
    public func values(of name: HTTPFieldName) -> [String] {
        fields.compactMap { $0.name == name ? $0.value : nil }
    }

    /// Whether the name occurs.
    public func contains(_ name: HTTPFieldName) -> Bool {
        fields.contains { $0.name == name }
    }

    /// Adds a line, keeping those of the same name: `Set-Cookie` needs it.
    public mutating func append(_ name: HTTPFieldName, _ value: String) {
        fields.append(Field(name, value))
    }

    package mutating func append(_ field: Field) {
        fields.append(field)
    }

    package mutating func reserveCapacity(_ count: Int) {
        fields.reserveCapacity(count)
    }

    /// What may stand in a value (RFC 9110, section 5.5): tab, visible characters and anything beyond ASCII.
    @inlinable
    package static func allows(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7f || byte == 0x09
    }

    private static func cleaned(_ value: String) -> String {
        let isBlank = { (byte: UInt8?) in byte == 0x20 || byte == 0x09 }
        if value.utf8.allSatisfy(allows), !isBlank(value.utf8.first), !isBlank(value.utf8.last) { return value }
        let bytes = value.utf8.map { allows($0) ? $0 : 0x20 }
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}

extension HTTPFields: RandomAccessCollection {
    public var startIndex: Int { fields.startIndex }
    public var endIndex: Int { fields.endIndex }

    public subscript(position: Int) -> Field { fields[position] }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (HTTPFieldName, String)...) {
        fields = elements.map { Field($0.0, $0.1) }
    }
}
