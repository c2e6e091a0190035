import Basics
import Testing

@testable import Store

@Suite("Migrations")
struct MigrationTests {
    static let one = Migration("a/0001 one", "create table one (id \(.serial), at \(.moment)) \(.strict);")
    static let two = Migration("a/0002 two", "create table two (id \(.key) primary key) \(.clustered);")
    static let other = Migration("b/0001 other", "create table other (id \(.key) primary key, day \(.day)) \(.strict);")

    @Test("are applied once, in their order, and recorded with the time")
    func applied() throws {
        try withFolder { folder in
            for _ in 0..<2 {
                let store = try open("\(folder)/a.sqlite", [Self.one, Self.two])
                let names: [String] = try store.read { try $0.values("select name from migrations order by name") }
                #expect(names == ["a/0001 one", "a/0002 two"])
                #expect(try store.read { try $0.value("select distinct applied_at from migrations") } == noon)
                store.close()
            }
        }
    }

    @Test("of one owner may grow while another's stand behind them")
    func grown() throws {
        try withFolder { folder in
            try open("\(folder)/a.sqlite", [Self.one, Self.other]).close()
            let store = try open("\(folder)/a.sqlite", [Self.one, Self.two, Self.other])
            #expect(try store.read { try $0.value("select count(*) from two") } == 0)
        }
    }

    @Test("refuse words that were changed later, and touch nothing")
    func changed() throws {
        try withFolder { folder in
            try open("\(folder)/a.sqlite", [Self.one]).close()
            let changed = Migration("a/0001 one", "create table one (id \(.serial), at \(.day)) \(.strict);")
            refused(.changed("a/0001 one")) { try open("\(folder)/a.sqlite", [changed, Self.two]) }
            let store = try open("\(folder)/a.sqlite", [Self.one])
            #expect(throws: StoreFailure.self) {
                try store.read { try $0.value("select count(*) from two", as: Int.self) }
            }
        }
    }

    @Test("refuse a database that a newer program has opened")
    func unknown() throws {
        try withFolder { folder in
            try open("\(folder)/a.sqlite", [Self.one, Self.two]).close()
            refused(.unknown("a/0002 two")) { try open("\(folder)/a.sqlite", [Self.one]) }
        }
    }

    @Test("refuse a step that was slipped in before one that was applied")
    func skipped() throws {
        try withFolder { folder in
            try open("\(folder)/a.sqlite", [Self.two]).close()
            refused(.skipped("a/0001 one", before: "a/0002 two")) {
                try open("\(folder)/a.sqlite", [Self.one, Self.two])
            }
        }
    }

    @Test("refuse two of the same name")
    func twice() throws {
        refused(.twice("a/0001 one")) { try freshStore([Self.one, Self.two, Self.one]) }
    }

    @Test("keep nothing of a step that fails, and all before it")
    func failed() throws {
        try withFolder { folder in
            let bad = Migration(
                "a/0002 bad", "create table good (a \(.text)) \(.strict); create table bad (a \(.text), a);")
            #expect {
                try open("\(folder)/a.sqlite", [Self.one, bad])
            } throws: { error in
                if case StoreFailure.migration(.failed("a/0002 bad", _)) = error { true } else { false }
            }
            let store = try open("\(folder)/a.sqlite", [Self.one, Self.two])
            let tables: [String] = try store.read {
                try $0.values(
                    "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name")
            }
            #expect(tables == ["migrations", "one", "two"])
        }
    }

    @Test("refuse a step that ends its own transaction or leaves a key that points nowhere")
    func unruly() throws {
        let ends = Migration("c/0001 ends", "create table x (a \(.text)) \(.strict); commit;")
        let dangles = Migration("c/0001 dangles", "insert into notes (visit, words) values (x'01', 'a');")
        for (list, name) in [([ends], "c/0001 ends"), ([visits, dangles], "c/0001 dangles")] {
            #expect {
                try freshStore(list)
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
                == "bytea bigint integer bigint double precision text bytea smallint ||other")
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
