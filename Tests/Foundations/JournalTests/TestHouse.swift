import Basics
import Journal

@testable import Store

let noon = Moment(milliseconds: 1_524_139_200_000)

/// A store with a journal and one table, and somebody who has the file and means ill.
struct TestHouse {
    let store: Store

    init() throws {
        store = try Store.open(.temporary, migrations: [TestHouse.children], ledger: Journal(), clock: .fixed(noon))
    }

    init(store: Store) {
        self.store = store
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

    /// Changes the file as somebody does who has it and stops at nothing.
    func tamper(_ words: String) throws {
        let stranger = try Connection(path: store.file.path, writes: true, busyMilliseconds: 1000)
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
