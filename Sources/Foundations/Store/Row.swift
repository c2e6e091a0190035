import CPostgres
import CSQLite

/// One row of an answer, read from left to right.
///
///     family = try row.next()
///     arrived = try row.next()    // `Moment?`: what is read follows from what it is kept in
///
/// Valid only where it was lent. Too few fields, or one of another type, is a failure and never a trap.
@safe
public struct Row: ~Copyable {
    /// SQLite's statement, or PostgreSQL's result.
    private var pointer: OpaquePointer?
    private let count: Int32
    private var place: Int32 = 0
    /// Which row of PostgreSQL's result; negative for SQLite, where the statement has only one.
    private var line: Int32

    init(of statement: OpaquePointer) {
        unsafe pointer = statement
        unsafe count = sqlite3_column_count(statement)
        line = -1
    }

    init(ofResult result: OpaquePointer?) {
        unsafe pointer = result
        unsafe count = PQnfields(result)
        line = 0
    }

    mutating func rewind() {
        place = 0
    }

    mutating func point(to result: OpaquePointer?, _ line: Int32) {
        unsafe pointer = result
        self.line = line
        place = 0
    }

    /// Reads the next field. Throws `.mismatch` when it is missing or of another type.
    @inlinable
    public mutating func next<Field: Storable>(_ type: Field.Type = Field.self) throws(StoreFailure) -> Field {
        try Field.read(&self)
    }

    /// Reads a whole record whose columns come next.
    @inlinable
    public mutating func next<Record: Selectable>(_ type: Record.Type = Record.self) throws(StoreFailure) -> Record {
        try Record(&self)
    }

    /// The next field as a whole number.
    public mutating func integer() throws(StoreFailure) -> Int64 {
        let place = try advance()
        guard line < 0 else {
            guard let number = unsafe PostgresField.integer(of: pointer, line, place) else {
                throw mismatch("a whole number")
            }
            return number
        }
        guard unsafe sqlite3_column_type(pointer, place) == SQLITE_INTEGER else { throw mismatch("a whole number") }
        return unsafe sqlite3_column_int64(pointer, place)
    }

    /// The next field as a number, whole or not.
    public mutating func real() throws(StoreFailure) -> Double {
        let place = try advance()
        guard line < 0 else {
            guard let number = unsafe PostgresField.real(of: pointer, line, place) else { throw mismatch("a number") }
            return number
        }
        switch unsafe sqlite3_column_type(pointer, place) {
        case SQLITE_FLOAT, SQLITE_INTEGER: return unsafe sqlite3_column_double(pointer, place)
        default: throw mismatch("a number")
        }
    }

    /// The next field as text.
    public mutating func text() throws(StoreFailure) -> String {
        let place = try advance()
        guard line < 0 else {
            guard let bytes = unsafe PostgresField.text(of: pointer, line, place) else { throw mismatch("a text") }
            return unsafe String(decoding: bytes, as: UTF8.self)
        }
        guard unsafe sqlite3_column_type(pointer, place) == SQLITE_TEXT else { throw mismatch("a text") }
        guard let start = unsafe sqlite3_column_text(pointer, place) else { return "" }
        let count = unsafe Int(sqlite3_column_bytes(pointer, place))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// Lends the bytes of the next field, which is bytes or text, without copying them; they end with the closure.
    public mutating func bytes<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) throws(StoreFailure) -> Result {
        let place = try advance()
        guard line < 0 else {
            guard let bytes = unsafe PostgresField.bytes(of: pointer, line, place) else { throw mismatch("bytes") }
            return unsafe body(bytes)
        }
        let start: UnsafeRawPointer?
        switch unsafe sqlite3_column_type(pointer, place) {
        case SQLITE_BLOB: unsafe start = sqlite3_column_blob(pointer, place)
        case SQLITE_TEXT: unsafe start = UnsafeRawPointer(sqlite3_column_text(pointer, place))
        default: throw mismatch("bytes")
        }
        let count = unsafe Int(sqlite3_column_bytes(pointer, place))
        guard let start = unsafe start, count > 0 else { return unsafe body(UnsafeBufferPointer(start: nil, count: 0)) }
        return unsafe body(UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count))
    }

    /// The next field as the database keeps it, for code that learns a column's type as it runs.
    public mutating func value() throws(StoreFailure) -> Value {
        if try skipNull() { return .null }
        switch kind {
        case .integer: return .integer(try integer())
        case .real: return .real(try real())
        case .text: return .text(try text())
        case .bytes: return unsafe .bytes(try bytes { bytes in unsafe Array(bytes) })
        }
    }

    private enum Kind { case integer, real, text, bytes }

    /// What the field that comes next is.
    private var kind: Kind {
        guard line < 0 else {
            return switch unsafe PQftype(pointer, place) {
            case PostgresValues.Kind.bytes: .bytes
            case PostgresValues.Kind.real32, PostgresValues.Kind.real64: .real
            case PostgresValues.Kind.integer64, PostgresValues.Kind.integer32, PostgresValues.Kind.integer16,
                PostgresValues.Kind.flag, PostgresValues.Kind.decimal:
                .integer
            default: .text
            }
        }
        return switch unsafe sqlite3_column_type(pointer, place) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_BLOB: .bytes
        default: .text
        }
    }

    /// Steps over the next field if nothing stands there.
    public mutating func skipNull() throws(StoreFailure) -> Bool {
        let here = try advance()
        let isNull =
            unsafe line < 0
            ? sqlite3_column_type(pointer, here) == SQLITE_NULL : PQgetisnull(pointer, line, here) == 1
        if !isNull { place = here }
        return isNull
    }

    /// The failure that says what was looked for in the field read last.
    public func mismatch(_ wanted: String) -> StoreFailure {
        let here = max(0, place - 1)
        let name = unsafe line < 0 ? sqlite3_column_name(pointer, here) : UnsafePointer(PQfname(pointer, here))
        let words = unsafe name.map { unsafe String(cString: $0) } ?? "?"
        return .mismatch(detail: "column \(place) (\(words)) is not \(wanted)")
    }

    private mutating func advance() throws(StoreFailure) -> Int32 {
        guard place < count else { throw .mismatch(detail: "the row has only \(count) columns") }
        defer { place += 1 }
        return place
    }
}

/// A record that is read from the columns it names, in that order.
public protocol Selectable {
    /// The names of the columns, in the order in which the initialiser reads them.
    static var columns: [StaticString] { get }

    /// Reads the columns from left to right.
    init(_ row: inout Row) throws(StoreFailure)
}
