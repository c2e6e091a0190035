import Basics
import Store
import Synchronization

/// A ledger that only remembers, for tests of the store alone.
final class Notebook: Ledger {
    let pages = Mutex<[[Change]]>([])
    let failure = Mutex<StoreFailure?>(nil)
    var migrations: [Migration] { [] }

    func append(_ changes: [Change], at moment: Moment, to connection: Connection) throws {
        if let failure = failure.withLock({ $0 }) { throw failure }
        pages.withLock { $0.append(changes) }
    }
}

struct Visit: Selectable, Equatable, Sendable {
    static let columns: [StaticString] = ["id", "family", "expected", "state", "guests"]
    var id: Key<Visit>
    var family: String
    var expected: Moment
    var state: State
    var guests: Int?

    enum State: String, Storable, CaseIterable { case expected, here, over }

    init(_ family: String, at milliseconds: Int64 = 0, state: State = .expected, guests: Int? = nil) {
        id = .fresh(at: Moment(milliseconds: milliseconds))
        self.family = family
        expected = Moment(milliseconds: milliseconds)
        self.state = state
        self.guests = guests
    }

    init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        family = try row.next()
        expected = try row.next()
        state = try row.next()
        guests = try row.next()
    }

    func insert(in transaction: Transaction) throws(StoreFailure) {
        try transaction.run(
            """
            insert into visits (\(columns: Visit.self)) values (\(id), \(family), \(expected), \(state), \(guests))
            """)
        transaction.note(Change(by: "test", "visit.expected", table: "visits", record: id))
    }
}

let visits = Migration(
    "reception/0001 visits",
    """
    create table visits (
        id       \(.key) primary key,
        family   \(.text) not null check (family <> ''),
        expected \(.moment) not null,
        state    \(.text) not null,
        guests   \(.integer)
    ) \(.strict);
    create table notes (
        number \(.serial),
        visit  \(.key) not null references visits (id) deferrable initially deferred,
        words  \(.text) unique
    ) \(.strict);
    """)

func freshStore(
    _ migrations: [Migration] = [visits], ledger: any Ledger = Notebook(), limits: Store.Limits = Store.Limits()
) throws -> Store {
    try Store.open(.temporary, migrations: migrations, ledger: ledger, clock: .fixed(noon), limits: limits)
}

let noon = Moment(milliseconds: 1_524_139_200_000)
