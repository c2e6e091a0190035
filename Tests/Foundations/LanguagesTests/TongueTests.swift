import Basics
import Testing

@testable import Languages

@Suite("A tongue")
struct TongueTests {
    static let swedish = Tongue(.swedish, files: [Array(POTests.sample.utf8)])

    @Test("says what is translated, and the rest in English")
    func says() {
        let say = Self.swedish
        #expect(say("Hello, {name}", ["name": "Åsa"]) == "Hej, Åsa")
        #expect(say("Two\nlines, a \"quote\", a tab\t and a \\") == "Två\nrader")
        #expect(say("Not translated") == "Not translated")
        #expect(say("Guess") == "Guess")
        #expect(say("Not translated, {name}", ["name": "Åsa"]) == "Not translated, Åsa")
        #expect(say("") == "" && say("x") == "x" && say("ö") == "ö")
    }

    @Test("keeps two meanings apart by their context")
    func context() {
        #expect(Self.swedish(Phrase("May", context: "month")) == "maj")
        #expect(Self.swedish("May") == "May")
        #expect(Self.swedish(Phrase("May", context: "")) == "May")
        #expect(Self.swedish("month\u{4}May") == "maj")
    }

    @Test("has the form that goes with the number")
    func plural() {
        let say = Self.swedish
        #expect(say(one: "{count} meeting", other: "{count} meetings", count: 1) == "1 möte")
        #expect(say(one: "{count} meeting", other: "{count} meetings", count: 0) == "0 möten")
        #expect(say(one: "{count} meeting", other: "{count} meetings", count: 12_345) == "12\u{a0}345 möten")
        #expect(
            say(one: "{count} guest", other: "{count} guests of {name}", count: 2, ["name": "Bo"]) == "2 guests of Bo")
        #expect(say(one: "One guest", other: "{count} guests", count: 1) == "One guest")
        #expect(say(Phrase(one: "{count} meeting", other: "{count} meetings"), count: -2) == "\u{2212}2 möten")
        #expect(say(Phrase(one: "{count} meeting", other: "{count} meetings"), ["count": "some"]) == "some möte")
        #expect(say(one: "{count} a", other: "{count} b", count: .min).hasSuffix(" b"))
    }

    @Test("says English where a language lacks a form")
    func short() {
        let file = "msgid \"{count} day\"\nmsgid_plural \"{count} days\"\nmsgstr[0] \"{count} день\"\nmsgstr[1] \"\"\n"
        let say = Tongue(.russian, files: [Array(file.utf8)])
        #expect(say(one: "{count} day", other: "{count} days", count: 21) == "21 день")
        #expect(say(one: "{count} day", other: "{count} days", count: 2) == "2 days")
        #expect(say(one: "{count} day", other: "{count} days", count: 5) == "5 days")
    }

    @Test(
        "fills holes once, so a value is never read as a phrase",
        arguments: [
            ("{a} and {b}", "{b} and x"), ("{a}{a}", "{b}{b}"), ("{c} {", "{c} {"), ("}{a}", "}{b}"), ("{", "{"),
            ("{{a}} {a}", "{a} {b}"), ("{a", "{a"), ("{}", "{}"), ("{{{a}}}", "{{b}}"), ("ö{a}ö", "ö{b}ö"), ("", ""),
        ])
    func holes(_ text: String, _ filled: String) {
        #expect(Holes.fill(text, ["a": "{b}", "b": "x"]) == filled)
    }

    @Test("is a draft while an entry is marked as one, and English never is")
    func drafts() {
        let confirmed = POTests.sample.replacing("# draft\n", with: "")
        #expect(Self.swedish.isDraft)
        #expect(!Tongue(.swedish, files: [Array(confirmed.utf8)]).isDraft)
        #expect(Tongue(.swedish, files: [Array(confirmed.utf8), Array(POTests.sample.utf8)]).isDraft)
        #expect(!Tongue(.english, files: [Array(POTests.sample.utf8)]).isDraft)
    }

    @Test("speaks on without a file that is broken")
    func broken() {
        let say = Tongue(.swedish, files: [Array("msgid".utf8), Array(POTests.sample.utf8)])
        #expect(say(Phrase("May", context: "month")) == "maj")
    }

    @Test("finds each of many phrases, and none that it does not know")
    func many() {
        let entries = (0..<5000).map {
            PO.Entry(context: $0 % 3 == 0 ? "c\($0)" : nil, id: "Phrase \($0)", strings: ["\($0)"])
        }
        let table = PhraseTable(entries + entries)
        #expect(table.count == 5000)
        #expect(table.translation(of: Phrase("Phrase 4999"), form: 0) == "4999")
        #expect(table.translation(of: Phrase("Phrase 3", context: "c3"), form: 0) == "3")
        #expect(table.translation(of: Phrase("Phrase 3"), form: 0) == nil)
        #expect(table.translation(of: Phrase("Phrase 4999"), form: 1) == nil)
        #expect(table.translation(of: Phrase("Phrase 5000"), form: 0) == nil)
        #expect(PhraseTable([]).translation(of: Phrase("Phrase 3"), form: 0) == nil)
    }

    @Test("is made once for a language")
    func once() {
        for language in Language.allCases {
            #expect(Languages.tongue(language).language == language)
            #expect(Languages.tongue(language) === Languages.tongue(language))
        }
    }

    @Test("serves eight threads at a time, all alike")
    func threads() async throws {
        let say = Tongue(.polish, files: [])
        let first = try #require(Day("2018-01-01"))
        let expected = (0..<400).map { Self.wording(say, first.adding(days: $0), $0) }
        let fresh = Tongue(.polish, files: [])
        await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 { group.addTask { (0..<400).map { Self.wording(fresh, first.adding(days: $0), $0) } } }
            for await worded in group { #expect(worded == expected) }
        }
    }

    private static func wording(_ say: Tongue, _ day: Day, _ number: Int) -> String {
        let range = say.range(day, day.adding(days: 20))
        let order = say.sorted(["ć", "c", "d", String(number)]) { $0 }.joined()
        return say.date(day) + range + say.number(number * 1000) + say.percent(Double(number) / 100) + order
    }
}
