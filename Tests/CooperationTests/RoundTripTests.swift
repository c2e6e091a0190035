import Basics
import CSV
import Cooperation
import EngineTesting
import Foundation
import Store
import StoreTesting
import Testing

@Suite("A network's tables", .onEveryEngine)
struct RoundTripTests {
    /// Numbers that are the same in every run, so that a failure can be looked at again.
    struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    static let pieces = [
        "=1+1", "+46 8", "-", "@sum(A1)", "'", "''=x", "\"", ",", ";", " ", "\t", "å", "Ķ", "Ж", "👩‍👧", "<b>", "&amp;",
        "$1", "%00", "\\", "{x}",
        "line", "\n", "＝", "null", "0", "#", "|", "{{", "'-", "–",
    ]

    private static func text(_ random: inout Seeded, lines: Bool) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 1...8, using: &random) { text += pieces.randomElement(using: &random) ?? "" }
        if !lines { text = text.filter { !$0.isNewline } }
        text = text.trimmed
        return text.isEmpty ? "x" : text
    }

    @Test("keep every value there and back, those that spreadsheets take for formulas too", arguments: 0..<40)
    func property(_ seed: Int) throws {
        var random = Seeded(state: UInt64(seed) &* 7919 &+ 1)
        let folder = try Scratch()
        try folder.write(smallNetwork, to: "network.csv")
        let rows = (0..<12).map { index in
            ["s\(index)", Self.text(&random, lines: false), "state", Self.text(&random, lines: true)]
        }
        try folder.write(CSVWriter.bytes(header: ["ref", "name", "kind", "note"], rows: rows), to: "states.csv")
        let translated = rows.map { ["states", $0[0], "name", "draft", "", Self.text(&random, lines: false)] }
        try folder.write(
            CSVWriter.bytes(header: ["table", "ref", "field", "state", "of", "text"], rows: translated),
            to: "translations/sv.csv")

        let store = try freshStore()
        defer { store.close() }
        try Loader.load(folder: folder.path, into: store)
        let stored = try store.read { connection in
            try connection.all("select ref, name, note from states order by number") { row in
                [try row.text(), try row.text(), try row.text()]
            }
        }
        #expect(stored == rows.map { [$0[0], $0[1], $0[3]] })

        let out = try Scratch()
        try Exporter.export(to: out.path, from: store)
        let again = try freshStore()
        defer { again.close() }
        try Loader.load(folder: out.path, into: again)
        let back = try Scratch()
        try Exporter.export(to: back.path, from: again)
        #expect(try contents(of: back.path) == (try contents(of: out.path)))
        for (name, bytes) in try contents(of: out.path) where name.hasSuffix(".csv") {
            for cell in try CSVTable(bytes).rows.flatMap(\.cells) {
                #expect(!["=", "+", "-", "@", "＝"].contains(String(cell.prefix(1))), "\(name): \(cell)")
            }
        }
    }

    @Test("stand in the database as they are declared")
    func declared() throws {
        guard Engine.tried == .sqlite else { return try declaredOnServer() }
        let store = try freshStore()
        defer { store.close() }
        try store.read { connection in
            for table in Tables.all {
                let wanted = ["id", "number", "ref", "language"] + table.storedColumns.map(\.storedName)
                let text =
                    try connection.value("select sql from sqlite_master where name = \(table.name)", as: String.self)
                    ?? ""
                // What was added later stands behind a comma.
                let inside = text[..<(text.lastIndex(of: ")") ?? text.endIndex)]
                let lines = inside.split(separator: "\n").dropFirst().flatMap { $0.split(separator: ", ") }
                    .map { $0.split(separator: " ") }.filter { !$0.isEmpty }
                #expect(lines.map { $0.first.map(String.init) } == wanted)
                let needed = lines.filter { $0.joined(separator: " ").contains("not null") }.map {
                    $0.first.map(String.init)
                }
                let required =
                    ["number", "ref", "language"] + table.storedColumns.filter(\.isRequired).map(\.storedName)
                #expect(needed == required)
            }
        }
    }

    private func declaredOnServer() throws {
        let store = try freshStore()
        defer { store.close() }
        try store.read { connection in
            for table in Tables.all {
                let found = try connection.all(
                    """
                    select column_name::text, is_nullable::text from information_schema.columns
                     where table_name = \(table.name) order by ordinal_position
                    """
                ) { row in (name: try row.text(), isNeeded: try row.text() == "NO") }
                #expect(
                    found.map(\.name) == ["id", "number", "ref", "language"] + table.storedColumns.map(\.storedName))
                #expect(
                    found.filter(\.isNeeded).map(\.name)
                        == ["id", "number", "ref", "language"]
                        + table.storedColumns.filter(\.isRequired).map(\.storedName))
            }
        }
    }

    @Test("name only tables that exist, and never two columns alike")
    func references() {
        for table in Tables.all {
            #expect(Set(table.columns.map(\.name)).count == table.columns.count)
            for column in table.columns {
                switch column.kind {
                case .reference(let name), .links(let name):
                    #expect(Tables.named(name) != nil, "\(table.name).\(column.name)")
                default: break
                }
            }
        }
    }

    @Test("are described in docs/network-format.md as the program describes them")
    func documented() throws {
        let text = try String(contentsOfFile: project + "docs/network-format.md", encoding: .utf8)
        #expect(text.contains(Tables.description), "run: make describe")
    }
}
