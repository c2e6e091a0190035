import Basics
import Glibc
import StoreTesting
import Synchronization

@testable import Store

/// A ledger that only remembers, for tests of the store alone.
final class Notebook: Ledger {
    let pages = Mutex<[[Change]]>([])
    let failure = Mutex<StoreFailure?>(nil)
    var migrations: [Migration] { [] }

    func append(_ changes: [Change], at moment: Moment, to connection: Connection) throws {
        if let failure = failure.withLock({ $0 }) { throw failure }
        pages.withLock { $0.append(changes) }
    }

    /// Counts a guest for each change, and will have nothing of a family called `none`.
    func follow(_ changes: [Change], in transaction: Transaction) throws {
        guard follows else { return }
        for change in changes {
            if change.values.contains(where: { $0.new == "none" }) { throw Unfollowed() }
            try transaction.run("update visits set guests = 7 where id = \(change.record)")
        }
    }

    struct Unfollowed: Error {}

    private let follows: Bool

    init(follows: Bool = false) {
        self.follows = follows
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
    _ engine: Engine = .sqlite, _ migrations: [Migration] = [visits], ledger: any Ledger = Notebook(),
    limits: Store.Limits = Store.Limits()
) throws -> Store {
    try open(engine.freshLocation(), migrations, ledger: ledger, limits: limits)
}

func open(
    _ location: Store.Location, _ migrations: [Migration] = [visits], ledger: any Ledger = Notebook(),
    limits: Store.Limits = Store.Limits()
) throws -> Store {
    try Store.open(location, migrations: migrations, ledger: ledger, clock: .fixed(noon), limits: limits)
}

let noon = Moment(milliseconds: 1_524_139_200_000)

extension Store {
    /// The file of a store on SQLite.
    var file: SQLiteFile {
        get throws {
            guard let file = database as? SQLiteFile else { throw StoreFailure.closed }
            return file
        }
    }

    func count() throws -> Int {
        try read { try $0.value("select count(*) from visits") } ?? -1
    }
}

func open(_ path: String, _ migrations: [Migration] = [visits], limits: Store.Limits = Store.Limits()) throws -> Store {
    try open(.file(path), migrations, limits: limits)
}

/// A place for a database that goes when the test does.
func withPlace(_ engine: Engine, _ body: (Store.Location) throws -> Void) throws {
    switch engine {
    case .sqlite: try withFolder { try body(.file("\($0)/a.sqlite")) }
    case .postgres: try body(engine.freshLocation())
    }
}

/// A folder that goes when the test does.
func withFolder(_ body: (String) throws -> Void) throws {
    let folder = makeFolder()
    defer { remove(folder) }
    try body(folder)
}

/// The same for a test that waits for another process.
func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = makeFolder()
    defer { remove(folder) }
    try await body(folder)
}

private func makeFolder() -> String {
    let folder = "/tmp/store-test-\(Hexadecimal.text(of: Randomness.bytes(8)))"
    unsafe mkdir(folder, 0o700)
    return folder
}

private func remove(_ folder: String) {
    for file in ["a.sqlite", "inner/house.sqlite"] {
        for ending in ["", "-wal", "-shm"] { unsafe unlink("\(folder)/\(file)\(ending)") }
    }
    unsafe rmdir("\(folder)/inner")
    unsafe rmdir(folder)
}

/// The permissions of a file; nil when there is none.
func mode(of path: String) -> UInt32? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
}

func overwrite(_ path: String, from start: Int, with bytes: [UInt8]) throws {
    let descriptor = unsafe open(path, O_WRONLY)
    defer { close(descriptor) }
    unsafe pwrite(descriptor, bytes, bytes.count, start)
}

func size(of path: String) -> Int {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Int(status.st_size) : -1
}
