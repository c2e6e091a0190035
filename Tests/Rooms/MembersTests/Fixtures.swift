import Basics
import Cooperation
import HTTP
import House
import HouseTesting
import Identity
import Store
import Synchronization

/// A house of the three rivers as a real one: no day of its own, and a clock that a test moves.
final class MovingHouse: Sendable {
    let test: TestHouse
    private let hands: Hands

    private final class Hands: Sendable {
        let moment: Mutex<Moment>

        init(_ moment: Moment) {
            self.moment = Mutex(moment)
        }
    }

    /// 10 March 2026, 11 o'clock in Vienna.
    static let morning = Moment(milliseconds: 1_773_136_800_000)

    init(at moment: Moment = morning) throws {
        let hands = Hands(moment)
        self.hands = hands
        test = try TestHouse.fresh(
            network: "Tests/Networks/three-rivers", clock: Clock { hands.moment.withLock { $0 } })
        try write("update network set today = null")
    }

    var now: Moment { hands.moment.withLock { $0 } }

    func pass(seconds: Int64) {
        hands.moment.withLock { $0 = $0.adding(seconds: seconds) }
    }

    func write(_ sql: SQL) throws {
        try test.house.store.write { transaction in
            transaction.leaveUnnoted(because: "a test")
            try transaction.run(sql)
        }
    }

    func count(_ sql: SQL) throws -> Int {
        try test.house.store.read { try $0.value("select count(*) from \(sql)") ?? 0 }
    }

    func member(_ name: String) throws -> Key<Member> {
        try test.house.store.read { try Account.named(name, in: $0).first?.id } ?? Key.fresh(at: now)
    }

    func verbs() throws -> [String] {
        try test.house.store.read { try $0.values("select verb from journal_entries order by position") }
    }
}

extension TestClient {
    /// Keeps the session's cookie of an answer, as a browser does.
    @discardableResult
    func keepCookie(of answer: HTTPResponse) -> Bool {
        for field in answer.fields.values(of: .setCookie) where field.hasPrefix("__Host-session=") {
            cookie = String(field.prefix { $0 != ";" })
            return true
        }
        return false
    }

    /// Gives a function at the desk.
    func give(_ kind: String, to person: String, from: String = "2026-03-01", until: String = "") -> HTTPResponse {
        post(
            "/desk/assignments/new",
            form: [
                ("key", Key<AnyRecord>.fresh(at: MovingHouse.morning).description), ("person", person), ("kind", kind),
                ("from", from), ("to", until),
            ], language: .english)
    }

    /// What waits for a second person, by the keys on its page.
    var waiting: [String] {
        let page = get("/members/consents", language: .english).text
        return Array(Set(page.matches(of: /name="consent" value="([0-9a-f]{32})"/).map { String($0.1) }))
    }

    func answer(_ consent: String, _ word: String) -> HTTPResponse {
        post("/members/consents", form: [("consent", consent), ("answer", word)], language: .english)
    }
}

extension HTTPResponse {
    var location: String { fields[.location] ?? "" }
    var text: String { String(decoding: body, as: UTF8.self) }
}
