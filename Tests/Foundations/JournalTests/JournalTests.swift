import Basics
import Journal
import StoreTesting
import Testing
import Threads

@testable import Store

@Suite("A journal")
struct JournalTests {
    @Test("begins empty and sound", arguments: Engine.here)
    func empty(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        #expect(try house.verdict() == .sound(entries: 0, end: nil))
        #expect(try house.store.read { try Journal.witness(in: $0) } == nil)
    }

    @Test("is written in the transaction of the change, in order, over batches", arguments: Engine.here)
    func written(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        let children = [house.child("Anna"), house.child("Bo"), house.child("Čeda")]
        for child in children { try house.store.write { try child.save(in: $0) } }
        let entries = try house.store.read { try Journal.entries(after: 0, in: $0) }
        #expect(entries.map(\.position) == [1, 2, 3])
        #expect(entries.map { $0.record.rawValue } == children.map { $0.id.rawValue })
        #expect(entries.first?.values == [Change.Field("name", to: "Anna"), Change.Field("age", from: "3", to: nil)])
        #expect(entries.first?.moment == noon)
        #expect(try house.verdict() == .sound(entries: 3, end: try house.witness()))
    }

    @Test("has no word of an operation that failed", arguments: Engine.here)
    func failed(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        struct Refusal: Error {}
        let child = house.child("Anna")
        #expect(throws: Refusal.self) {
            try house.store.write { transaction in
                try child.save(in: transaction)
                throw Refusal()
            }
        }
        #expect(try house.store.read { try Journal.entries(after: 0, in: $0) }.isEmpty)
    }

    @Test("tells the history of one record, page by page, and of no other", arguments: Engine.here)
    func history(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        let one = house.child("Anna")
        let other = house.child("Bo")
        for _ in 0..<5 {
            try house.store.write { try one.save(in: $0) }
            try house.store.write { try other.save(in: $0) }
        }
        try house.store.read { connection in
            let latest = try Journal.history(of: "children", one.id, limit: 3, in: connection)
            let earlier = try Journal.history(of: "children", one.id, before: 5, in: connection)
            let elsewhere = try Journal.history(of: "visits", one.id, in: connection)
            #expect(latest.map(\.position) == [9, 7, 5])
            #expect(earlier.map(\.position) == [3, 1])
            #expect(elsewhere.isEmpty)
        }
    }

    @Test(
        "keeps any words as they were",
        arguments: Engine.here, ["\"", "\\", "\u{1}\n\t", "]],[", "null", "", "👩‍🚀", "a\0b", "\\u0041"])
    func words(_ engine: Engine, _ words: String) throws {
        // PostgreSQL keeps no NUL in a text, and the child's name is one.
        guard engine == .sqlite || !words.utf8.contains(0) else { return }
        let house = try TestHouse(engine)
        let child = house.child(words)
        try house.store.write { try child.save(in: $0) }
        let entry = try house.store.read { try Journal.history(of: "children", child.id, in: $0).first }
        #expect(entry?.values?.first?.new == words)
        #expect(try house.isSound())
    }

    @Test("forgets what an entry held, notes that it did, and stays sound", arguments: Engine.here)
    func erased(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        let child = house.child("Anna")
        try house.store.write { try child.save(in: $0) }
        try house.store.write { try child.save(in: $0) }
        let before = try house.witness()
        #expect(try house.store.write { try Journal.erase(1, by: "keeper", in: $0) })
        #expect(try house.store.write { try Journal.erase(1, by: "keeper", in: $0) } == false)
        #expect(try house.store.write { try Journal.erase(77, by: "keeper", in: $0) } == false)
        let entries = try house.store.read { try Journal.entries(after: 0, in: $0) }
        #expect(entries.map(\.verb) == ["child.saved", "child.saved", "journal.erased"])
        #expect(entries.map { $0.values == nil } == [true, false, false])
        #expect(entries.last?.actor == "keeper")
        #expect(try house.store.read { try $0.value("select count(*) from journal_values where position = 1") } == 0)
        #expect(try house.verdict(witness: before) == .sound(entries: 3, end: try house.witness()))
    }

    @Test(
        "lets nobody change it through the house",
        arguments: Engine.here,
        [
            "update journal_entries set actor = 'nobody'", "delete from journal_entries",
            "update journal_values set change = '[]'",
            "insert or replace into journal_entries select 1, at, 'x', verb, subject_table, subject_record, change_digest, link from journal_entries",
            "insert into journal_entries select 9, at, 'x', verb, subject_table, subject_record, change_digest, link from journal_entries",
        ] as [SQL])
    func guarded(_ engine: Engine, _ sql: SQL) throws {
        guard engine == .sqlite || !sql.text.contains("or replace") else { return }
        let house = try TestHouse(engine)
        let child = house.child("Anna")
        try house.store.write { try child.save(in: $0) }
        #expect(throws: StoreFailure.constraint(kind: .trigger, detail: "the journal is append-only")) {
            try house.store.write { try $0.run(sql) }
        }
        #expect(try house.isSound())
    }

    @Test("stays one chain when two programs write it", arguments: Engine.here)
    func twoWriters(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        let other = try house.again()
        let pending = [house, other].map { writer in
            Thread(named: "test") {
                for _ in 0..<100 { try? writer.store.write { try writer.child("Anna").save(in: $0) } }
            }
        }
        for thread in pending { thread?.join() }
        other.store.close()
        #expect(try house.verdict() == .sound(entries: 200, end: try house.witness()))
    }

    @Test("verifies ten thousand entries, whose chain is the same however they were batched", arguments: Engine.here)
    func many(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        let children = (0..<100).map { house.child("Child \($0)") }
        let started = ContinuousClock.now
        for _ in 0..<100 {
            try house.store.write { transaction in for child in children { try child.save(in: transaction) } }
        }
        let written = ContinuousClock.now
        #expect(try house.verdict() == .sound(entries: 10_000, end: try house.witness()))
        print("journal: 10,000 entries written in \(written - started), verified in \(ContinuousClock.now - written)")
    }
}

@Suite("A witness")
struct WitnessTests {
    @Test("is one line that is read back")
    func line() throws {
        let witness = Witness(position: 1047, link: Digest(of: "abc"))
        #expect(Witness(witness.description) == witness)
        #expect(Witness(witness.description + "\n") == witness)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "journal", "journal 1", "journal 1 ab", "journal 0 \(digest)", "journal -1 \(digest)",
            "journal 01 \(digest)", "journal +1 \(digest)", "journal 1  \(digest)", "diary 1 \(digest)",
            "journal 1 \(digest) ", "journal 99999999999999999999 \(digest)", "journal 1 \(digest)ab",
        ])
    func refused(_ line: String) {
        #expect(Witness(line) == nil)
    }

    private static let digest = Digest(of: "abc").description
}
