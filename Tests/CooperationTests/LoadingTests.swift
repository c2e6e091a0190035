import CSV
import Cooperation
import EngineTesting
import Foundation
import Journal
import Store
import Testing

@Suite("Loading a network", .onEveryEngine)
struct LoadingTests {
    @Test("takes a whole network in one go, and a second time changes nothing", arguments: [baltic, rivers])
    func idempotent(_ folder: String) throws {
        let store = try freshStore()
        defer { store.close() }
        let first = try Loader.load(folder: folder, into: store)
        #expect(first.added["activities", default: 0] > 10)
        let batches = store.statistics.batches
        let second = try Loader.load(folder: folder, into: store)
        #expect(second.isNothing)
        #expect(second.lines == ["nothing changed"])
        #expect(store.statistics.batches <= batches + 1)
        let verdict = try store.read { try Journal.verify($0) }
        guard case .sound(let entries, _) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(entries > 300 || folder == rivers)
    }

    @Test("loses nothing: what is exported loads into the same records again", arguments: [baltic, rivers])
    func lossless(_ folder: String) throws {
        let first = try freshStore()
        let second = try freshStore()
        defer {
            first.close()
            second.close()
        }
        let once = try Scratch()
        let twice = try Scratch()
        try Loader.load(folder: folder, into: first)
        try Exporter.export(to: once.path, from: first)
        try Loader.load(folder: once.path, into: second)
        try Exporter.export(to: twice.path, from: second)
        let files = try contents(of: once.path)
        #expect(files.count > 20)
        #expect(try contents(of: twice.path) == files)
        #expect(try Loader.load(folder: once.path, into: first).isNothing)
    }

    @Test("changes only what differs, and journals it")
    func changes() throws {
        let store = try freshStore()
        defer { store.close() }
        let folder = try Scratch()
        try folder.write(smallNetwork, to: "network.csv")
        try folder.write("ref,name,kind\nSE,Sweden,state\nFI,Finland,state\n", to: "states.csv")
        try Loader.load(folder: folder.path, into: store)
        try folder.write("ref,name,kind\nSE,Sweden,state\nFI,Suomi,state\nEE,Estonia,state\n", to: "states.csv")
        let report = try Loader.load(folder: folder.path, into: store)
        #expect(report.added == ["states": 1])
        #expect(report.changed == ["states": 1])
        let names = try store.read { try $0.values("select name from states order by number", as: String.self) }
        #expect(names == ["Sweden", "Suomi", "Estonia"])
    }

    @Test("keeps rows that a later folder no longer has")
    func keeps() throws {
        let store = try freshStore()
        defer { store.close() }
        let folder = try Scratch()
        try folder.write(smallNetwork, to: "network.csv")
        try folder.write("ref,name,kind\nSE,Sweden,state\n", to: "states.csv")
        try Loader.load(folder: folder.path, into: store)
        try folder.write("ref,name,kind\nFI,Finland,state\n", to: "states.csv")
        try Loader.load(folder: folder.path, into: store)
        #expect(try store.read { try $0.value("select count(*) from states", as: Int.self) } == 2)
    }

    @Test("says all mistakes at once, with place and expectation, and then stores nothing")
    func mistakes() throws {
        let store = try freshStore()
        defer { store.close() }
        let mistakes = try #require(throws: Mistakes.self) {
            try Loader.load(folder: project + "Tests/Networks/with-mistakes", into: store)
        }
        let places = mistakes.all.map { "\($0.file):\($0.line ?? 0):\($0.column ?? "")" }
        #expect(
            places == [
                "activities.csv:3:from", "activities.csv:4:title", "activities.csv:5:kind",
                "activities.csv:6:participants",
                "activities.csv:7:states", "activities.csv:8:ref", "activities.csv:9:", "organisations.csv:1:telephone",
                "presidencies.csv:3:state", "states.csv:3:member_from", "states.csv:5:ref", "timeline.csv:3:",
            ])
        #expect(
            mistakes.all[0].description.hasPrefix("activities.csv, row 3, column from: “2025-02-30” – expected a day"))
        #expect(try store.read { try $0.value("select count(*) from states", as: Int.self) } == 0)
        #expect(try store.read { try $0.value("select count(*) from journal_entries", as: Int.self) } == 0)
    }

    @Test(
        "refuses hostile tables with a clear word",
        arguments: [
            ("utf16", "not UTF-8"), ("latin1", "not UTF-8"), ("nul", "control character"),
            ("columns", "more than 200 columns"),
            ("large", "at most"), ("empty", "empty"), ("quote", "never closed"), ("long", "longer than"),
        ])
    func hostile(_ kind: String, _ word: String) throws {
        let store = try freshStore()
        defer { store.close() }
        let folder = try Scratch()
        try folder.write(smallNetwork, to: "network.csv")
        let bytes: [UInt8]
        switch kind {
        case "utf16":
            bytes =
                [0xff, 0xfe] + "ref,name,kind\nSE,Sverige,state\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        case "latin1": bytes = Array("ref,name,kind\nX,Malm".utf8) + [0xf6] + Array(",state\n".utf8)
        case "nul": bytes = Array("ref,name,kind\nX,a\0b,state\n".utf8)
        case "columns": bytes = Array(repeating: UInt8(ascii: ","), count: 1_000_000)
        case "quote": bytes = Array("ref,name,kind\nX,\"a,state\n".utf8)
        case "long": bytes = Array("ref,name,kind\nX,\(String(repeating: "a", count: 100_000)),state\n".utf8)
        default: bytes = []
        }
        try folder.write(bytes, to: "states.csv")
        if kind == "large" { #expect(unsafe truncate(folder.path + "/states.csv", 100 << 20) == 0) }
        let mistakes = try #require(throws: Mistakes.self) { try Loader.load(folder: folder.path, into: store) }
        #expect(mistakes.all.contains { $0.file == "states.csv" && $0.expected.contains(word) }, "\(mistakes)")
    }

    @Test("refuses a map that is no map, a folder without a network, and tables nobody knows")
    func others() throws {
        let store = try freshStore()
        defer { store.close() }
        let folder = try Scratch()
        try folder.write("ref\nx\n", to: "wishes.csv")
        try folder.write("{\"features\": 3}", to: "map.geojson")
        try folder.write("ref,name\n", to: "translations/xx.csv")
        let mistakes = try #require(throws: Mistakes.self) { try Loader.load(folder: folder.path, into: store) }
        #expect(Set(mistakes.all.map(\.file)) == ["wishes.csv", "map.geojson", "network.csv", "translations/xx.csv"])
    }
}
