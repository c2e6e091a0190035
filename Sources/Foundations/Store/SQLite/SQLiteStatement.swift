import CSQLite

/// A statement of SQLite's.
@safe
final class SQLiteStatement: Statement {
    let pointer: OpaquePointer
    /// Keeps the statement in one of its tables, or is kept by its cursor; so it outlives the statement's use.
    private unowned let connection: SQLiteConnection

    init(_ pointer: OpaquePointer, on connection: SQLiteConnection) {
        unsafe self.pointer = pointer
        self.connection = connection
    }

    deinit {
        unsafe _ = sqlite3_finalize(pointer)
    }

    override func step(to row: inout Row, in text: String) throws(StoreFailure) -> Bool {
        switch unsafe sqlite3_step(pointer) {
        case SQLITE_ROW:
            row.rewind()
            return true
        case SQLITE_DONE:
            return false
        case let code:
            throw connection.failure(code, in: text)
        }
    }

    override func end() {
        reset()
        connection.running -= 1
    }

    /// SQLite's result code: an error when the values are not as many as the placeholders, or too large.
    func bind(_ values: [Value]) -> Int32 {
        guard unsafe Int(sqlite3_bind_parameter_count(pointer)) == values.count else { return SQLITE_RANGE }
        var place: Int32 = 0
        for value in values {
            place += 1
            let code =
                switch value {
                case .null: unsafe sqlite3_bind_null(pointer, place)
                case .integer(let number): unsafe sqlite3_bind_int64(pointer, place, number)
                case .real(let number): unsafe sqlite3_bind_double(pointer, place, number)
                case .text(let text): bind(text, at: place)
                case .bytes(let bytes):
                    unsafe bytes.withUnsafeBytes { bytes in
                        unsafe csqlite_bind_bytes(pointer, place, bytes.baseAddress, UInt64(bytes.count))
                    }
                }
            guard code == SQLITE_OK else { return code }
        }
        return SQLITE_OK
    }

    private func bind(_ text: String, at place: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { utf8 in
            unsafe utf8.withMemoryRebound(to: CChar.self) { characters in
                unsafe csqlite_bind_text(pointer, place, characters.baseAddress, UInt64(characters.count))
            }
        }
    }

    /// Ready for another time; the values are let go, so that no record lingers in memory.
    func reset() {
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_clear_bindings(pointer)
        isInUse = false
    }
}
