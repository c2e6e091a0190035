import Basics
import StoreTesting
import Testing

@testable import Store

@Suite("A connection")
struct ConnectionTests {
    @Test("reads every kind of value back as it was", arguments: Engine.here)
    func values(_ engine: Engine) throws {
        let store = try freshStore(engine)
        let key = Key<Visit>.fresh(at: noon)
        let day = Day(number: -5)
        let digest = Digest(of: "abc")
        let sql: SQL = """
            select \(key), \(noon), \(day), \(Language.danish), \(digest), \(true), \(Int.min), \(Int64.max), \(-0.5),
                   \("é"), \([0, 255]), \([] as [UInt8]), \(""), \(nil as String?), \("some" as String?), \(Double.nan)
            """
        try store.read { connection in
            try connection.each(sql) { row in
                try expect(key, next: &row)
                try expect(noon, next: &row)
                try expect(day, next: &row)
                try expect(Language.danish, next: &row)
                try expect(digest, next: &row)
                try expect(true, next: &row)
                try expect(Int.min, next: &row)
                try expect(Int64.max, next: &row)
                try expect(-0.5, next: &row)
                try expect("é", next: &row)
                try expect([0, 255] as [UInt8], next: &row)
                try expect([] as [UInt8], next: &row)
                try expect("", next: &row)
                try expect(nil as String?, next: &row)
                try expect("some" as String?, next: &row)
                try expect(nil as Double?, next: &row)
            }
        }
    }

    private func expect<Field: Storable & Equatable>(_ wanted: Field, next row: inout Row) throws {
        let found: Field = try row.next()
        #expect(found == wanted)
    }

