import Basics
import StoreTesting
import Testing

@testable import Store

@Suite("What a connection keeps")
struct KeepingTests {
    @Test("is made once, and anew after somebody has committed", arguments: Engine.here)
    func kept(_ engine: Engine) throws {
        let store = try freshStore(engine)
        let reader = try store.reader()
        var made = 0
        func count(_ language: Language = .english) throws -> Int {
            try reader.kept("count", for: language) {
                made += 1
                return try reader.value("select count(*) from visits") ?? -1
            }
        }
        #expect(try [count(), count(), count()] == [0, 0, 0])
        #expect(made == 1)
        try store.write { try Visit("Berg").insert(in: $0) }
        #expect(try [count(), count()] == [1, 1])
        #expect(made == 2)
        #expect(try count(.swedish) == 1)
        #expect(made == 3)
    }

    @Test("may be nothing, or the same for every language, and is looked up all the same", arguments: Engine.here)
    func nothing(_ engine: Engine) throws {
        let reader = try freshStore(engine).reader()
        var made = 0
        func first() throws -> String? {
            try reader.kept("first") {
                made += 1
                return made == 1 ? nil : "made again"
            }
        }
        #expect(try reader.kept("some") { "found" as String? } == "found")
        #expect(try [first(), first()] == [nil, nil])
        #expect(made == 1)
    }

    @Test("is not kept after an error, nor by the writer, which sees its own changes", arguments: Engine.here)
    func never(_ engine: Engine) throws {
        struct Refusal: Error {}
        let store = try freshStore(engine)
        let reader = try store.reader()
        #expect(throws: Refusal.self) { try reader.kept("count", for: .english) { throw Refusal() } as Int }
        #expect(try reader.kept("count", for: .english) { 7 } == 7)
        let counts = try store.write { transaction in
            try ["Berg", "Dahl"].map { family -> Int in
                try Visit(family).insert(in: transaction)
                return try transaction.connection.kept("count", for: .english) {
                    try transaction.value("select count(*) from visits") ?? -1
                }
            }
        }
        #expect(counts == [1, 2])
    }

    @Test("stays as it was within one look, whatever is committed meanwhile", arguments: Engine.here)
    func snapshot(_ engine: Engine) throws {
        let store = try freshStore(engine)
        let reader = try store.reader()
        func count() throws -> Int {
            try reader.kept("count", for: .english) { try reader.value("select count(*) from visits") ?? -1 }
        }
        try reader.snapshot {
            #expect(try count() == 0)
            try store.write { try Visit("Berg").insert(in: $0) }
            #expect(try count() == 0)
        }
        #expect(try count() == 1)
    }

    @Test("leaves no log behind a store that was closed, so that the next start need not read it")
    func log() throws {
        try withFolder { folder in
            let path = "\(folder)/a.sqlite"
            let store = try open(path)
            let reader = try store.reader()
            for number in 0..<50 { try store.write { try Visit("\(number)").insert(in: $0) } }
            #expect(size(of: path + "-wal") > 0)
            store.close()
            #expect(size(of: path + "-wal") <= 0)
            #expect(try reader.value("select count(*) from visits") == 50)
        }
    }
}
