import Basics
import HTTP
import House
import HouseTesting
import Identity
import Room
import Store
import Synchronization

/// A house with a clock that a test moves, and people at its door.
final class Doorstep: Sendable {
    static let password = "seven grey geese"

    /// Made once: it is meant to be slow.
    private static let hash = Result { try hash(of: password) }

    private static func hash(of password: String) throws -> String {
        guard let password = Password(password) else { throw StoreFailure.closed }
        return try PasswordHash.make(of: password)
    }

    let test: TestHouse
    private let hands: Hands

    private final class Hands: Sendable {
        let moment = Mutex(TestHouse.moment)
    }

    init(rooms: [Room] = House.ownRooms, network: String? = nil) throws {
        let hands = Hands()
        self.hands = hands
        test = try TestHouse.fresh(rooms: rooms, network: network, clock: Clock { hands.moment.withLock { $0 } })
    }

    var now: Moment { hands.moment.withLock { $0 } }

    /// Lets time pass, once everything is written that nobody waited for.
    func pass(seconds: Int64) {
        try? test.house.store.write { $0.leaveUnnoted(because: "nothing is written") }
        hands.moment.withLock { $0 = $0.adding(seconds: seconds) }
    }

    /// A member who signs in by their name in lower case.
    @discardableResult
    func add(_ name: String, password: String = Doorstep.password) throws -> Key<Member> {
        let hash = try password == Doorstep.password ? Doorstep.hash.get() : Doorstep.hash(of: password)
        return try test.house.store.write { try Account.add(name: name, address: name, password: hash, in: $0) }
    }

    /// A browser that nobody has used yet, at an address of its own if one is given.
    func browser(at peer: String = "127.0.0.1") throws -> TestClient {
        let client = try test.client()
        client.peer = peer
        return client
    }

    /// A browser at which somebody has signed in just now by their password, without the work of checking it.
    func inside(_ name: String) throws -> TestClient { try test.client(as: name) }

    func firstCode() throws -> String {
        try test.house.store.write { try Invitation.first(by: "operator", in: $0) }
    }

    func invite(_ name: String) throws -> String {
        try test.house.store.write { try Invitation.make(name: name, by: "operator", in: $0) }
    }

    func count(_ table: SQL) throws -> Int {
        try test.house.store.read { try $0.value("select count(*) from \(table)") ?? 0 }
    }
}

extension TestClient {
    /// Signs in with what a form has, and keeps the cookie as a browser does.
    @discardableResult
    func signIn(
        _ address: String, _ password: String = Doorstep.password, next: String? = nil, language: Language = .english
    ) -> HTTPResponse {
        let form = [("address", address), ("password", password)] + (next.map { [("next", $0)] } ?? [])
        let answer = post("/sign-in", form: form, language: language)
        keepCookie(of: answer)
        return answer
    }

    /// Keeps the session's cookie of an answer, and learns the form token from the account's page.
    func keepCookie(of answer: HTTPResponse) {
        for field in answer.fields.values(of: .setCookie) where field.hasPrefix("__Host-session=") {
            let value = String(field.prefix { $0 != ";" })
            cookie = value == "__Host-session=" ? nil : value
        }
        token = cookie == nil ? nil : formToken(on: get("/account"))
    }

    func formToken(on page: HTTPResponse) -> String? {
        page.text.firstMatch(of: /name="token" value="([0-9a-f]+)"/).map { String($0.1) }
    }

    var isSignedIn: Bool { self.get("/account").status == .ok }
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
