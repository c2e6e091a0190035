import Basics
import EngineTesting
import Identity
import Journal
import Store
import StoreTesting
import Synchronization
import Testing

@testable import Mail

/// A store with a queue, a clock that a test moves, and a carrier who writes down what was handed over.
final class PostOffice: Sendable {
    let store: Store
    private let time: Time
    let carrier = Notebook()

    private final class Time: Sendable {
        let moment = Mutex(Moment(milliseconds: 1_524_130_200_000))
    }

    final class Notebook: MailCarrier {
        let carried = Mutex<[Letter]>([])
        let answer = Mutex<@Sendable (Letter) -> Delivery>({ _ in .taken })

        func carry(_ letter: Letter) -> Delivery {
            carried.withLock { $0.append(letter) }
            return answer.withLock { $0 }(letter)
        }

        func rest() {}

        var all: [Letter] { carried.withLock { $0 } }
        func say(_ delivery: Delivery) { answer.withLock { $0 = { _ in delivery } } }
    }

    init() throws {
        let time = Time()
        self.time = time
        store = try Store.open(
            Engine.tried.freshLocation(), migrations: Identity.migrations + MailTables.migrations, ledger: Journal(),
            clock: Clock { time.moment.withLock { $0 } })
    }

    deinit { store.close() }

    var clock: Clock { Clock { [time] in time.moment.withLock { $0 } } }
    func pass(seconds: Int64) { time.moment.withLock { $0 = $0.adding(seconds: seconds) } }

    func postman(
        chores: [Postman.Chore] = [],
        refused: @escaping @Sendable (QueuedMail, String, Transaction) throws -> Void = { _, _, _ in }
    ) throws -> Postman {
        let house = try #require(MailAddress("house@example.org"))
        return Postman(
            store, clock: clock, carrier: carrier, sender: { _ in Correspondent(name: "House", address: house) },
            chores: chores, refused: refused)
    }

    @discardableResult
    func queue(_ to: String, ends: Moment? = nil, subject: String = "Hello") throws -> Key<Letter> {
        let content = QueuedMail.Content(
            .invitation, to: try #require(MailAddress(to)), about: Key(rawValue: 7), language: .english,
            subject: subject, text: "Come in.\n")
        return try store.write { try QueuedMail.queue(content, ends: ends, by: "test", in: $0) }
    }

    func mail(_ id: Key<Letter>) throws -> QueuedMail? {
        try store.read { store in
            try store.first("select \(columns: QueuedMail.self) from mails where id = \(id)", as: QueuedMail.self)?
                .opened(in: store)
        }
    }
}

