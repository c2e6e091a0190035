/// Why bytes are not the JSON that is taken.
public struct JSONFault: Error, Sendable, Hashable {
    /// Where in the bytes it was noticed, from 0.
    public let place: Int
}

extension JSON {
    /// Reads one value (RFC 8259) and nothing after it. Refuses what readers understand differently: a byte order mark,
    /// the same name twice in an object, half of a surrogate pair, bytes that are no UTF-8, and whole numbers that do
    /// not fit 64 bits.
    ///
    /// - Parameter depth: how many lists and objects may stand inside each other.
    public init(reading bytes: [UInt8], depth: Int = 16) throws(JSONFault) {
        var reader = JSONReader(bytes: bytes)
        self = try reader.value(depth)
        reader.skipBlanks()
        guard reader.place == bytes.count else { throw reader.fault }
    }

    /// The text of a text.
    public var asText: String? { if case .text(let text) = self { text } else { nil } }
    /// The number of a whole number.
    public var asNumber: Int? { if case .number(let number) = self { number } else { nil } }
    /// The values of a list.
    public var asList: [JSON]? { if case .list(let list) = self { list } else { nil } }
    /// The answer of a flag.
    public var asFlag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
}

struct JSONReader {
    let bytes: [UInt8]
    private(set) var place = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var fault: JSONFault { JSONFault(place: place) }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { place += 1 }
    }

    mutating func value(_ depth: Int) throws(JSONFault) -> JSON {
        skipBlanks()
        guard let byte = next else { throw fault }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try list(depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(JSONFault) -> JSON {
        guard depth > 0 else { throw fault }
        place += 1
        var members: [JSON.Member] = [], names: Set<[UInt8]> = []
        skipBlanks()
        if take("}") { return .object([]) }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw fault }
            let name = try text()
            // Names are the same when their code points are: Swift's own comparison would take more for the same.
            guard names.insert(Array(name.utf8)).inserted else { throw fault }
            skipBlanks()
            guard take(":") else { throw fault }
            members.append(JSON.Member(name, try value(depth - 1)))
            skipBlanks()
        } while take(",")
        guard take("}") else { throw fault }
        return .object(members)
    }

    private mutating func list(_ depth: Int) throws(JSONFault) -> JSON {
        guard depth > 0 else { throw fault }
        place += 1
        var values: [JSON] = []
        skipBlanks()
        if take("]") { return .list([]) }
        repeat {
            values.append(try value(depth - 1))
            skipBlanks()
        } while take(",")
        guard take("]") else { throw fault }
        return .list(values)
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
        for byte in word.description.utf8 {
            guard next == byte else { throw fault }
            place += 1
        }
        return value
    }

    /// A number with a fraction or an exponent is kept as it was written.
    private mutating func number() throws(JSONFault) -> JSON {
        let start = place
        _ = take("-")
        if !take("0") { try digits() }
        var isWhole = true
        if take(".") {
            isWhole = false
            try digits()
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            try digits()
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard isWhole else { return .decimal(text) }
        guard let number = Int(text) else { throw fault }
        return .number(number)
    }

    private mutating func digits() throws(JSONFault) {
        let start = place
        while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
        guard place > start else { throw fault }
    }

    private mutating func text() throws(JSONFault) -> String {
        place += 1
        var utf8: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: utf8, as: UTF8.self) else { throw fault }
                return text
            case UInt8(ascii: "\\"): utf8 += try escaped().utf8
            case 0..<0x20: throw fault
            default: utf8.append(byte)
            }
        }
        throw fault
    }

    private mutating func escaped() throws(JSONFault) -> String {
        guard let byte = next else { throw fault }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(Unicode.Scalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            var code = UInt32(try unit())
            if (0xd800..<0xdc00).contains(code) {
                guard take("\\"), take("u") else { throw fault }
                let low = UInt32(try unit())
                guard (0xdc00..<0xe000).contains(low) else { throw fault }
                code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fault }
            return String(scalar)
        default: throw fault
        }
    }

    private mutating func unit() throws(JSONFault) -> UInt16 {
        guard bytes.count - place >= 4,
            let pair = Hexadecimal.bytes(of: String(decoding: bytes[place..<place + 4], as: UTF8.self)),
            pair.count == 2
        else { throw fault }
        place += 4
        return UInt16(pair[0]) << 8 | UInt16(pair[1])
    }
}
