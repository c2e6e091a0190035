import Basics
import Cooperation
import Foundation
import HouseTesting
import Identity
import Journal
import OneTimeCodes
import Sealing
import Store
import Testing

@testable import House

@Suite("What a house keeps sealed", .timeLimit(.minutes(5)))
struct SealingTests {
    private static let mail = "canary.mail@example.org", phone = "+00 73 91 73 91", hours = "canary hours 7391"
    private static let typed = "a draft of canary 7391"

    /// A house in a folder, with contact data, a draft, a withdrawn contact and the secret of codes.
    private final class Place {
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        var data: Configuration { Configuration(dataFolder: folder + "/data") }
        let codes = TimedCodes.fresh()
        var member = Key<Member>(rawValue: 0)
        var actor: String { member.description }

        init() throws {
            let house = try House.open(data)
            defer { house.store.close() }
            _ = try Loader.load(folder: TestHouse.package + "/Tests/Networks/three-rivers", into: house.store)
            let codes = codes
            member = try house.store.write { transaction in
                let member = try Account.add(
                    name: "Otto", address: "otto@example.org", password: "x", in: transaction)
                try TimedCodesKept.keep(codes, accepted: 1, of: member, by: "test", in: transaction)
                let contacts = try #require(Tables.named("contacts"))
                let recorder = Recorder(transaction, by: member.description)
                for person in ["mara-beispiel", "mara-beispiel"] {
                    let key = Key<AnyRecord>.fresh(at: transaction.moment)
                    let values = [
                        "person": person, "mail": SealingTests.mail, "phone": SealingTests.phone,
                        "hours": SealingTests.hours,
                    ]
                    let kept = try recorder.add(Sheet(language: .english, values: values), to: contacts, key: key)
                    guard kept.number == 2, let record = try Kept.find(kept.ref, of: contacts, in: transaction) else {
                        continue
                    }
                    var sheet = record.sheet
                    sheet["mail"] = "2" + SealingTests.mail
                    try recorder.change(record, to: sheet)
                    try recorder.withdraw(try #require(try Kept.find(kept.ref, of: contacts, in: transaction)))
                }
                try Draft(
                    id: Key.fresh(at: transaction.moment), kind: "activities", ref: nil,
                    fields: "title=" + SealingTests.typed,
                    saved: transaction.moment
                ).keep(of: member.description, in: transaction)
                return member
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        /// Every file below the folder, with its bytes; keys apart.
        func files() throws -> [String: Data] {
            let names = try #require(FileManager.default.enumerator(atPath: folder))
            var files: [String: Data] = [:]
            for case let name as String in names where !name.hasSuffix(".key") {
                files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
            }
            return files
        }

        /// What a thief would look for.
        var canaries: [Data] {
            [mail, "2" + mail, phone, hours, typed, typed.replacing(" ", with: "%20"), Base32.text(of: codes.secret)]
                .map {
                    Data($0.utf8)
                } + [Data(codes.secret)]
        }

        /// What the house itself reads back.
        func check(_ house: House) throws {
            let member = member, codes = codes
            try house.store.readWhole { store in
                let contacts = try #require(Tables.named("contacts"))
                let sheet = try #require(try Kept.find("1", of: contacts, in: store)).sheet
                #expect(sheet["mail"] == SealingTests.mail && sheet["phone"] == SealingTests.phone)
                #expect(sheet["hours"] == SealingTests.hours)
                #expect(
                    try Draft.all(of: member.description, in: store).map(\.fields) == ["title=" + SealingTests.typed])
                #expect(try Journal.verify(store).explanation.contains("sound"))
            }
            try house.store.write { transaction in
                transaction.leaveUnnoted(because: "a test tries a code, which was used before")
                try transaction.run("update timed_codes set last = 1")
                let code = codes.code(at: TimedCodes.step(at: transaction.moment))
                #expect(try TimedCodesKept.take(code, of: member, in: transaction) == .accepted)
                let contacts = try #require(Tables.named("contacts"))
                if let withdrawn = try Withdrawn.find("2", of: contacts, in: transaction) {
                    try Recorder(transaction, by: "test").restore(withdrawn)
                }
                let second = try Kept.find("2", of: contacts, in: transaction)
                #expect(second?.sheet["mail"] == "2" + SealingTests.mail)
            }
        }
    }

    @Test(
        "stands open in no file: not in the database, its log, a backup, an export that has no contacts, or the journal"
    )
    func canaries() throws {
        let place = try Place()
        let house = try House.open(place.data)
        try Backup.make(ofHouseIn: place.data.dataFolder, to: place.folder + "/a.backup")
        let files = try place.files()
        #expect(files.keys.contains("data/house.sqlite") && files.keys.contains("data/house.sqlite-wal"))
        #expect(files.keys.contains("a.backup"))
        for (name, bytes) in files {
            for (number, canary) in place.canaries.enumerated() {
                #expect(bytes.range(of: canary) == nil, "canary \(number) stands in \(name)")
            }
        }
        // The search does find what is there: a name that is published.
        #expect(files["data/house.sqlite"]?.range(of: Data("Mara".utf8)) != nil)
        let told = try house.store.read { try Journal.entries(after: 0, limit: 10_000, in: $0) }
            .filter { $0.table == "contacts" }.flatMap { $0.values ?? [] }
        #expect(told.contains { $0.name == "mail" && $0.new == Column.untold })
        try place.check(house)
        house.store.close()
    }

    @Test("is the same after a change of keys, which can be cut short anywhere and goes on")
    func rotation() throws {
        struct CutShort: Error {}
        let place = try Place()
        var house = try House.open(place.data)
        let first = try #require(try house.store.keyring.current())
        // Cut short after each step in turn; each begins where the last one was.
        for _ in 0..<3 {
            #expect(throws: CutShort.self) { try KeyChange.run(house.store, by: "test") { _ in throw CutShort() } }
            house.store.close()
            house = try House.open(place.data)
            try place.check(house)
        }
        #expect(try house.store.keyring.names().count == 2)
        let done = try KeyChange.run(house.store, by: "test")
        #expect(done.wentOn && done.retired == [first])
        #expect(try house.store.keyring.current() == done.key)
        try place.check(house)
        house.store.close()
        // Nothing needs the old key any more, and without the new one nothing opens.
        try FileManager.default.removeItem(atPath: "\(place.data.keysFolder)/\(first).key")
        house = try House.open(place.data)
        try place.check(house)
        let verbs = try house.store.read { try Journal.entries(after: 0, limit: 10_000, in: $0) }.map(\.verb)
        #expect(verbs.count { $0 == "sealing.key-added" } == 1 && verbs.count { $0 == "sealing.key-retired" } == 1)
        house.store.close()
        try FileManager.default.removeItem(atPath: "\(place.data.keysFolder)/\(done.key).key")
        #expect(throws: SealingFault.missing(key: done.key.description, folder: place.data.keysFolder)) {
            try House.open(place.data)
        }
        #expect(FileManager.default.enumerator(atPath: place.data.keysFolder)?.allObjects.isEmpty == true)
    }

