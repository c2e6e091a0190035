/// The identity of a `Subject`: a random 128-bit UUID of version 7 (RFC 9562), so that keys made later sort later.
///
/// People never see it; they see permanent short numbers and addresses.
public struct Key<Subject: ~Copyable>: Hashable, Comparable, Sendable {
    /// The 128 bits, most significant first.
    public let rawValue: UInt128

    /// A key that is already known, as read from a database.
    public init(rawValue: UInt128) {
        self.rawValue = rawValue
    }

    /// A new key that nobody has: 48 bits of milliseconds, then 74 random bits.
    public static func fresh(at moment: Moment) -> Key {
        let time = UInt128(UInt64(clamping: moment.milliseconds) & 0xffff_ffff_ffff) << 80
        let high = UInt128(0x7000 | (Randomness.number() & 0x0fff)) << 64
        let low = UInt128(0x8000_0000_0000_0000 | (Randomness.number() & 0x3fff_ffff_ffff_ffff))
        return Key(rawValue: time | high | low)
    }

    /// The sixteen bytes as databases keep them.
    public var bytes: [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: rawValue >> UInt128(120 - 8 * $0)) }
    }

    /// Reads sixteen bytes; nil when there are fewer or more.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        rawValue = bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    }

    /// The same identity seen as one of another kind, for tables that refer to any record.
    public func cast<Other: ~Copyable>(to kind: Other.Type) -> Key<Other> {
        Key<Other>(rawValue: rawValue)
    }

    public static func < (one: Key, other: Key) -> Bool {
        one.rawValue < other.rawValue
    }
}

extension Key: CustomStringConvertible {
    /// The 32 hexadecimal digits.
    public var description: String { Hexadecimal.text(of: bytes) }
}
