import Basics
import Identity
import Journal
import Store
import StoreTesting
import Synchronization

/// A store with members, and a clock that a test moves.
final class Doorway: Sendable {
    let store: Store
    private let hands: Hands

    private final class Hands: Sendable {
        let moment = Mutex(Moment(milliseconds: 1_524_130_200_000))
    }

    init() throws {
        let hands = Hands()
        self.hands = hands
        store = try Store.open(
            Engine.tried.freshLocation(), migrations: Identity.migrations, ledger: Journal(),
            clock: Clock { hands.moment.withLock { $0 } })
    }

    deinit {
        store.close()
    }

    var now: Moment { hands.moment.withLock { $0 } }

    func pass(seconds: Int64) {
        hands.moment.withLock { $0 = $0.adding(seconds: seconds) }
    }

    func add(_ name: String, password: String = "nobody's") throws -> Key<Member> {
        try store.write { try Account.add(name: name, address: name, password: password, in: $0) }
    }

    func begin(_ member: Key<Member>, _ limits: Session.Limits = Session.Limits()) throws -> SessionToken {
        try store.write { try Session.begin(for: member, device: "a browser", within: limits, in: $0) }
    }

    func session(_ token: SessionToken, _ limits: Session.Limits = Session.Limits()) throws -> Session? {
        try store.read { try Session.find(token, at: self.now, within: limits, in: $0) }
    }

    func count(_ table: SQL) throws -> Int {
        try store.read { try $0.value("select count(*) from \(table)") ?? 0 }
    }
}
