import CPostgres
import Glibc

/// One session with a server, from login to the end of its socket.
@safe
final class PostgresSession {
    let pointer: OpaquePointer
    /// Warnings since somebody looked: what a commit says when it was made to give up waiting.
    private var warnings = 0
    /// Something was sent whose answer nobody has read yet.
    private var owesAnswer = false
    /// Names of prepared statements that nobody needs any more.
    private var forgotten: [String] = []
    private var prepared = 0

    /// Where the connection string says nothing else: only a server that takes writes will do, and a dead one is
    /// noticed within seconds.
    private static let defaults: [(name: StaticString, value: StaticString)] = [
        ("target_session_attrs", "read-write"), ("connect_timeout", "3"), ("keepalives_idle", "5"),
        ("keepalives_interval", "2"), ("keepalives_count", "3"), ("tcp_user_timeout", "10000"),
        ("application_name", "childcentre"),
    ]

    init(_ words: String) throws(StoreFailure) {
        // What stands later wins; encoding is not for the connection string to say.
        let names = PostgresSession.defaults.map(\.name.description) + ["dbname", "client_encoding"]
        let values = PostgresSession.defaults.map(\.value.description) + [words, "UTF8"]
        let opened = unsafe CStrings.with(names) { names in
            unsafe CStrings.with(values) { values in unsafe PQconnectdbParams(names, values, 1) }
        }
        guard let opened = unsafe opened else { throw .unreachable(detail: "there is no memory for a connection") }
        unsafe pointer = opened
        guard unsafe PQstatus(opened) == CONNECTION_OK else {
            throw .unreachable(detail: lastMessage)
        }
        unsafe PQsetNoticeReceiver(
            opened,
            { context, result in
                guard let context = unsafe context else { return }
                let session = unsafe Unmanaged<PostgresSession>.fromOpaque(context).takeUnretainedValue()
                if unsafe PostgresAnswer.field(cpostgres_state, of: result).hasPrefix("01") { session.warnings += 1 }
            }, Unmanaged.passUnretained(self).toOpaque())
        guard unsafe PQserverVersion(opened) >= PostgresServer.oldestVersion else {
            throw .unreachable(detail: "the server is too old; PostgreSQL 13 or later is needed")
        }
        let encoding = unsafe PQparameterStatus(opened, "server_encoding").map { unsafe String(cString: $0) }
        guard encoding == "UTF8" else {
            throw .unreachable(detail: "the database is not in UTF-8; make it with: createdb --encoding=UTF8")
        }
    }

    deinit {
        unsafe PQfinish(pointer)
    }

    private var lastMessage: String {
        unsafe PQerrorMessage(pointer).map { unsafe String(cString: $0) }?.split(separator: "\n")
            .joined(separator: "; ") ?? ""
    }

    /// Nothing more will come over this session.
    var isBroken: Bool { unsafe PQstatus(pointer) != CONNECTION_OK }

    var isInTransaction: Bool {
        guard !owesAnswer else { return false }
        switch unsafe PQtransactionStatus(pointer) {
        case PQTRANS_INTRANS, PQTRANS_INERROR, PQTRANS_ACTIVE: return true
        default: return false
        }
    }

    /// A statement failed, and the server refuses all others until somebody goes back.
    var hasFailed: Bool { unsafe !owesAnswer && PQtransactionStatus(pointer) == PQTRANS_INERROR }

    /// Runs the store's own words, several statements at once. Gives the answer to the last one that had rows.
    @discardableResult
    func script(_ text: String, until deadline: ContinuousClock.Instant? = nil) throws(StoreFailure) -> PostgresAnswer {
        try settle()
        warnings = 0
        guard unsafe PQsendQuery(pointer, text) == 1 else { throw lost() }
        return try collect(for: text, until: deadline)
    }

    /// Sends words whose answer is read when something else is asked.
    func sendAndGo(_ text: String) {
        guard (try? settle()) != nil else { return }
        if unsafe PQsendQuery(pointer, text) == 1 { owesAnswer = true }
    }

    /// Whether the server warned during the last script.
    var wasWarned: Bool { warnings > 0 }

    private func settle() throws(StoreFailure) {
        guard owesAnswer else { return }
        owesAnswer = false
        _ = try collect(for: "", until: nil)
    }

    /// Prepares a statement under a name of its own.
    func prepare(_ text: String, kinds: [UInt32]) throws(StoreFailure) -> String {
        try settle()
        if !forgotten.isEmpty, !hasFailed {
            let words = forgotten.map { "deallocate \($0)" }.joined(separator: ";")
            forgotten = []
            try script(words)
        }
        prepared += 1
        let name = "s\(prepared)"
        let isSent = unsafe kinds.withUnsafeBufferPointer { kinds in
            unsafe PQsendPrepare(pointer, name, text, Int32(clamping: kinds.count), kinds.baseAddress) == 1
        }
        guard isSent else { throw lost() }
        _ = try collect(for: text, until: nil)
        return name
    }