    @Test("refuses a value of another type, and never traps", arguments: Engine.here)
    func mismatch(_ engine: Engine) throws {
        let store = try freshStore(engine)
        func refused<Field: Storable>(_ sql: SQL, as type: Field.Type) {
            #expect {
                _ = try store.read { try $0.first(sql) { try $0.next(type) } }
            } throws: { error in
                if case StoreFailure.mismatch = error { true } else { false }
            }
        }
        refused("select 'a'", as: Int.self)
        refused("select 1", as: String.self)
        refused("select 1.5", as: Int.self)
        refused("select null", as: String.self)
        refused("select 2", as: Bool.self)
        refused("select 'gone'", as: Visit.State.self)
        refused("select 'xx'", as: Language.self)
        refused("select \([1, 2, 3])", as: Key<Visit>.self)
        refused("select 1", as: Key<Visit>.self)
        refused("select 3000000000", as: Day.self)
        refused("select \([1])", as: Digest.self)
        if engine == .sqlite { refused("select 1 where false union all select 'a'", as: Double.self) }
    }

    @Test("refuses a row that is too short", arguments: Engine.here)
    func short(_ engine: Engine) throws {
        let store = try freshStore(engine)
        #expect(throws: StoreFailure.mismatch(detail: "the row has only 1 columns")) {
            try store.read {
                try $0.first("select 'a'") { row in [try row.next(String.self), try row.next(String.self)] }
            }
        }
    }

    @Test("gives the first row, one value, or nothing", arguments: Engine.here)
    func first(_ engine: Engine) throws {
        let store = try freshStore(engine)
        let visits = [Visit("Rossi", at: 1), Visit("Virtanen", at: 2)]
        try store.write { transaction in for visit in visits { try visit.insert(in: transaction) } }
        try store.read { connection in
            let first: Visit? = try connection.first("select \(columns: Visit.self) from visits order by expected")
            #expect(first == visits.first)
            let none: Visit? = try connection.first("select \(columns: Visit.self) from visits where false")
            #expect(none == nil)
            let families: [String] = try connection.values("select family from visits order by expected desc")
            #expect(families == ["Virtanen", "Rossi"])
            let nothing: Int? = try connection.value("select max(guests) from visits")
            #expect(nothing == nil)
        }
    }

    @Test("asks while it is being answered, the same question too", arguments: Engine.here)
    func nested(_ engine: Engine) throws {
        let store = try freshStore(engine)
        try store.write { for name in ["a", "b", "c"] { try Visit(name).insert(in: $0) } }
        var pairs: [String] = []
        try store.read { connection in
            let names: SQL = "select family from visits order by family"
            try connection.each(names) { outer in
                let one: String = try outer.next()
                try connection.each(names) { inner in pairs.append(one + (try inner.next(String.self))) }
            }
        }
        #expect(pairs == ["aa", "ab", "ac", "ba", "bb", "bc", "ca", "cb", "cc"])
    }

    @Test("can be asked again after a closure threw in the middle", arguments: Engine.here)
    func thrown(_ engine: Engine) throws {
        let store = try freshStore(engine)
        struct Enough: Error {}
        try store.write { for name in ["a", "b", "c"] { try Visit(name).insert(in: $0) } }
        try store.read { connection in
            let names: SQL = "select family from visits order by family"
            for _ in 0..<3 {
                #expect(throws: Enough.self) { try connection.each(names) { _ in throw Enough() } }
            }
            let found: [String] = try connection.values(names)
            #expect(found == ["a", "b", "c"])
            #expect(connection.statementCount == 1)
        }
    }

    @Test("keeps a bounded number of statements", arguments: Engine.here)
    func bounded(_ engine: Engine) throws {
        let store = try freshStore(engine)
        try store.read { connection in
            for count in 1...300 {
                let one: Int? = try connection.value("select 1 where 1 in (\(list: Array(1...count)))")
                #expect(one == 1)
            }
            #expect(connection.statementCount == Connection.statementLimit)
        }
    }

    @Test("ends a query that takes too many steps, and only that one", arguments: Engine.here)
    func steps(_ engine: Engine) throws {
        let store = try freshStore(engine)
        let endless: SQL = """
            with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < \(Int64.max))
            select count(*) from numbers
            """
        let reader = try store.reader()
        reader.stepLimit = 2_000_000
        for _ in 0..<3 {
            #expect(throws: StoreFailure.tooLong) { try reader.value(endless, as: Int.self) }
            #expect(try reader.value("select 7") == 7)
        }
    }

    @Test(
        "refuses what is not one statement",
        arguments: Engine.here, ["", "-- words", "select 1; select 2", "selekt 1", "select $1"] as [SQL])
    func notOne(_ engine: Engine, _ sql: SQL) throws {
        let store = try freshStore(engine)
        #expect {
            _ = try store.read { try $0.value(sql, as: Int.self) }
        } throws: { error in
            if case StoreFailure.invalid = error { true } else { false }
        }
    }

    @Test("names the rule that was broken", arguments: Engine.here)
    func constraints(_ engine: Engine) throws {
        let store = try freshStore(engine)
        func broken(_ kind: StoreFailure.Constraint, _ sql: SQL) {
            #expect {
                try store.write { transaction in
                    try transaction.run(sql)
                    transaction.note(change)
                }
            } throws: { error in
                if case StoreFailure.constraint(kind, _) = error { true } else { false }
            }
        }
        let change = Change(by: "test", "tried", table: "visits", record: Key<Visit>.fresh(at: noon))
        let columns: SQL = "\(columns: Visit.self)"
        broken(.check, "insert into visits (\(columns)) values (\([1]), '', 1, 'here', null)")
        broken(.notNull, "insert into visits (\(columns)) values (\([1]), null, 1, 'here', null)")
        broken(.type, "insert into visits (\(columns)) values (\([1]), 'a', 'soon', 'here', null)")
        broken(.foreignKey, "insert into notes (visit, words) values (\([1]), 'a')")
        broken(
            .unique, "insert into visits (\(columns)) values (\([1]), 'a', 1, 'here', 1), (\([1]), 'a', 1, 'here', 1)")
    }

    @Test("is of no use to whoever kept it after the operation", arguments: Engine.here)
    func escaped(_ engine: Engine) throws {
        let store = try freshStore(engine)
        try store.write { transaction in
            try Visit("Rossi").insert(in: transaction)
            unsafe Kept.connection = transaction.connection
        }
        #expect(throws: StoreFailure.closed) { try unsafe Kept.connection?.run("delete from visits") }
        unsafe Kept.connection = nil
        #expect(try store.count() == 1)
    }

    private enum Kept {
        nonisolated(unsafe) static var connection: Connection?
    }
}
