import CSV
import Testing

@Suite("A table of comma-separated values")
struct CSVTests {
    @Test("reads commas, semicolons, quotes, line ends and a byte-order mark")
    func reads() throws {
        let comma = try CSVTable(Array("\u{feff}ref,title\r\na,\"x, \"\"y\"\"\nz\"\r\n\r\nb,\n".utf8))
        #expect(comma.header == ["ref", "title"])
        #expect(comma.rows.map(\.cells) == [["a", "x, \"y\"\nz"], ["b", ""]])
        #expect(comma.rows.map(\.line) == [2, 5])
        let semicolon = try CSVTable(Array("ref;title\na;x, y".utf8))
        #expect(semicolon.rows.map(\.cells) == [["a", "x, y"]])
    }

    @Test(
        "says what is wrong and where",
        arguments: [
            ("", CSVProblem.empty),
            ("a\n\"open\n\n", .unclosedQuote(line: 2)), ("a\nx\"y\n", .strayQuote(line: 2)),
            ("a\n\"x\"y\n", .strayQuote(line: 2)), ("a\nx\0y\n", .controlCharacter(line: 2)),
        ])
    func refuses(_ text: String, _ problem: CSVProblem) {
        #expect(throws: problem) { try CSVTable(Array(text.utf8)) }
    }

    @Test("leaves out rows with too many or too few cells, and names them")
    func ragged() throws {
        let table = try CSVTable(Array("a,b\n1\n1,2\n1,2,3\n".utf8))
        #expect(table.rows.map(\.cells) == [["1", "2"]])
        #expect(table.problems == [.ragged(line: 2, expected: 2, found: 1), .ragged(line: 4, expected: 2, found: 3)])
    }

    @Test("refuses other encodings")
    func encodings() {
        #expect(throws: CSVProblem.notUTF8(line: 2)) { try CSVTable(Array("a\n".utf8) + [0xe5, 0x0a]) }
        #expect(throws: CSVProblem.self) { try CSVTable([0xff, 0xfe, 0x61, 0x00, 0x0a, 0x00]) }
    }

    @Test("refuses too much of anything, soon")
    func limits() {
        #expect(throws: CSVProblem.tooManyColumns(limit: 200)) {
            try CSVTable(Array(repeating: UInt8(ascii: ","), count: 1_000_000))
        }
        #expect(throws: CSVProblem.self) { try CSVTable(Array(repeating: UInt8(ascii: "a"), count: 17 << 20)) }
        #expect(throws: CSVProblem.cellTooLong(line: 2, limit: 64 << 10)) {
            try CSVTable(Array("a\n".utf8) + Array(repeating: UInt8(ascii: "x"), count: 70_000))
        }
        var few = CSVTable.Limits()
        few.rows = 2
        #expect(throws: CSVProblem.tooManyRows(limit: 2)) { try CSVTable(Array("a\n1\n2\n3\n".utf8), limits: few) }
    }

    @Test("writes what it reads back, formulas and quotes included")
    func roundTrip() throws {
        let pieces = [
            "", "=1+1", "'=1", "''-x", "'t Hooft", "@x", "+46", "a,b", "a;b", "\"", "x\ny", "＝1", " - ", "ä", "'",
        ]
        let rows = pieces.flatMap { one in pieces.map { [one, $0, one + $0] } }
        let table = try CSVTable(CSVWriter.bytes(header: ["a", "b", "c"], rows: rows.filter { $0 != ["", "", ""] }))
        #expect(table.rows.map { $0.cells.map(CSVWriter.rearmed) } == rows.filter { $0 != ["", "", ""] })
        for cell in table.rows.flatMap(\.cells) {
            #expect(!["=", "+", "-", "@", "＝"].contains(String(cell.prefix(1))))
        }
    }
}