    @Test("takes along, at a change of keys, a mail that an earlier program queued open; and nothing else that is open")
    func openMail() throws {
        let place = try Place()
        let house = try House.open(place.data)
        defer { house.store.close() }
        let mail = Key<AnyRecord>.fresh(at: TestHouse.moment)
        try house.store.write { transaction in
            transaction.leaveUnnoted(because: "a test")
            let now = transaction.moment
            try transaction.run(
                """
                insert into mails values (\(mail), 'invitation', 'a@example.org', null, null, 'en', 'Come', 'canary words',
                                          null, \(now), \(now), 0, \(now.adding(seconds: 3600)), null, null, null)
                """)
        }
        let changed = try KeyChange.run(house.store, by: "test")
        #expect(changed.retired.count == 1)
        try house.store.read { store in
            let body: String? = try store.value("select body from mails where id = \(mail)")
            #expect(body.flatMap { SealedBox(text: $0) }?.key == changed.key)
            #expect(try store.opened(body, at: SealedPlace("mails", "body", of: mail)) == "canary words")
        }
        try place.check(house)
        try house.store.write { transaction in
            transaction.leaveUnnoted(because: "a test")
            try transaction.run("update drafts set fields = 'title=open'")
        }
        #expect(throws: StoreFailure.sealing(.altered)) { try KeyChange.run(house.store, by: "test") }
    }