@Suite("The mail queue", .timeLimit(.minutes(10)), .onEveryEngine)
struct QueueTests {
    @Test("keeps the words sealed, and hands over what an earlier program left open")
    func sealed() throws {
        let office = try PostOffice()
        let id = try office.queue("a@example.org"), other = try office.queue("b@example.org")
        let kept = try #require(
            try office.store.read { try $0.value("select body from mails where id = \(id)", as: String.self) })
        #expect(kept.hasPrefix("sealed.") && !kept.contains("Come in"))
        #expect(try office.mail(id)?.content.text == "Come in.\n")
        try office.store.write { transaction in
            transaction.leaveUnnoted(because: "a test")
            try transaction.run("update mails set body = 'Come in, as ever.' where id = \(other)")
        }
        #expect(try office.mail(other)?.content.text == "Come in, as ever.")
    }

    @Test("hands each mail over once, oldest first, and wipes out its words")
    func once() throws {
        let office = try PostOffice()
        let ids = try ["a@example.org", "b@example.org", "c@example.org"].map { address in
            office.pass(seconds: 1)
            return try office.queue(address)
        }
        let postman = try office.postman()
        postman.round()
        postman.round()
        #expect(office.carrier.all.map(\.to.address.text) == ["a@example.org", "b@example.org", "c@example.org"])
        #expect(office.carrier.all.map(\.id) == ids)
        for id in ids {
            let mail = try #require(try office.mail(id))
            #expect(mail.outcome == .sent && mail.content.text.isEmpty && mail.content.subject.isEmpty)
        }
        #expect(
            postman.state
                == {
                    var it = Postman.State(); it.sent = 3; return it
                }())
    }

    @Test("has no mail whose occasion was undone, and no occasion whose mail was")
    func together() throws {
        struct Undone: Error {}
        let office = try PostOffice()
        let content = QueuedMail.Content(
            .invitation, to: try #require(MailAddress("a@example.org")), language: .english, subject: "s", text: "t")
        #expect(throws: Undone.self) {
            try office.store.write {
                _ = try Account.add(name: "A", address: "a", password: "x", in: $0)
                try QueuedMail.queue(content, by: "test", in: $0)
                throw Undone()
            }
        }
        #expect(try office.store.read { try QueuedMail.waiting(in: $0).count } == 0)
        #expect(try office.store.read { try !Account.exists(in: $0) })
    }

    @Test("tries a mail that is put off again after pauses that grow, and gives it up after five days")
    func pauses() throws {
        let office = try PostOffice()
        let id = try office.queue("a@example.org")
        office.carrier.say(.postponed("450 later"))
        let postman = try office.postman()
        var tries: [Int64] = []
        let begun = office.clock.now
        for _ in 0..<(6 * 24 * 60) {
            let before = office.carrier.all.count
            postman.round()
            if office.carrier.all.count > before {
                tries.append((office.clock.now.milliseconds - begun.milliseconds) / 60_000)
            }
            office.pass(seconds: 60)
        }
        #expect(tries.prefix(7) == [0, 1, 3, 7, 15, 31, 63])
        let gaps = zip(tries.dropFirst(), tries).map { $0 - $1 }
        #expect(gaps == gaps.sorted() && gaps.max() == 240)
        let mail = try #require(try office.mail(id))
        #expect(mail.outcome == .givenUp && mail.reason == "450 later")
        #expect(tries.last.map { $0 <= 5 * 24 * 60 } == true)
    }

    @Test("tries no mail whose words lost their sense")
    func ends() throws {
        let office = try PostOffice()
        let id = try office.queue("a@example.org", ends: office.clock.now.adding(seconds: 60))
        office.pass(seconds: 61)
        try office.postman().round()
        #expect(office.carrier.all.isEmpty)
        #expect(try office.mail(id)?.outcome == .givenUp)
    }

    @Test("tries a refused mail never again, and tells who wants to know in the same transaction")
    func refused() throws {
        let office = try PostOffice()
        let id = try office.queue("a@example.org")
        office.carrier.say(.refused("550 5.1.1 no such user"))
        let told = Mutex<[String]>([])
        let heard: @Sendable (QueuedMail, String, Transaction) -> Void = { mail, answer, _ in
            told.withLock { $0.append("\(mail.content.to.text) \(answer)") }
        }
        let postman = try office.postman(refused: heard)
        for _ in 0..<3 {
            postman.round()
            office.pass(seconds: 24 * 3600)
        }
        #expect(office.carrier.all.count == 1)
        #expect(told.withLock { $0 } == ["a@example.org 550 5.1.1 no such user"])
        #expect(try office.mail(id)?.outcome == .refused)
        let verbs = try office.store.read { store in
            try Journal.history(of: "mails", id.cast(to: AnyRecord.self), limit: 9, in: store).map(\.verb)
        }
        #expect(Set(verbs) == ["mail.queued", "mail.refused"])
    }

    @Test("loses nothing while the server is away, and does not hold one mail against the others")
    func away() throws {
        let office = try PostOffice()
        let first = try office.queue("a@example.org")
        try office.queue("b@example.org")
        office.carrier.say(.unreachable("the mail server cannot be reached"))
        let postman = try office.postman()
        postman.round()
        postman.round()
        #expect(office.carrier.all.count == 1, "a server that is away is left alone for a while")
        #expect(postman.state.trouble == "the mail server cannot be reached")
        #expect(try office.mail(first)?.attempts == 0)
        #expect(try office.store.read { try QueuedMail.waiting(in: $0).count } == 2)
        office.carrier.say(.taken)
        office.pass(seconds: 600)
        let next = try office.postman()
        next.round()
        #expect(Set(office.carrier.all.map(\.to.address.text)) == ["a@example.org", "b@example.org"])
        #expect(try office.store.read { try QueuedMail.waiting(in: $0).count } == 0)
        #expect(next.state.trouble == nil && next.state.sent == 2)
    }

    @Test("takes back what has no sense any more, before it is sent")
    func withdrawn() throws {
        let office = try PostOffice()
        let id = try office.queue("a@example.org")
        try office.store.write { try QueuedMail.withdraw(.invitation, about: Key(rawValue: 7), in: $0) }
        try office.postman().round()
        #expect(office.carrier.all.isEmpty)
        #expect(try office.mail(id)?.outcome == .withdrawn)
    }

    @Test("is carried by one process alone, and by another when that is gone")
    func lease() throws {
        let office = try PostOffice()
        let one = Key<MailLease.Holder>(rawValue: 1), other = Key<MailLease.Holder>(rawValue: 2)
        let take = { (holder: Key<MailLease.Holder>) in
            try office.store.write { try MailLease.take(for: holder, in: $0) != nil }
        }
        #expect(try take(one))
        #expect(try take(one))
        // A file is served by one process; a new one there need not wait for one that was killed.
        #expect(try take(other) == (office.store.engine == .sqlite))
        office.pass(seconds: MailLease.seconds + 1)
        #expect(try take(other))
        try office.store.write { try MailLease.giveBack(other, in: $0) }
        #expect(try take(one))
    }

    @Test("forgets after a month what became of a mail, and none that waits")
    func forgetting() throws {
        let office = try PostOffice()
        let sent = try office.queue("a@example.org")
        try office.postman().round()
        office.pass(seconds: 31 * 24 * 3600)
        let waiting = try office.queue("b@example.org")
        office.carrier.say(.postponed("450"))
        try office.postman().round()
        #expect(try office.mail(sent) == nil)
        #expect(try office.mail(waiting) != nil)
    }

    @Test("keeps no words of a mail that waits no more, whatever the program does")
    func wiped() throws {
        let office = try PostOffice()
        try office.queue("a@example.org")
        #expect(throws: StoreFailure.self) {
            try office.store.write { transaction in
                transaction.leaveUnnoted(because: "a test")
                try transaction.run("update mails set due = null, outcome = 'sent'")
            }
        }
    }
}
