import Basics
import EngineTesting
import Markup
import Search
import Store
import Testing

@testable import Cooperation

@Suite("What can be found", .onEveryEngineWhenLong)
struct SearchCoverageTests {
    @Test("is every table with words on a public page; the others have a reason")
    func tables() {
        let searched = Set(Searched.all.map(\.table.name))
        let unsearched = Set(Searched.unsearched.keys)
        #expect(searched.isDisjoint(with: unsearched))
        #expect(searched.union(unsearched) == Set(Tables.all.map(\.name)))
        #expect(Searched.unsearched.values.allSatisfy { $0.count > 10 })
    }

    @Test("has a code for each kind of document that is its own and fits its place")
    func codes() {
        let codes = Searched.all.map(\.code) + [Searched.lawCode]
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { (1..<64).contains($0) })
    }

    @Test("is every record of such a table in a sample, unless it stands on no page", arguments: [baltic, rivers])
    func records(_ folder: String) throws {
        let store = try freshStore()
        defer { store.close() }
        try Loader.load(folder: folder, into: store)
        try store.read { connection in
            for name in Set(Searched.all.map(\.table.name)) {
                let table = try #require(Identifier(name))
                // People of no published function are members' business, and are found by nobody.
                let isShown: SQL =
                    name == "people" ? "exists (select 1 from functions f where f.person_id = t.id)" : "true"
                let found: SQL = "t.id in (select record from search_documents where origin = \(name))"
                let missing: [String] = try connection.values(
                    "select t.ref from \(name: table) t where \(isShown) and not \(found)")
                #expect(missing == [], "\(name)")
                let betrayed: [String] = try connection.values(
                    "select t.ref from \(name: table) t where not (\(isShown)) and \(found)")
                #expect(betrayed == [], "\(name)")
            }
            for table in Tables.all {
                guard let name = Identifier(table.name) else { continue }
                let count: Int = try connection.value("select count(*) from \(name: name)") ?? 0
                #expect(
                    count > 0 || folder != baltic
                        || ["cofinancing", "project_phases", "agenda_items", "attendance", "assignments", "contacts"]
                            .contains(table.name),
                    "\(table.name)")
            }
        }
    }

    private func links(_ text: String, in store: Store) throws -> [String] {
        try store.read { try Findings.find(text, limit: 50, in: $0, for: .english) }.results.map(\.link.address)
    }

    @Test("are the texts of a report in their chapter, people, earlier names, mandates, budgets and goals")
    func newcomers() throws {
        let store = try freshStore()
        defer { store.close() }
        try Loader.load(folder: baltic, into: store)
        #expect(
            try links("\"twenty years, not fifteen\"", in: store).contains("/reports/2017-SE#text-report-celebration"))
        #expect(try links("16.2", in: store).contains("/goals#16.2"))
        let kinds = try store.read { connection in
            try SearchKind.allCases.filter { kind in
                try Findings.find("", filters: .init(kind: kind), in: connection, for: .english).results.isEmpty
            }
        }
        #expect(kinds == [])
    }

    @Test("follows its parts: an earlier name, a function, a presidency")
    func parts() throws {
        let store = try freshStore()
        defer { store.close() }
        try Loader.load(folder: rivers, into: store)
        func change(_ table: Identifier, _ statement: SQL, _ record: Key<AnyRecord>) throws {
            try store.write { transaction in
                try transaction.run(statement)
                try SearchIndex.update(record, of: table.name, in: transaction)
                transaction.note(Change(by: "test", "changed", table: table.name, record: record))
            }
        }
        let name: Key<AnyRecord> = try #require(try store.read { try $0.value("select id from group_names limit 1") })
        try change("group_names", "update group_names set name = 'Quokkabund' where id = \(name)", name)
        #expect(try !links("Quokkabund", in: store).isEmpty)
        try change("group_names", "delete from group_names where id = \(name)", name)
        #expect(try links("Quokkabund", in: store).isEmpty)

        let function: Key<AnyRecord> = try #require(try store.read { try $0.value("select id from functions limit 1") })
        let person: String = try #require(
            try store.read {
                try $0.value(
                    "select p.name from people p join functions f on f.person_id = p.id where f.id = \(function)")
            })
        #expect(try links("\"\(person)\"", in: store).contains { $0.hasPrefix("/about#group-") })
        try change("functions", "delete from functions where id = \(function)", function)
        #expect(try !links("\"\(person)\"", in: store).contains { $0.hasPrefix("/about#group-") })
    }
}