    @Test("comes back from a backup with its keys, and is refused in plain words without them")
    func restored() throws {
        let place = try Place()
        let file = place.folder + "/a.backup"
        try Backup.make(ofHouseIn: place.data.dataFolder, to: file)
        let key = try #require(try Keyring(folder: place.data.keysFolder).current())
        var other = Configuration(dataFolder: place.folder + "/other")
        let refusal = #expect(throws: Backup.Refusal.self) { try Backup.restore(file, to: other) }
        #expect(refusal == .keys([key.description], folder: other.keysFolder))
        #expect(refusal?.description.contains("No backup holds keys") == true)
        #expect(!FileManager.default.fileExists(atPath: other.databaseFile))
        try FileManager.default.copyItem(atPath: place.data.keysFolder, toPath: other.keysFolder)
        try Backup.restore(file, to: other)
        let house = try House.open(other)
        try place.check(house)
        house.store.close()
        // A backup from before a change of keys opens after it too, since the old key is still there.
        var later = try House.open(place.data)
        _ = try KeyChange.run(later.store, by: "test")
        later.store.close()
        other = Configuration(dataFolder: place.folder + "/third")
        other.keys = place.data.keysFolder
        try Backup.restore(file, to: other)
        later = try House.open(other)
        try place.check(later)
        #expect(try later.store.read { try Seals.known(in: $0) }.count == 2)
        later.store.close()
    }

    @Test("is sealed when a house of an earlier program is opened, and nothing of it is left in the file")
    func upgraded() throws {
        let place = try Place()
        let member = place.member, codes = place.codes
        var house = try House.open(place.data)
        // As the earlier program kept it: open, and in the journal as well.
        try house.store.write { transaction in
            try transaction.run("delete from sealing_keys")
            try transaction.run(
                "update contacts set mail = \(SealingTests.mail), phone = \(SealingTests.phone), hours = \(SealingTests.hours)"
            )
            try transaction.run("update drafts set fields = \("title=" + SealingTests.typed)")
            try transaction.run("update timed_codes set secret = \(codes.secret) where member = \(member)")
            try transaction.run(
                "update withdrawn set fields = \("language=en&%3Dperson=mara-beispiel&%3Dmail=2" + SealingTests.mail)")
            let record: Key<AnyRecord>? = try transaction.value("select id from contacts")
            transaction.note(
                Change(
                    by: "test", "changed", table: "contacts", record: record ?? Key(rawValue: 0),
                    values: [.init("mail", to: SealingTests.mail)]))
        }
        house.store.close()
        let open = try #require(try place.files()["data/house.sqlite"])
        #expect(open.range(of: Data(SealingTests.mail.utf8)) != nil)
        house = try House.open(place.data)
        house.store.close()
        for (name, bytes) in try place.files() {
            for (number, canary) in place.canaries.enumerated() {
                #expect(bytes.range(of: canary) == nil, "canary \(number) stands in \(name)")
            }
        }
        house = try House.open(place.data)
        try place.check(house)
        house.store.close()
    }

    @Test("C62: has keys for its owner's eyes only, and is refused where others could read them")
    func modes() throws {
        let place = try Place()
        let file = try "\(place.data.keysFolder)/\(#require(try Keyring(folder: place.data.keysFolder).current())).key"
        let rights = { (path: String) throws in
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try rights(place.data.keysFolder) == 0o700)
        #expect(try rights(file) == 0o400)
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file)
        #expect(throws: SealingFault.open(path: file)) { try House.open(place.data) }
    }
}
