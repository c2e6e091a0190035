import Basics

/// Brings the tables of one database to where the program wants them.
struct Migrating {
    let connection: Connection
    let migrations: [Migration]
    let clock: Clock

    /// Each step in a transaction of its own; refuses before the first step if the list does not fit the database.
    func apply() throws(StoreFailure) {
        try refuseTwins()
        try connection.loosenKeys(true)
        try connection.begin()
        do throws(StoreFailure) {
            try connection.build(Migrating.table)
            try connection.commit()
        } catch {
            try? connection.rollback()
            throw error
        }
        try compare()
        for migration in migrations { try apply(migration) }
        try connection.loosenKeys(false)
    }

    private static let table: Schema = """
        create table if not exists migrations (
            name        \(.text) primary key,
            fingerprint \(.bytes) not null,
            applied_at  \(.moment) not null
        ) \(.clustered);
        \(sqlite: "", postgres: """
            create table if not exists store_version (version bigint not null);
            insert into store_version select 0 where not exists (select 1 from store_version);
            """)
        """

    private func refuseTwins() throws(StoreFailure) {
        var names: Set<String> = []
        for migration in migrations where !names.insert(migration.name).inserted {
            throw .migration(.twice(migration.name))
        }
    }

    private func compare() throws(StoreFailure) {
        let names = Set(migrations.map(\.name))
        let known: [String] = try connection.values("select name from migrations order by name")
        if let unknown = known.first(where: { !names.contains($0) }) { throw .migration(.unknown(unknown)) }
        let applied = Set(known)
        var waiting: [Substring: String] = [:]
        for migration in migrations {
            guard applied.contains(migration.name) else {
                waiting[migration.owner] = waiting[migration.owner] ?? migration.name
                continue
            }
            if let skipped = waiting[migration.owner] {
                throw .migration(.skipped(skipped, before: migration.name))
            }
        }
    }

    /// Reads inside its transaction what was applied, so that two programs that start at once apply it once.
    private func apply(_ migration: Migration) throws(StoreFailure) {
        let print = migration.fingerprint(for: connection.engine)
        try connection.begin()
        do throws(StoreFailure) {
            let kept: Digest? = try connection.value(
                "select fingerprint from migrations where name = \(migration.name)")
            if let kept {
                guard kept == print else { throw .migration(.changed(migration.name)) }
            } else {
                try build(migration)
                try connection.run("insert into migrations values (\(migration.name), \(print), \(clock.now))")
            }
            try connection.commit()
        } catch {
            try? connection.rollback()
            throw error
        }
    }

    private func build(_ migration: Migration) throws(StoreFailure) {
        do throws(StoreFailure) {
            try connection.build(migration.schema)
        } catch {
            switch error {
            case .busy, .full, .readOnly, .lost, .corrupt, .unreachable, .unconfirmed: throw error
            default: throw .migration(.failed(migration.name, reason: error.explanation))
            }
        }
        guard connection.isInTransaction else {
            throw .migration(.failed(migration.name, reason: "it ended its own transaction"))
        }
        let dangling = try connection.danglingTable()
        if let dangling {
            throw .migration(.failed(migration.name, reason: "a row of \(dangling) refers to nothing"))
        }
    }
}
