import CPostgres

/// A conversation with PostgreSQL. It outlives the sessions over which it is held: one that ended is followed by another
/// as soon as nothing depends on it any more.
final class PostgresConnection: Connection {
    /// One writer at a time, among all programs on one database: the number is that of the lock they take.
    private static let lock: Int64 = 0x6368_696c_6463_656e

    private let server: PostgresServer
    private let writes: Bool
    private let limits: Store.Limits
    private let veils: [Veil]
    private var session: PostgresSession?
    private var stream: PostgresStream?
    /// What the session was told last.
    private var toldSteps: Int?
    private var isLooking = false
    private var lookVersion: Int64 = 0
    private var changes: Int64 = 0
    /// What there was of these when the transaction began, and what was undone since; and when the operation began.
    private var changesBefore: Int64 = 0
    private var operationBefore: Int64 = 0
    private var latestChanges: Int64 = 0
    private var hasLateKeys: Bool?
    /// Words that make and release savepoints, said together with whatever is asked next.
    private var owed: [String] = []

    init(
        _ server: PostgresServer, writes: Bool, limits: Store.Limits, veils: [Veil] = []
    ) throws(StoreFailure) {
        self.server = server
        self.writes = writes
        self.limits = limits
        self.veils = veils
        super.init(.postgres, isVeiled: !veils.isEmpty)
        _ = try live()
    }

    deinit {
        statements.removeAll()
    }

    /// The session, or a new one where the old one has ended and nothing depends on it.
    private func live() throws(StoreFailure) -> PostgresSession {
        if let session, !session.isBroken {
            if toldSteps != stepLimit { try tellSteps(session) }
            return session
        }
        guard !isLooking else { throw lastFailure ?? .unreachable(detail: "") }
        drop()
        let fresh = try server.connect()
        do throws(StoreFailure) {
            if !veils.isEmpty { try draw(veils, over: fresh) }
            try fresh.script(writes ? writerSettings : PostgresConnection.readerSettings)
        } catch {
            lastFailure = error
            throw error
        }
        toldSteps = nil
        session = fresh
        if toldSteps != stepLimit { try tellSteps(fresh) }
        return fresh
    }

    /// The views are the session's own, and go with it.
    private func draw(_ veils: [Veil], over session: PostgresSession) throws(StoreFailure) {
        guard let schema = try session.script("select quote_ident(current_schema())").text else {
            throw .invalid(statement: "", message: "there is no schema")
        }
        try session.script(veils.map { $0.words(for: .postgres, schema: schema) }.joined(separator: ";"))
    }

    /// Kept in the transaction, so that it ends with the look whatever becomes of that.
    override func look(with sight: Sight) throws(StoreFailure) {
        guard isLooking, let session else {
            throw .invalid(statement: "", message: "somebody's sight ends with a look")
        }
        let words = sight.words.joined(separator: " ")
        try session.script("select set_config('\(Veil.setting.text)', '\(words)', true)")
    }

    private func drop() {
        stream = nil
        owed = []
        statements.removeAll()
        session = nil
        hasLateKeys = nil
    }

    private static let readerSettings = """
        set default_transaction_read_only = on; set statement_timeout = 0; set idle_in_transaction_session_timeout = '5min'
        """

    /// A commit is never answered before it is durable here and on the standby that the server may want.
    private var writerSettings: String {
        """
        set lock_timeout = \(max(1, limits.busyMilliseconds)); set statement_timeout = 0;
        set idle_in_transaction_session_timeout = '5min';
        select set_config('synchronous_commit', 'on', false)
         where current_setting('synchronous_commit') in ('off', 'local', 'remote_write')
        """
    }

    /// A step stands for 200 nanoseconds of waiting.
    private func tellSteps(_ session: PostgresSession) throws(StoreFailure) {
        try session.script("set statement_timeout = \(stepLimit.map { max(1, min($0 / 5000, 3_600_000)) } ?? 0)")
        toldSteps = stepLimit
    }

    override func start(_ sql: SQL, oneByOne: Bool) throws(StoreFailure) -> Cursor {
        try admit()
        let sql = sql.words(for: .postgres)
        try stream?.readAhead()
        stream = nil
        var isFirst = true
        while true {
            let session = try live()
            guard !session.hasFailed else { throw lastFailure ?? .closed }
            do throws(StoreFailure) {
                try sayOwed(to: session)
                return try run(sql, over: session, oneByOne: oneByOne)
            } catch {
                lastFailure = error
                guard session.isBroken else { throw error }
                drop()
                // A session that ended while it had nothing to do: nobody saw anything of it yet.
                guard isFirst, !writes, !isLooking else { throw error }
                isFirst = false
            }
        }
    }

