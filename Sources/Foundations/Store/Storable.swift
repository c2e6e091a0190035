public import Basics

extension Int64: Storable {
    public var stored: Value { .integer(self) }

    @inlinable
    public static func read(_ row: inout Row) throws(StoreFailure) -> Int64 { try row.integer() }
}

extension Int: Storable {
    public var stored: Value { .integer(Int64(self)) }

    @inlinable
    public static func read(_ row: inout Row) throws(StoreFailure) -> Int {
        guard let number = Int(exactly: try row.integer()) else { throw row.mismatch("a number that fits") }
        return number
    }
}

extension Bool: Storable {
    /// 0 or 1.
    public var stored: Value { .integer(self ? 1 : 0) }

    @inlinable
    public static func read(_ row: inout Row) throws(StoreFailure) -> Bool {
        switch try row.integer() {
        case 0: return false
        case 1: return true
        default: throw row.mismatch("0 or 1")
        }
    }
}

extension Double: Storable {
    /// Not-a-number is kept as nothing, which is what SQLite makes of it.
    public var stored: Value { isNaN ? .null : .real(self) }

    /// Reads whole numbers too: a sum of none is one.
    @inlinable
    public static func read(_ row: inout Row) throws(StoreFailure) -> Double { try row.real() }
}

extension String: Storable {
    public var stored: Value { .text(self) }

    @inlinable
    public static func read(_ row: inout Row) throws(StoreFailure) -> String { try row.text() }
}

extension Array: Storable where Element == UInt8 {
    public var stored: Value { .bytes(self) }

    public static func read(_ row: inout Row) throws(StoreFailure) -> [UInt8] {
        try unsafe row.bytes { unsafe Array($0) }
    }
}

extension Key: Storable where Subject: ~Copyable {
    /// Sixteen bytes, most significant first, so that a database sorts keys as Swift does.
    public var stored: Value { .bytes(bytes) }

    public static func read(_ row: inout Row) throws(StoreFailure) -> Key {
        let number: UInt128? = try unsafe row.bytes { bytes in
            guard bytes.count == 16 else { return nil }
            let raw = UnsafeRawBufferPointer(bytes)
            return unsafe UInt128(bigEndian: raw.loadUnaligned(as: UInt128.self))
        }
        guard let number else { throw row.mismatch("a key of sixteen bytes") }
        return Key(rawValue: number)
    }
}

extension Moment: Storable {
    /// Milliseconds since the epoch.
    public var stored: Value { .integer(milliseconds) }

    public static func read(_ row: inout Row) throws(StoreFailure) -> Moment {
        Moment(milliseconds: try row.integer())
    }
}

extension Day: Storable {
    /// Days since the epoch.
    public var stored: Value { .integer(Int64(number)) }

    public static func read(_ row: inout Row) throws(StoreFailure) -> Day {
        guard let number = Int32(exactly: try row.integer()) else { throw row.mismatch("a day") }
        return Day(number: number)
    }
}

extension Language: Storable {}

extension Digest: Storable {
    /// The 32 bytes.
    public var stored: Value { .bytes(bytes) }

    public static func read(_ row: inout Row) throws(StoreFailure) -> Digest {
        guard let digest = Digest(bytes: try [UInt8].read(&row)) else { throw row.mismatch("a digest of 32 bytes") }
        return digest
    }
}
