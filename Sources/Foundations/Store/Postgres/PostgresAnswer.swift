import CPostgres

/// What a server answered to one statement, or one row of it where rows come one by one.
@safe
final class PostgresAnswer: Statement {
    private let pointer: OpaquePointer?
    private let count: Int32
    private var line: Int32 = -1

    static var nothing: PostgresAnswer { unsafe PostgresAnswer(nil) }

    init(_ pointer: OpaquePointer?) {
        unsafe self.pointer = pointer
        unsafe count = PQntuples(pointer)
    }

    deinit {
        unsafe PQclear(pointer)
    }

    override func step(to row: inout Row, in text: String) throws(StoreFailure) -> Bool {
        line += 1
        guard line >= count else {
            unsafe row.point(to: pointer, line)
            return true
        }
        return false
    }

    var hasRows: Bool { unsafe PQresultStatus(pointer) == PGRES_TUPLES_OK }
    var isOneOfMany: Bool { unsafe PQresultStatus(pointer) == PGRES_SINGLE_TUPLE }

    /// A row that has no line yet.
    var row: Row { unsafe Row(ofResult: pointer) }

    /// How many rows a statement that changes rows has changed.
    var changes: Int64 {
        let words = unsafe PQcmdStatus(pointer).map { unsafe String(cString: $0) } ?? ""
        guard ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(where: words.hasPrefix) else { return 0 }
        return words.split(separator: " ").last.flatMap { Int64($0) } ?? 0
    }

    /// What was done, in the server's words: `COMMIT`.
    var command: String { unsafe PQcmdStatus(pointer).map { unsafe String(cString: $0) } ?? "" }

    /// The first field as a whole number, of an answer in text.
    var number: Int64? {
        guard count > 0, let text = unsafe PQgetvalue(pointer, 0, 0) else { return nil }
        return Int64(unsafe String(cString: text))
    }

    /// The first field, of an answer in text.
    var text: String? {
        guard count > 0, let text = unsafe PQgetvalue(pointer, 0, 0) else { return nil }
        return unsafe String(cString: text)
    }

    /// Nil for an answer; what went wrong for a refusal.
    func failure(in text: String) -> StoreFailure? {
        switch unsafe PQresultStatus(pointer) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_SINGLE_TUPLE: nil
        case PGRES_EMPTY_QUERY: .invalid(statement: text, message: "there is no statement")
        default:
            StoreFailure(
                state: unsafe PostgresAnswer.field(cpostgres_state, of: pointer),
                message: unsafe PostgresAnswer.field(cpostgres_message, of: pointer),
                table: unsafe PostgresAnswer.field(cpostgres_table, of: pointer),
                column: unsafe PostgresAnswer.field(cpostgres_column, of: pointer),
                constraint: unsafe PostgresAnswer.field(cpostgres_constraint, of: pointer), statement: text)
        }
    }

    static func field(_ code: Int32, of pointer: OpaquePointer?) -> String {
        unsafe PQresultErrorField(pointer, code).map { unsafe String(cString: $0) } ?? ""
    }
}

/// An answer whose rows come one by one, so that memory stays flat however many there are.
final class PostgresStream: Statement {
    private let session: PostgresSession
    private let text: String
    private var current: PostgresAnswer
    /// Rows that had to be read early, because something else was asked in between; the next one last.
    private var waiting: [PostgresAnswer] = []
    private var isOver: Bool

    init(_ session: PostgresSession, _ first: PostgresAnswer, of text: String) {
        self.session = session
        self.text = text
        current = first
        isOver = false
    }

    override func step(to row: inout Row, in text: String) throws(StoreFailure) -> Bool {
        while true {
            if try current.step(to: &row, in: text) { return true }
            if let next = waiting.popLast() {
                current = next
            } else {
                guard !isOver, let next = try next() else { return false }
                current = next
            }
        }
    }

    private func next() throws(StoreFailure) -> PostgresAnswer? {
        do throws(StoreFailure) {
            if let next = try session.next(for: text) { return next }
        } catch {
            isOver = true
            throw error
        }
        isOver = true
        return nil
    }

    /// Frees the session for another question.
    func readAhead() throws(StoreFailure) {
        guard !isOver else { return }
        var all: [PostgresAnswer] = []
        while let answer = try next() { all.append(answer) }
        waiting = all.reversed() + waiting
    }

    override func end() {
        waiting = []
        while !isOver, (try? next()) != nil {}
    }
}