    private func sayOwed(to session: PostgresSession) throws(StoreFailure) {
        guard !owed.isEmpty else { return }
        let words = owed.joined(separator: ";")
        owed = []
        try session.script(words)
    }

    private func run(_ sql: SQL, over session: PostgresSession, oneByOne: Bool) throws(StoreFailure) -> Cursor {
        let values = PostgresValues(sql.values)
        let name = StatementName(text: sql.text, kinds: values.kinds)
        let prepared = try prepare(name, over: session)
        let answer: PostgresAnswer
        do throws(StoreFailure) {
            answer = try session.run(prepared?.name, sql.text, values, oneByOne: oneByOne)
        } catch {
            // Its plan may have been made for tables that have changed since.
            if case .invalid = error { statements[name] = nil }
            throw error
        }
        latestChanges = answer.changes
        changes += latestChanges
        guard oneByOne else { return Cursor(answer, answer.row, of: sql.text) }
        let stream = PostgresStream(session, answer, of: sql.text)
        self.stream = stream
        return Cursor(stream, answer.row, of: sql.text)
    }

    /// Nil for a statement that is too long to be kept.
    private func prepare(_ name: StatementName, over session: PostgresSession) throws(StoreFailure)
        -> PostgresPrepared?
    {
        if let known = kept(name) as? PostgresPrepared { return known }
        try PostgresGuard.check(name.text)
        guard name.text.utf8.count <= Connection.textLimit else { return nil }
        let fresh = PostgresPrepared(try session.prepare(name.text, kinds: name.kinds), in: session)
        keep(fresh, as: name)
        return fresh
    }

    override func run(each statements: [SQL]) throws(StoreFailure) {
        try admit()
        try stream?.readAhead()
        stream = nil
        let session = try live()
        guard !session.hasFailed else { throw lastFailure ?? .closed }
        do throws(StoreFailure) {
            try sayOwed(to: session)
            var rest = statements[...]
            while !rest.isEmpty {
                var batch: [(name: String, values: PostgresValues)] = []
                // Keeps alive what a long list of different statements would make the connection forget.
                var held: [PostgresPrepared] = []
                for sql in rest.prefix(PostgresConnection.batch) {
                    let sql = sql.words(for: .postgres)
                    let values = PostgresValues(sql.values)
                    guard let prepared = try prepare(StatementName(text: sql.text, kinds: values.kinds), over: session)
                    else {
                        throw .invalid(statement: sql.text, message: "the statement is too long to run among others")
                    }
                    held.append(prepared)
                    batch.append((prepared.name, values))
                }
                let counts = try session.run(all: batch, rest.first?.text ?? "")
                latestChanges = counts.last ?? 0
                changes += counts.reduce(0, +)
                rest = rest.dropFirst(PostgresConnection.batch)
            }
        } catch {
            lastFailure = error
            if session.isBroken { drop() }
            throw error
        }
    }

    /// How many statements are on their way at once: few enough that neither end has to wait for the other to read.
    private static let batch = 256

    override var isInTransaction: Bool { isLooking || session?.isInTransaction ?? false }
    override var totalChanges: Int64 { changes }
    override var lastChanges: Int64 { latestChanges }

    override func begin() throws(StoreFailure) {
        var isFirst = true
        while true {
            let session = try live()
            do throws(StoreFailure) {
                try session.script("begin; select pg_advisory_xact_lock(\(PostgresConnection.lock))")
                changesBefore = changes
                return
            } catch {
                lastFailure = error
                guard !session.isBroken else {
                    drop()
                    guard isFirst else { throw error }
                    isFirst = false
                    continue
                }
                try session.script("rollback")
                if case .busy = error, try isAwaitingStandby(session) {
                    throw .unreachable(detail: "the standby does not confirm what is written")
                }
                throw error
            }
        }
    }

