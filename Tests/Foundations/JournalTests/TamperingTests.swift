import Basics
import Store
import StoreTesting
import Testing

@testable import Journal

@Suite("A journal that was tampered with")
struct TamperingTests {
    @Test(
        "names the entry that was altered",
        arguments: Engine.here,
        [
            "actor = 'nobody'", "verb = 'child.removed'", "at = at + 1", "subject_table = 'child'",
            "subject_record = zeroblob(16)", "subject_record = x'01'", "change_digest = zeroblob(32)",
            "link = zeroblob(32)", "link = x'00'", "actor = actor || verb, verb = ''",
        ])
    func altered(_ engine: Engine, _ change: String) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        try house.tamper("update journal_entries set \(change) where position = 4")
        #expect(try house.verdict() == .broken(at: 4, .altered))
    }

    @Test("names the first of several", arguments: Engine.here)
    func first(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        try house.tamper("update journal_entries set actor = 'nobody' where position in (9, 3, 6)")
        #expect(try house.verdict() == .broken(at: 3, .altered))
    }

    @Test("names the entry that is missing", arguments: Engine.here, [1, 5, 9] as [Int64])
    func missing(_ engine: Engine, _ position: Int64) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        try house.tamper("delete from journal_entries where position = \(position)")
        #expect(try house.verdict() == .broken(at: position, .missing))
    }

    @Test("names an entry that was put in", arguments: Engine.here)
    func inserted(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        try house.tamper(
            """
            update journal_entries set position = -position where position > 5;
            update journal_entries set position = 1 - position where position < 0;
            insert into journal_entries select 6, at, actor, verb, subject_table, subject_record, change_digest, link
              from journal_entries where position = 2;
            """)
        #expect(try house.verdict() == .broken(at: 6, .reordered(standsAt: 7)))
    }

    @Test("names an entry that was put before the first", arguments: Engine.here)
    func before(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        try house.tamper(
            """
            insert into journal_entries select -3, at, actor, verb, subject_table, subject_record, change_digest, link
              from journal_entries where position = 2
            """)
        #expect(try house.verdict() == .broken(at: -3, .altered))
    }

    @Test("names entries that changed places", arguments: Engine.here)
    func reordered(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        try house.tamper(
            """
            update journal_entries set position = -1 where position = 3;
            update journal_entries set position = 3 where position = 7;
            update journal_entries set position = 7 where position = -1;
            """)
        #expect(try house.verdict() == .broken(at: 3, .reordered(standsAt: 7)))
    }

    @Test("names an entry that was pulled out and the gap closed", arguments: Engine.here)
    func closedGap(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        try house.tamper(
            """
            delete from journal_entries where position = 4;
            update journal_entries set position = -position where position > 4;
            update journal_entries set position = -position - 1 where position < 0;
            """)
        #expect(try house.verdict() == .broken(at: 4, .altered))
    }

    @Test("names values that were altered, exchanged or removed", arguments: Engine.here)
    func values(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        try house.tamper("update journal_values set change = replace(change, 'Child 8', 'Child 9') where position = 8")
        #expect(try house.verdict() == .broken(at: 8, .valuesAltered))
        try house.tamper(
            """
            update journal_values set position = -1 where position = 2;
            update journal_values set position = 2 where position = 6;
            update journal_values set position = 6 where position = -1;
            """)
        #expect(try house.verdict() == .broken(at: 2, .valuesAltered))
        try house.tamper("delete from journal_values where position = 1")
        #expect(try house.verdict() == .broken(at: 1, .valuesMissing))
    }

    @Test("names values of no entry, and an erasure that does not name its entry", arguments: Engine.here)
    func strayValues(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        try house.store.write { try Journal.erase(2, by: "keeper", in: $0) }
        #expect(try house.isSound())
        try house.tamper("insert into journal_values values (50, x'00', '[]')")
        #expect(try house.verdict() == .broken(at: 50, .valuesWithoutEntry))
        try house.tamper("delete from journal_values where position in (5, 50)")
        #expect(try house.verdict() == .broken(at: 5, .valuesMissing))
    }

    @Test("shows a cut only to a witness", arguments: Engine.here)
    func cut(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        let witness = try house.witness()
        try house.tamper(
            "delete from journal_entries where position > 7; delete from journal_values where position > 7")
        #expect(try house.isSound())
        #expect(try house.verdict(witness: witness) == .broken(at: 8, .cut))
        try house.tamper("delete from journal_entries; delete from journal_values")
        #expect(try house.verdict(witness: witness) == .broken(at: 1, .cut))
    }

    @Test("shows another history only to a witness, which also knows its own past", arguments: Engine.here)
    func otherHistory(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        let early = try #require(try house.witness())
        try house.fill(5)
        #expect(try house.verdict(witness: early) == .sound(entries: 15, end: try house.witness()))
        // Everything from entry 6 on is written anew, with links that fit.
        try house.tamper(
            "delete from journal_entries where position > 5; delete from journal_values where position > 5")
        try house.fill(20)
        #expect(try house.isSound())
        #expect(try house.verdict(witness: early) == .broken(at: 10, .otherHistory))
    }

    @Test("goes on from what is there, so that later entries hide nothing", arguments: Engine.here)
    func appended(_ engine: Engine) throws {
        let house = try TestHouse(engine)
        try house.fill(10)
        try house.tamper("update journal_entries set actor = 'nobody' where position = 10")
        try house.fill(3)
        #expect(try house.verdict() == .broken(at: 10, .altered))
    }

    @Test("gives every field and every length its own link")
    func encoding() {
        let digest = Digest(of: "values")
        let record = Key<AnyRecord>(rawValue: 7)
        let one = Content(moment: noon, actor: "ab", verb: "c", table: "d", record: record, digest: digest)
        var others = [one, one, one, one, one, one, one]
        others[0].actor = "a"
        others[0].verb = "bc"
        others[1].moment = Moment(milliseconds: noon.milliseconds + 1)
        others[2].table = "e"
        others[3].record = Key(rawValue: 7 << 64)
        others[4].digest = Digest(of: "other")
        others[5].verb = "cd"
        others[5].table = ""
        let links = others.map { $0.link(after: .beginning).link } + [one.link(at: 2, after: Witness.beginning.link)]
        #expect(Set(links).count == 7 + 1)
    }
}
