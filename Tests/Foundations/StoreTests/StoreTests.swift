import Basics
import Glibc
import StoreTesting
import Synchronization
import Testing

@testable import Store

@Suite("A store")
struct StoreTests {
    @Test("keeps what it was given and reads it back", arguments: Engine.here)
    func roundTrip(_ engine: Engine) throws {
        let store = try freshStore(engine)
        let visit = Visit("Rossi", at: 5, state: .here, guests: 3)
        try store.write { try visit.insert(in: $0) }
        let found: [Visit] = try store.read { try $0.all("select \(columns: Visit.self) from visits") }
        #expect(found == [visit])
    }

    @Test("is there again when it is opened again, for its owner's eyes only")
    func reopened() throws {
        try withFolder { folder in
            let path = "\(folder)/inner/house.sqlite"
            let first = try open(path)
            try first.write { try Visit("Rossi").insert(in: $0) }
            #expect(mode(of: path) == 0o600)
            #expect(mode(of: path + "-wal") == 0o600)
            #expect(mode(of: "\(folder)/inner") == 0o700)
            first.close()
            let second = try open(path)
            #expect(try second.count() == 1)
            second.close()
        }
    }

    @Test("leaves nothing behind when it was temporary")
    func temporary() throws {
        let store = try freshStore()
        let path = try store.file.path
        #expect(mode(of: path) == 0o600)
        store.close()
        #expect(mode(of: path) == nil)
        #expect(mode(of: path + "-wal") == nil)
        #expect(mode(of: String(path.prefix(path.utf8.count - "/store.sqlite".utf8.count))) == nil)
    }

    @Test("refuses everything once it is closed, and closes twice", arguments: Engine.here)
    func closed(_ engine: Engine) throws {
        let store = try freshStore(engine)
        store.close()
        store.close()
        #expect(throws: StoreFailure.closed) { try store.write { try Visit("Rossi").insert(in: $0) } }
        #expect(throws: StoreFailure.closed) { try store.count() }
        #expect(throws: StoreFailure.closed) { try store.reader() }
    }

    @Test("writes what still waits before it closes", arguments: Engine.here)
    func drained(_ engine: Engine) throws {
        try withPlace(engine) { place in
            let store = try open(place)
            let kept = Mutex(0)
            for number in 0..<500 {
                store.submit({ try Visit("Rossi", at: Int64(number)).insert(in: $0) }) { result in
                    if case .success = result { kept.withLock { $0 += 1 } }
                }
            }
            store.close()
            #expect(kept.withLock { $0 } == 500)
            #expect(try open(place).count() == 500)
        }
    }

    @Test("keeps hostile words as words", arguments: Engine.here, hostileWords)
    func hostile(_ engine: Engine, _ words: String) throws {
        let store = try freshStore(engine)
        guard engine == .sqlite || !words.utf8.contains(0) else {
            // PostgreSQL keeps no NUL in a text: it is refused and not cut off there.
            #expect(throws: StoreFailure.constraint(kind: .type, detail: "a value of another type (22021)")) {
                try store.write { try Visit(words).insert(in: $0) }
            }
            #expect(try store.count() == 0)
            return
        }
        try store.write { try Visit(words).insert(in: $0) }
        let found: String? = try store.read { try $0.value("select family from visits where family = \(words)") }
        #expect(found == words)
        #expect(try store.count() == 1)
    }

    static let hostileWords = [
        "'; drop table visits; --", "\" or 1=1", "$1", "?1", ":a", "a\0b", "“”\u{202e}", "\\", "%_", "👨‍👩‍👧", "\r\n",
        String(repeating: "ü", count: 200_000),
    ]

    @Test("matches nothing against an empty list", arguments: Engine.here)
    func emptyList(_ engine: Engine) throws {
        let store = try freshStore(engine)
        try store.write { try Visit("Rossi").insert(in: $0) }
        let none: [Visit.State] = []
        let some: [Visit.State] = [.expected, .over]
        #expect(try store.read { try $0.value("select count(*) from visits where state in (\(list: none))") } == 0)
        #expect(try store.read { try $0.value("select count(*) from visits where state not in (\(list: none))") } == 0)
        #expect(try store.read { try $0.value("select count(*) from visits where state in (\(list: some))") } == 1)
    }

    @Test(
        "cannot be written through a reader", arguments: Engine.here,
        ["delete from visits", "create table x (a text)"] as [SQL])
    func readOnly(_ engine: Engine, _ sql: SQL) throws {
        let store = try freshStore(engine)
        #expect(throws: StoreFailure.readOnly) { try store.read { try $0.run(sql) } }
    }

    @Test(
        "keeps transactions, settings and other files to itself",
        arguments: Engine.here,
        ["commit", "rollback", "savepoint a", "pragma synchronous = off", "attach '/dev/null' as other", "set x = 1"]
            as [SQL])
    func forbidden(_ engine: Engine, _ sql: SQL) throws {
        let store = try freshStore(engine)
        try store.write { transaction in
            try Visit("Rossi").insert(in: transaction)
            #expect(throws: StoreFailure.self) { try transaction.run(sql) }
        }
        #expect(try store.count() == 1)
    }

    @Test("lends its readers again, also one inside another", arguments: Engine.here)
    func nested(_ engine: Engine) throws {
        let store = try freshStore(engine)
        try store.write { try Visit("Rossi").insert(in: $0) }
        let both = try store.read { _ in try store.count() + store.count() }
        #expect(both == 2)
    }

    @Test("names a damaged file, and what is no database", arguments: [0, 100, 4096])
    func corrupt(_ start: Int) throws {
        try withFolder { folder in
            let path = "\(folder)/a.sqlite"
            let store = try open(path)
            for number in 0..<200 { try store.write { try Visit("Rossi \(number)").insert(in: $0) } }
            store.close()
            try overwrite(path, from: start, with: [UInt8](repeating: 0x5a, count: 4096))
            #expect(throws: StoreFailure.corrupt) {
                let store = try open(path)
                _ = try store.read { try $0.all("select \(columns: Visit.self) from visits", as: Visit.self) }
                try store.write { try Visit("Rossi").insert(in: $0) }
            }
        }
    }

    @Test("says so when its folder cannot be")
    func nowhere() {
        #expect(throws: StoreFailure.self) { try open("/dev/null/a.sqlite") }
        #expect(throws: StoreFailure.self) { try open("") }
        #expect(throws: StoreFailure.self) { try open("/tmp/a\0b") }
    }

    @Test("does not write into a file that was taken away")
    func moved() throws {
        try withFolder { folder in
            let path = "\(folder)/a.sqlite"
            let store = try open(path)
            try store.write { try Visit("Rossi").insert(in: $0) }
            unsafe unlink(path)
            #expect(throws: StoreFailure.lost(code: 1032)) { try store.write { try Visit("Rossi").insert(in: $0) } }
            store.close()
        }
    }

    @Test("explains every failure without a value of any record", arguments: Engine.here)
    func explained(_ engine: Engine) throws {
        let store = try freshStore(engine)
        let visit = Visit("Secretname")
        try store.write { try visit.insert(in: $0) }
        for sql: SQL in [
            "insert into visits (\(columns: Visit.self)) values (\(visit.id), \("Secretname"), 1, 'here', null)",
            "select nothing from visits where family = \("Secretname")",
            "insert into visits (id, family, expected, state) values (\([1]), 1.5, \("Secretname"), 'here')",
        ] {
            let failure = #expect(throws: StoreFailure.self) { try store.write { try $0.run(sql) } }
            #expect(failure?.explanation.contains("Secretname") == false)
        }
    }
}
