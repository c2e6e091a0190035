import Basics
import StoreTesting
import Testing

@testable import Store

@Suite("Migrations")
struct MigrationTests {
    static let one = Migration("a/0001 one", "create table one (id \(.serial), at \(.moment)) \(.strict);")
    static let two = Migration("a/0002 two", "create table two (id \(.key) primary key) \(.clustered);")
    static let other = Migration("b/0001 other", "create table other (id \(.key) primary key, day \(.day)) \(.strict);")

    @Test("are applied once, in their order, and recorded with the time", arguments: Engine.here)
    func applied(_ engine: Engine) throws {
        try withPlace(engine) { place in
            for _ in 0..<2 {
                let store = try open(place, [Self.one, Self.two])
                let names: [String] = try store.read { try $0.values("select name from migrations order by name") }
                #expect(names == ["a/0001 one", "a/0002 two"])
                #expect(try store.read { try $0.value("select distinct applied_at from migrations") } == noon)
                store.close()
            }
        }
    }

    @Test("of one owner may grow while another's stand behind them", arguments: Engine.here)
    func grown(_ engine: Engine) throws {
        try withPlace(engine) { place in
            try open(place, [Self.one, Self.other]).close()
            let store = try open(place, [Self.one, Self.two, Self.other])
            #expect(try store.read { try $0.value("select count(*) from two") } == 0)
        }
    }

    @Test("refuse words that were changed later, and touch nothing", arguments: Engine.here)
    func changed(_ engine: Engine) throws {
        try withPlace(engine) { place in
            try open(place, [Self.one]).close()
            let changed = Migration("a/0001 one", "create table one (id \(.serial), at \(.day)) \(.strict);")
            refused(.changed("a/0001 one")) { try open(place, [changed, Self.two]) }
            let store = try open(place, [Self.one])
            #expect(throws: StoreFailure.self) {
                try store.read { try $0.value("select count(*) from two", as: Int.self) }
            }
        }
    }

    @Test("refuse a database that a newer program has opened", arguments: Engine.here)
    func unknown(_ engine: Engine) throws {
        try withPlace(engine) { place in
            try open(place, [Self.one, Self.two]).close()
            refused(.unknown("a/0002 two")) { try open(place, [Self.one]) }
        }
    }

    @Test("refuse a step that was slipped in before one that was applied", arguments: Engine.here)
    func skipped(_ engine: Engine) throws {
        try withPlace(engine) { place in
            try open(place, [Self.two]).close()
            refused(.skipped("a/0001 one", before: "a/0002 two")) {
                try open(place, [Self.one, Self.two])
            }
        }
    }

    @Test("refuse two of the same name", arguments: Engine.here)
    func twice(_ engine: Engine) throws {
        refused(.twice("a/0001 one")) { try freshStore(engine, [Self.one, Self.two, Self.one]) }
    }

    @Test("keep nothing of a step that fails, and all before it", arguments: Engine.here)
    func failed(_ engine: Engine) throws {
        try withPlace(engine) { place in
            let bad = Migration(
                "a/0002 bad", "create table good (a \(.text)) \(.strict); create table bad (a \(.text), a);")
            #expect {
                try open(place, [Self.one, bad])
            } throws: { error in
                if case StoreFailure.migration(.failed("a/0002 bad", _)) = error { true } else { false }
            }
            let store = try open(place, [Self.one, Self.two])
            let tables: [String] = try store.read {
                try $0.values(
                    """
                    \(sqlite: """
                    select name from sqlite_schema where type = 'table' and name not like 'sqlite%'
                    """, postgres: """
                    select tablename from pg_tables where schemaname = 'public' and tablename <> 'store_version'
                    """) order by 1
                    """)
            }
            #expect(tables == ["migrations", "one", "two"])
        }
    }

    @Test("refuse a step that ends its own transaction or leaves a key that points nowhere", arguments: Engine.here)
    func unruly(_ engine: Engine) throws {
        let ends = Migration("c/0001 ends", "create table x (a \(.text)) \(.strict); commit;")
        let dangles = Migration(
            "c/0001 dangles",
            "insert into notes (visit, words) values (\(sqlite: "x'01'", postgres: "'\\x01'"), 'a');")
        for (list, name) in [([ends], "c/0001 ends"), ([visits, dangles], "c/0001 dangles")] {
            #expect {
                try freshStore(engine, list)
            } throws: { error in
                if case StoreFailure.migration(.failed(name, _)) = error { true } else { false }
            }
        }
    }

    @Test("print each type for each database")
    func printed() {
        let schema: Schema = """
            \(.key) \(.moment) \(.day) \(.integer) \(.real) \(.text) \(.bytes) \(.flag) \(.strict)|\(.clustered)|\
            \(sqlite: "own \(.text)", postgres: "other")
            """
        #expect(
            schema.printed(for: .sqlite)
                == "blob integer integer integer real text blob integer strict|strict, without rowid|own text")
        #expect(
            schema.printed(for: .postgres)
                == "bytea bigint integer bigint double precision text collate \"C\" bytea smallint ||other")
    }

    @Test("say what to do")
    func explained() {
        #expect(MigrationFault.unknown("a/0002 two").explanation.contains("newer program"))
        #expect(MigrationFault.changed("a/0002 two").explanation.contains("a/0002 two"))
    }

    private func refused(_ fault: MigrationFault, _ body: () throws -> Store) {
        #expect(throws: StoreFailure.migration(fault)) { try body() }
    }
}
