import Basics
import Store
import Testing

@Suite("A statement")
struct SQLTests {
    @Test("numbers its values in order, and those of its pieces anew")
    func numbers() {
        let one: SQL = "state in (\(list: ["a", "b"]))"
        let other: SQL = "id <> \(7) or id = \(8)"
        let sql: SQL = "select * from t where id = \(5) and \(one) and (\(other)) limit \(3)"
        #expect(
            sql.text == "select * from t where id = $1 and state in ($2, $3) and (id <> $4 or id = $5) limit $6")
        #expect(sql.values == [.integer(5), .text("a"), .text("b"), .integer(7), .integer(8), .integer(3)])
    }

    @Test("renumbers pieces of more than nine values, and pieces of pieces")
    func manyNumbers() {
        let ten: SQL = "(\(list: Array(1...10))) -- \(11)"
        let twice: SQL = "\(0) \(ten) \(ten) end"
        let numbers = twice.text.split { !"$0123456789".contains($0) }.map(String.init)
        #expect(numbers == (1...23).map { "$\($0)" })
        #expect(twice.values.count == 23)
        #expect(twice.text.hasSuffix(" end"))
    }

    @Test("joins pieces, and adds them")
    func joins() {
        let pieces: [SQL] = ["a = \(1)", "b = \(2)", "c is null"]
        #expect(pieces.joined(separator: " and ").text == "a = $1 and b = $2 and c is null")
        #expect((pieces[0] + " or " + pieces[1]).text == "a = $1 or b = $2")
        #expect([SQL]().joined(separator: ", ").isEmpty)
    }

    @Test("prints the columns of a record, also of one of two tables")
    func columns() {
        #expect(("\(columns: Visit.self)" as SQL).text == "id, family, expected, state, guests")
        #expect(("\(columns: Visit.self, of: "v")" as SQL).text == "v.id, v.family, v.expected, v.state, v.guests")
    }

    @Test("binds a literal in a hole and never prints it")
    func literal() {
        let sql: SQL = "select \("' or 1 = 1 --")"
        #expect(sql.text == "select $1")
    }

    @Test(
        "takes no name that could be more than a name",
        arguments: ["a b", "a;", "a\"", "1a", "", "A", "ä", "a.b", "a-b"])
    func refusedName(_ name: String) {
        #expect(Identifier(name) == nil)
    }

    @Test("takes a plain name", arguments: ["visits", "_a1", "x"])
    func name(_ name: String) throws {
        let identifier = try #require(Identifier(name))
        #expect(("select \(name: identifier)" as SQL).text == "select \(name)")
    }
}
