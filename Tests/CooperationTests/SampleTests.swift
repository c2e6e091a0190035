import Basics
import Cooperation
import EngineTesting
import Store
import Testing

@Suite("The sample network", .onEveryEngineWhenLong)
struct SampleTests {
    private func loaded() throws -> Store {
        let store = try freshStore()
        try Loader.load(folder: baltic, into: store)
        return store
    }

    @Test("holds the thirty entries of the list of events and the presentation to the senior officials")
    func activities() throws {
        let store = try loaded()
        defer { store.close() }
        try store.read { connection in
            let listed = try connection.value(
                "select count(*) from activities where source like '%list of events%'", as: Int.self)
            let others = try connection.values(
                "select title from activities where source not like '%list of events%'", as: String.self)
            #expect(listed == 30)
            #expect(others.count == 1)
            #expect(others.first?.contains("Committee of Senior Officials") == true)
        }
    }

    @Test(
        "holds what the source holds",
        arguments: [
            ("priorities", 6), ("objectives", 13), ("projects", 6), ("meetings", 2), ("messages", 4), ("seats", 13),
        ] as [(String, Int)])
    func counts(_ table: String, _ count: Int) throws {
        let store = try loaded()
        defer { store.close() }
        let name = try #require(Identifier(table))
        #expect(try store.read { try $0.value("select count(*) from \(name: name)", as: Int.self) } == count)
    }

    @Test("keeps the published numbering, even out of order and where there is none")
    func numbering() throws {
        let store = try loaded()
        defer { store.close() }
        try store.read { connection in
            let migration = try #require(try Priority.find("P6", in: connection, for: .english))
            let objectives = try Objective.all(of: migration, in: connection, for: .english)
            #expect(objectives.map(\.number) == [2, 1])
            let abuse = try #require(try Priority.find("P4", in: connection, for: .english))
            #expect(try Objective.all(of: abuse, in: connection, for: .english).map(\.number) == [nil])
        }
    }

    @Test("records October's messages, and that April's were not recorded")
    func messages() throws {
        let store = try loaded()
        defer { store.close() }
        try store.read { connection in
            let meetings = try Meeting.newest(limit: 10, in: connection, for: .english)
            let second = try Meeting.newest(skipping: 1, limit: 1, in: connection, for: .english)
            #expect(second.map(\.ref) == [meetings[1].ref])
            let year = try Meeting.beginning(
                from: meetings[1].begins, to: meetings[0].begins, in: connection, for: .english)
            #expect(year.map(\.ref) == meetings.reversed().map(\.ref))
            let last = meetings[0].ends
            for (today, count) in [(last, 1), (last.adding(days: 1), 0), (meetings[1].begins, 2)] {
                #expect(try Meeting.ahead(of: today, limit: 3, in: connection, for: .english).count == count)
            }
            #expect(
                try Meeting.ahead(of: meetings[1].begins, limit: 1, in: connection, for: .english)[0].ref == year[0].ref
            )
            #expect(meetings.map(\.messagesState) == [.notRecorded, .recorded])
            #expect(try Message.all(of: meetings[1], in: connection, for: .english).count == 4)
            #expect(try Message.all(of: meetings[0], in: connection, for: .english).isEmpty)
        }
    }

    @Test("knows since when each state forbids corporal punishment")
    func law() throws {
        let store = try loaded()
        defer { store.close() }
        let years = try store.read { connection in
            try connection.all(
                "select s.ref, f.year from law_facts f join states s on s.id = f.state_id where f.topic = 'corporal-punishment'"
            ) { row in (try row.text(), try row.next() as Int?) }
        }
        #expect(
            Dictionary(uniqueKeysWithValues: years) == [
                "SE": 1979, "FI": 1983, "NO": 1987, "DK": 1997, "LV": 1998, "DE": 2000, "IS": 2003, "PL": 2010,
                "EE": 2015,
                "LT": 2017, "RU": nil,
            ])
    }
}