    /// Whether the one who has the lock waits for a standby.
    private func isAwaitingStandby(_ session: PostgresSession) throws(StoreFailure) -> Bool {
        let found = try session.script(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'SyncRep'")
        return found.number ?? 0 > 0
    }

    /// Whatever keeps the answer from coming, the writes may have been kept: `.unconfirmed` then.
    override func commit() throws(StoreFailure) {
        guard let session else { throw lastFailure ?? .closed }
        let before = owed.map { $0 + ";" }.joined()
        owed = []
        let note = changes == changesBefore ? "" : "update store_version set version = version + 1; notify childcentre;"
        do throws(StoreFailure) {
            let answer = try session.script(
                before + note + "commit", until: .now + .milliseconds(Int64(limits.confirmMilliseconds)))
            // A server that was made to give up waiting for its standby commits, and says so in a warning.
            if session.wasWarned { throw .unconfirmed }
            guard answer.command == "COMMIT" else { throw lastFailure ?? .closed }
        } catch {
            lastFailure = error
            guard error == .unconfirmed || session.isBroken else { throw error }
            drop()
            throw .unconfirmed
        }
    }

    override func rollback() throws(StoreFailure) {
        owed = []
        try control("rollback")
    }

    private static let savepoint = "savepoint operation"

    override func beginOperation() throws(StoreFailure) {
        operationBefore = changes
        owed.append(PostgresConnection.savepoint)
    }

    override func endOperation() throws(StoreFailure) {
        guard session?.hasFailed == false else { throw lastFailure ?? .closed }
        if try findsLateKeys() { try control("set constraints all immediate; set constraints all deferred") }
        // An operation that asked nothing never made its savepoint.
        if owed.last == PostgresConnection.savepoint { owed.removeLast() } else { owed.append("release operation") }
    }

    override func undoOperation() throws(StoreFailure) {
        guard owed.last != PostgresConnection.savepoint else {
            owed.removeLast()
            return
        }
        try control("rollback to operation; release operation")
        changesBefore += changes - operationBefore
    }

    /// Whether there are keys that may point nowhere until the commit.
    private func findsLateKeys() throws(StoreFailure) -> Bool {
        if let hasLateKeys { return hasLateKeys }
        guard let session else { return false }
        let late = try session.script("select count(*) from pg_constraint where condeferred").number ?? 0 > 0
        hasLateKeys = late
        return late
    }

    private func control(_ text: String) throws(StoreFailure) {
        guard let session else { throw lastFailure ?? .closed }
        do throws(StoreFailure) {
            try stream?.readAhead()
            stream = nil
            try sayOwed(to: session)
            try session.script(text)
        } catch {
            lastFailure = error
            if session.isBroken { drop() }
            throw error
        }
    }

    override func build(_ schema: Schema) throws(StoreFailure) {
        hasLateKeys = nil
        try control(schema.printed(for: .postgres))
    }

    /// Rows that refer to nothing are refused as they come; those that may wait are asked for here.
    override func danglingTable() throws(StoreFailure) -> String? {
        do throws(StoreFailure) {
            try control("set constraints all immediate")
            return nil
        } catch {
            guard case .constraint(.foreignKey, let detail) = error else { throw error }
            return detail
        }
    }

    override func tableNames() throws -> [String] {
        try values("select relname from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace")
    }

    override func columnNames(of table: Identifier) throws -> [String] {
        try values(
            """
            select a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
             where c.relname = \(table.name) and c.relnamespace = current_schema()::regnamespace
               and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
            """)
    }

    override func referredNames(of table: Identifier) throws -> [String] {
        try values(
            """
            select r.relname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
             where k.contype = 'f' and c.relname = \(table.name) and c.relnamespace = current_schema()::regnamespace
            """)
    }

    override func beginLook() throws(StoreFailure) {
        var isFirst = true
        while true {
            let session = try live()
            do throws(StoreFailure) {
                let version = try session.script(
                    "begin isolation level repeatable read read only; select version from store_version")
                lookVersion = version.number ?? 0
                isLooking = true
                return
            } catch {
                lastFailure = error
                guard session.isBroken else {
                    session.sendAndGo("rollback")
                    throw error
                }
                drop()
                guard isFirst else { throw error }
                isFirst = false
            }
        }
    }

    override func endLook() {
        isLooking = false
        try? stream?.readAhead()
        stream = nil
        session?.sendAndGo("commit")
    }

    override func dataVersion() throws(StoreFailure) -> Int64 {
        if isLooking { return lookVersion }
        return try value("select version from store_version") ?? 0
    }
}

/// A statement that a session knows by a name.
final class PostgresPrepared: Statement {
    let name: String
    private weak var session: PostgresSession?

    init(_ name: String, in session: PostgresSession) {
        self.name = name
        self.session = session
    }

    deinit {
        session?.forget(name)
    }
}
