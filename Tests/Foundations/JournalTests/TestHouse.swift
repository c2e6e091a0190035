import Basics
import Journal
import StoreTesting

@testable import Store

let noon = Moment(milliseconds: 1_524_139_200_000)

/// A store with a journal and one table, and somebody who has the file and means ill.
struct TestHouse {
    let store: Store
    private let place: Store.Location

    init(_ engine: Engine, clock: Clock = .fixed(noon)) throws {
        try self.init(at: engine.freshLocation(), clock: clock)
    }

    init(at place: Store.Location, clock: Clock = .fixed(noon)) throws {
        self.place = place
        store = try Store.open(place, migrations: [TestHouse.children], ledger: Journal(), clock: clock)
    }

    /// The same database, opened as another program opens it.
    func again() throws -> TestHouse {
        let path = (store.database as? SQLiteFile)?.path
        return try TestHouse(at: path.map { .file($0) } ?? place)
    }

    func child(_ name: String) -> Child {
        Child(id: .fresh(at: noon), name: name)
    }

    func fill(_ count: Int) throws {
        for number in 1...count {
            let child = child("Child \(number)")
            try store.write { try child.save(in: $0) }
        }
    }

    func verdict(witness: Witness? = nil) throws -> Verdict {
        try store.read { try Journal.verify($0, witness: witness) }
    }

    func isSound() throws -> Bool {
        if case .sound = try verdict() { true } else { false }
    }

    func witness() throws -> Witness? {
        try store.read { try Journal.witness(in: $0) }
    }

    /// Changes the database as somebody does who has it and stops at nothing.
    func tamper(_ words: String) throws {
        if case .postgresql(let address) = place {
            try PostgresHere.command(
                """
                alter table journal_entries disable trigger all; alter table journal_values disable trigger all;
                create or replace function zeroblob(count integer) returns bytea language sql as
                    'select decode(repeat(''00'', count), ''hex'')';
                """ + words.replacing("x'", with: "bytea '\\x"), at: address)
            return
        }
        guard let path = (store.database as? SQLiteFile)?.path else { throw StoreFailure.closed }
        let stranger = try SQLiteConnection(path: path, writes: true, busyMilliseconds: 1000)
        for name in ["entries_stay", "entries_remain", "entries_follow", "values_stay"] {
            try stranger.command("drop trigger if exists journal_\(name)")
        }
        try stranger.command(words)
    }

    static var children: Migration {
        Migration(
            "test/0001 children",
            "create table children (id \(.key) primary key, name \(.text) not null) \(.strict);")
    }
}

struct Child: Sendable {
    let id: Key<Child>
    var name: String

    func save(in transaction: Transaction) throws(StoreFailure) {
        try transaction.run(
            """
            insert into children values (\(id), \(name)) on conflict (id) do update set name = excluded.name
            """)
        transaction.note(
            Change(
                by: "keeper", "child.saved", table: "children", record: id,
                values: [.init("name", to: name), .init("age", from: "3", to: nil)]))
    }
}
