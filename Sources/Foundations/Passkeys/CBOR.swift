/// A CBOR value (RFC 8949), of the kinds that authenticators send.
enum CBOR: Hashable, Sendable {
    case unsigned(UInt64)
    /// -1 - n.
    case negative(UInt64)
    case bytes([UInt8])
    case text([UInt8])
    case list([CBOR])
    case map([CBOR: CBOR])
    case flag(Bool)
    case null

    /// A whole number, of either kind.
    static func number(_ number: Int) -> CBOR {
        number < 0 ? .negative(UInt64(-1 - number)) : .unsigned(UInt64(number))
    }

    static func name(_ name: StaticString) -> CBOR { .text(Array(name.description.utf8)) }

    var asBytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    var asMap: [CBOR: CBOR]? { if case .map(let map) = self { map } else { nil } }

    /// The number, where it fits.
    var asNumber: Int? {
        switch self {
        case .unsigned(let number): Int(exactly: number)
        case .negative(let number): Int(exactly: number).map { -1 - $0 }
        default: nil
        }
    }
}

/// Reads CBOR in the canonical form of CTAP2 (section 6): definite lengths, the shortest heads, no tags, no name twice.
///
/// The work is bounded by the bytes: a length that goes beyond them is refused before anything is reserved for it.
struct CBORReader {
    /// The bytes are no CBOR of this form.
    struct Fault: Error {}

    let bytes: [UInt8]
    private(set) var place: Int

    /// How many lists and maps may stand inside each other; CTAP2 allows four.
    static let depth = 4

    init(_ bytes: [UInt8], from place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    var isAtEnd: Bool { place >= bytes.count }

    private var left: Int { max(0, bytes.count - place) }

    mutating func value(_ depth: Int = CBORReader.depth) throws(Fault) -> CBOR {
        guard left > 0 else { throw Fault() }
        let head = bytes[place]
        place += 1
        if head >= 0xe0 { return try simple(head) }
        let argument = try argument(head & 0x1f)
        switch head >> 5 {
        case 0: return .unsigned(argument)
        case 1: return .negative(argument)
        case 2: return .bytes(try run(argument))
        case 3:
            let text = try run(argument)
            guard String(validating: text, as: UTF8.self) != nil else { throw Fault() }
            return .text(text)
        case 4: return try list(argument, depth)
        case 5: return try map(argument, depth)
        default: throw Fault()
        }
    }

    private func simple(_ head: UInt8) throws(Fault) -> CBOR {
        switch head {
        case 0xf4: .flag(false)
        case 0xf5: .flag(true)
        case 0xf6: .null
        default: throw Fault()
        }
    }

    /// What the head counts; only in as few bytes as it takes.
    private mutating func argument(_ short: UInt8) throws(Fault) -> UInt64 {
        guard short >= 24 else { return UInt64(short) }
        guard short <= 27 else { throw Fault() }
        let width = 1 << Int(short - 24)
        guard left >= width else { throw Fault() }
        let number = bytes[place..<place + width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        place += width
        let least: UInt64 = width == 1 ? 24 : 1 << UInt64(width * 4)
        guard number >= least else { throw Fault() }
        return number
    }

    private mutating func run(_ length: UInt64) throws(Fault) -> [UInt8] {
        guard length <= UInt64(left) else { throw Fault() }
        let end = place + Int(length)
        defer { place = end }
        return Array(bytes[place..<end])
    }

    private mutating func list(_ count: UInt64, _ depth: Int) throws(Fault) -> CBOR {
        guard depth > 0, count <= UInt64(left) else { throw Fault() }
        var values: [CBOR] = []
        for _ in 0..<count { values.append(try value(depth - 1)) }
        return .list(values)
    }

    private mutating func map(_ count: UInt64, _ depth: Int) throws(Fault) -> CBOR {
        guard depth > 0, count <= UInt64(left / 2) else { throw Fault() }
        var values: [CBOR: CBOR] = [:]
        for _ in 0..<count {
            let name = try value(depth - 1)
            switch name {
            case .unsigned, .negative, .text: break
            default: throw Fault()
            }
            guard values[name] == nil else { throw Fault() }
            values[name] = try value(depth - 1)
        }
        return .map(values)
    }
}