    func forget(_ name: String) {
        forgotten.append(name)
    }

    /// Runs a prepared statement, or a text where there is no name.
    func run(
        _ name: String?, _ text: String, _ values: PostgresValues, oneByOne: Bool
    ) throws(StoreFailure) -> PostgresAnswer {
        try settle()
        guard
            unsafe values.lend({ count, kinds, pointers, lengths, formats in
                if let name {
                    unsafe PQsendQueryPrepared(pointer, name, count, pointers, lengths, formats, 1)
                } else {
                    unsafe PQsendQueryParams(pointer, text, count, kinds, pointers, lengths, formats, 1)
                }
            }) == 1
        else { throw lost() }
        guard oneByOne, unsafe PQsetSingleRowMode(pointer) == 1 else { return try collect(for: text, until: nil) }
        return try next(for: text) ?? PostgresAnswer.nothing
    }

    /// Runs prepared statements one after the other without waiting for each. Gives how many rows each has changed.
    func run(all statements: [(name: String, values: PostgresValues)], _ text: String) throws(StoreFailure) -> [Int64] {
        try settle()
        guard unsafe PQenterPipelineMode(pointer) == 1 else { throw lost() }
        defer { unsafe _ = PQexitPipelineMode(pointer) }
        for statement in statements {
            guard
                unsafe statement.values.lend({ count, _, pointers, lengths, formats in
                    unsafe PQsendQueryPrepared(pointer, statement.name, count, pointers, lengths, formats, 1)
                }) == 1
            else { throw lost() }
        }
        guard unsafe PQpipelineSync(pointer) == 1 else { throw lost() }
        var changes: [Int64] = []
        var failure: StoreFailure?
        for _ in statements {
            while let result = unsafe try receive(until: nil) {
                let answer = unsafe PostgresAnswer(result)
                failure = failure ?? answer.failure(in: text)
                changes.append(answer.changes)
            }
            if isBroken { throw lost() }
        }
        if let end = unsafe try receive(until: nil) { unsafe PQclear(end) }
        if isBroken { throw lost() }
        if let failure { throw failure }
        return changes
    }

    /// The next of the answers that belong together; nil after the last one.
    func next(for text: String) throws(StoreFailure) -> PostgresAnswer? {
        guard let result = unsafe try receive(until: nil) else { return nil }
        let answer = unsafe PostgresAnswer(result)
        if let failure = answer.failure(in: text) {
            while unsafe try receive(until: nil).map({ unsafe PQclear($0) }) != nil {}
            throw isBroken ? lost() : failure
        }
        return answer
    }

    private func collect(for text: String, until deadline: ContinuousClock.Instant?) throws(StoreFailure)
        -> PostgresAnswer
    {
        var last: PostgresAnswer?
        var failure: StoreFailure?
        while let result = unsafe try receive(until: deadline) {
            let answer = unsafe PostgresAnswer(result)
            failure = failure ?? answer.failure(in: text)
            if answer.hasRows || last?.hasRows != true { last = answer }
        }
        if isBroken { throw lost() }
        if let failure { throw failure }
        return last ?? PostgresAnswer.nothing
    }

    /// Waits for the next result. Throws `.unconfirmed` when the time is up.
    private func receive(until deadline: ContinuousClock.Instant?) throws(StoreFailure) -> OpaquePointer? {
        while unsafe PQisBusy(pointer) == 1 {
            var wanted = unsafe pollfd(fd: PQsocket(pointer), events: Int16(POLLIN), revents: 0)
            var milliseconds: Int32 = -1
            if let deadline {
                let left = (deadline - .now) / .milliseconds(1)
                guard left > 0 else { throw .unconfirmed }
                milliseconds = Int32(min(left.rounded(.up), 60_000))
            }
            let code = unsafe poll(&wanted, 1, milliseconds)
            if code < 0, errno != EINTR { throw lost() }
            if code > 0, unsafe PQconsumeInput(pointer) == 0 { throw lost() }
        }
        return unsafe PQgetResult(pointer)
    }

    private func lost() -> StoreFailure {
        .unreachable(detail: lastMessage)
    }
}

/// Texts as C wants them.
enum CStrings {
    /// Lends an array of C strings that ends with null.
    static func with<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = unsafe texts.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        let pointers = unsafe copies.map { unsafe $0.map { unsafe UnsafePointer($0) } } + [nil]
        return unsafe pointers.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("an array with an end is not empty") }
            return unsafe body(start)
        }
    }
}
