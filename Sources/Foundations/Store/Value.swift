/// What a database can keep in one field of one row.
public enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
}

/// Something that is kept in one field: it says how it is stored and reads itself back.
///
///     enum State: String, Storable { case expected, here, over }
///
/// An enum over texts needs nothing more than the word.
public protocol Storable: Sendable {
    /// The value as the database keeps it.
    var stored: Value { get }

    /// Reads the next field of the row. Throws `.mismatch` when something else stands there.
    static func read(_ row: inout Row) throws(StoreFailure) -> Self
}

extension Storable where Self: RawRepresentable, RawValue == String {
    public var stored: Value { .text(rawValue) }

    @inlinable
    public static func read(_ row: inout Row) throws(StoreFailure) -> Self {
        guard let value = Self(rawValue: try row.text()) else { throw row.mismatch("a \(Self.self)") }
        return value
    }
}

extension Optional: Storable where Wrapped: Storable {
    public var stored: Value {
        switch self {
        case .some(let value): value.stored
        case .none: .null
        }
    }

    @inlinable
    public static func read(_ row: inout Row) throws(StoreFailure) -> Self {
        if try row.skipNull() { return nil }
        return try Wrapped.read(&row)
    }
}
