import Basics
import Testing

@testable import Languages

@Suite("A PO file")
struct POTests {
    static let sample = """
        msgid ""
        msgstr ""
        "Language: sv\\n"
        "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

        # A note of a translator
        #. of the program
        #: Sources/A.swift:3
        # draft
        #, python-brace-format
        msgid "Hello, {name}"
        msgstr "Hej, {name}"

        msgctxt "month"
        msgid "May"
        msgstr "maj"
        msgid "{count} meeting"
        msgid_plural "{count} meetings"
        msgstr[0] "{count} möte"
        msgstr[1] ""
        "{count} "
        "möten"

        #, python-brace-format, fuzzy
        msgid "Guess"
        msgstr "Gissa"

        msgid "Two\\nlines, a \\"quote\\", a tab\\t and a \\\\"
        msgstr "Två\\nrader"
        #~ msgid "Gone"
        #~ msgstr "Borta"

        """

    @Test("gives its entries, with contexts, plurals, drafts and long strings")
    func entries() throws {
        #expect(
            try PO.read(Array(Self.sample.utf8)) == [
                PO.Entry(id: "Hello, {name}", strings: ["Hej, {name}"], isDraft: true),
                PO.Entry(context: "month", id: "May", strings: ["maj"]),
                PO.Entry(
                    id: "{count} meeting", plural: "{count} meetings", strings: ["{count} möte", "{count} möten"]),
                PO.Entry(id: "Guess", strings: [""]),
                PO.Entry(id: "Two\nlines, a \"quote\", a tab\t and a \\", strings: ["Två\nrader"]),
            ])
        let windows = Self.sample.replacing("\n", with: "\r\n")
        #expect(try PO.read(Array(windows.utf8)) == PO.read(Array(Self.sample.utf8)))
        #expect(try PO.read([]) == [])
    }

    @Test(
        "is refused where it is broken",
        arguments: [
            ("msgid \"a\"", 1, .unfinished),
            ("msgid \"a\"\nmsgstr \"b\"\n# note\n\"c\"", 4, .outOfOrder),
            ("msgstr \"b\"", 1, .outOfOrder), ("\"a\"", 1, .outOfOrder),
            ("msgid \"a\"\nmsgid \"b\"", 2, .outOfOrder),
            ("msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"", 3, .outOfOrder),
            ("msgid \"a\"\nmsgstr[0] \"b\"", 2, .outOfOrder),
            ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"", 3, .outOfOrder),
            ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"", 3, .outOfOrder),
            ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[2] \"c\"", 4, .outOfOrder),
            ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[99999999999999999999] \"c\"", 3, .unknownWord),
            ("msgid \"a", 1, .noString), ("msgid \"", 1, .noString), ("msgid a\"", 1, .noString),
            ("msgid", 1, .noString), ("msgid \"a\"b\"", 1, .noString), ("msgid \"a\0\"", 1, .noString),
            ("msgid \"\\x41\"", 1, .badEscape), ("msgid \"a\\\"", 1, .badEscape),
            ("msgidx \"a\"", 1, .unknownWord), ("domain \"a\"", 1, .unknownWord),
            ("\u{FEFF}msgid \"a\"", 1, .unknownWord),
        ] as [(String, Int, PO.Fault.Reason)])
    func broken(_ text: String, _ line: Int, _ reason: PO.Fault.Reason) {
        #expect(throws: PO.Fault(line: line, reason: reason)) { try PO.read(Array(text.utf8)) }
    }

    @Test("is refused where it is no UTF-8")
    func latin() {
        #expect(throws: PO.Fault(line: 2, reason: .notUTF8)) {
            try PO.read(Array("msgid \"".utf8) + [0xF6] + Array("\"\nmsgstr \"o\"".utf8))
        }
    }

    @Test("never stops the program, whatever is done to it")
    func mutilated() {
        var random = Seeded(seed: 1998)
        let sample = Array(Self.sample.utf8)
        let pieces = ["msgid ", "msgstr[0] ", "msgctxt", "msgid_plural", "\"", "\\", "\n", "#, fuzzy", "]", "\0"].map {
            Array($0.utf8)
        }
        var refused = 0
        for round in 0..<3000 {
            var bytes = sample
            for _ in 0...(round % 8) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0..<40, using: &random)))
                case 1: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                default: bytes = Array(bytes.prefix(max(place, 1)))
                }
            }
            do throws(PO.Fault) { _ = try PO.read(bytes) } catch { refused += 1 }
        }
        #expect(refused > 1000)
    }

    @Test("of every language is sound", arguments: Language.allCases)
    func ours(_ language: Language) {
        for file in Languages.files(of: language) {
            #expect(throws: Never.self, "\(file.room)") { try PO.read(file.bytes) }
        }
    }
}

/// The same numbers in every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
