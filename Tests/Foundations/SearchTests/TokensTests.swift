import Basics
import Search
import Testing

@Suite("Tokens")
struct TokensTests {
    @Test(
        "are the same for the forms of a word",
        arguments: [
            (.danish, "børnene barn børn", ["born", "barn", "born"]),
            (.german, "Kinder Kindern Straße", ["kind", "kind", "strass"]),
            (.english, "punished punishment children's rights", ["punish", "punish", "children", "right"]),
            (.estonian, "laps lapse lapsed", ["laps", "laps", "laps"]),
            (.finnish, "lapset lapsen lapsilla", ["laps", "laps", "laps"]),
            (.icelandic, "barn barna barnið", ["barn", "barn", "barn"]),
            (.lithuanian, "vaikas vaikai vaikams", ["vaik", "vaik", "vaik"]),
            (.latvian, "bērns bērni bērniem", ["bern", "bern", "bern"]),
            (.norwegian, "barna barnet barn", ["barn", "barn", "barn"]),
            (.polish, "dziecko dzieci dziećmi", ["dziec", "dziec", "dziec"]),
            (.russian, "ребёнок ребенок ДЕТЯМ", ["ребенок", "ребенок", "дет"]),
            (.swedish, "barnen barnens Kränkningar", ["barn", "barn", "krankning"]),
        ] as [(Language, String, [String])])
    func forms(_ language: Language, _ text: String, _ tokens: [String]) {
        #expect(Tokens.of(text, language: language) == tokens)
    }

    @Test("are the same with marks, without them, and however a letter is put together")
    func folding() {
        let tokens = { Tokens.of($0, language: .swedish) }
        #expect(tokens("våld") == tokens("vald"))
        #expect(tokens("va\u{30a}ld") == tokens("våld"))
        #expect(tokens("Œuvre ÆTT þing łódź") == ["oeuvr", "aett", "thing", "lodz"])
        #expect(Tokens.of("йод и\u{306}од", language: .russian) == ["иод", "иод"])
    }

    @Test("are words and numbers only, in lower case")
    func splitting() {
        let text = "Co-organiser (2018): 50 % of A.B. \"OR\" NEAR* <b>"
        let tokens = Tokens.of(text, language: .english)
        #expect(tokens == ["co", "organis", "2018", "50", "of", "a", "b", "or", "near", "b"])
        #expect(Tokens.of("’tis O’Neill’s 'quoted'", language: .english) == ["tis", "oneil", "quot"])
        #expect(Tokens.of(" \u{0}\t—…\u{1f600}", language: .english) == [])
    }

    @Test("stay bounded, whatever comes")
    func hostile() {
        let long = String(repeating: "ä", count: 100_000)
        #expect(Tokens.of(long, language: .polish) == ["aaaa"])
        #expect(Tokens.of(long, language: .english).allSatisfy { $0.count <= Tokens.longestWord })
        let many = String(repeating: "a ", count: 50_000)
        #expect(Tokens.of(many, language: .english).count == Tokens.mostWords)
        let pile = "e" + String(repeating: "\u{301}", count: 200_000) + "nd"
        #expect(Tokens.of(pile, language: .german).count == 1)
        for language in Language.allCases {
            for token in Tokens.of("\u{130}\u{1e9e} \u{fb01}x \u{202e}abc \u{ff21}\u{660}", language: language) {
                #expect(token.utf8.allSatisfy { $0 >= 0x80 || $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x7a })
                #expect(!token.isEmpty)
            }
        }
    }
}

@Suite("A query")
struct SearchQueryTests {
    private func terms(_ text: String) -> [[String]] {
        SearchQuery(text, language: .english).terms.map(\.tokens)
    }

    @Test("has words and phrases, with quotation marks of any kind")
    func parts() {
        #expect(terms("children rights") == [["children"], ["right"]])
        #expect(terms("\"corporal punishment\" ban") == [["corpor", "punish"], ["ban"]])
        #expect(terms("„corporal punishment“ «in schools»") == [["corpor", "punish"], ["in", "school"]])
        #expect(terms("co-organiser") == [["co", "organis"]])
        #expect(terms("never \"closed here") == [["never"], ["close"], ["here"]])
        #expect(terms("twice twice three") == [["twice"], ["three"]])
    }

    @Test("takes its last word for a beginning too, but no phrase and nothing short")
    func beginnings() {
        let beginnings = { SearchQuery($0, language: .english).terms.map(\.beginning) }
        #expect(beginnings("corporal Punishm") == [nil, "punishm"])
        #expect(beginnings("\"corporal punishment\"") == [nil])
        #expect(beginnings("at ri") == [nil, nil])
        #expect(beginnings("våld") == ["vald"])
    }

    @Test(
        "knows no syntax",
        arguments: [
            "a OR b", "NEAR(a b, 3)", "title: x*", "-a ^b {c}", "a\" OR \"b", "'); drop table x --", "* AND NOT",
        ])
    func syntax(_ text: String) {
        for term in SearchQuery(text, language: .english).terms {
            for token in term.tokens + [term.beginning].compactMap(\.self) {
                #expect(token.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x7a })
            }
        }
    }

    @Test("stays bounded", arguments: ["", "\"", "\"\"", " ", "***", "…"])
    func empty(_ text: String) {
        #expect(SearchQuery(text, language: .english).isEmpty)
        let long = SearchQuery((0..<500).map { "w\($0)" }.joined(separator: " "), language: .english)
        #expect(long.terms.count == SearchQuery.mostTerms)
    }
}

@Suite("A snippet")
struct SnippetTests {
    private func shown(_ text: String, _ query: String) -> String {
        Snippet(of: text, query: SearchQuery(query, language: .english)).pieces.map {
            $0.isMarked ? "[\($0.text)]" : $0.text
        }.joined()
    }

    @Test("marks the words in all their forms, and nothing else")
    func marks() {
        #expect(
            shown("Parents punished, children hit. Punishment!", "punishment child")
                == "Parents [punished], [children] hit. [Punishment]!")
        #expect(shown("The ban on <b>hitting</b>", "b") == "The ban on <[b]>hitting</[b]>")
        #expect(shown("Nothing here.", "punishment") == "Nothing here.")
        #expect(shown("", "x") == "")
    }

    @Test("is cut around the place where most words stand together")
    func cuts() {
        let filler = (0..<100).map { "word\($0)" }.joined(separator: " ")
        let text = "A law. \(filler) The law forbids corporal punishment. \(filler)"
        let snippet = shown(text, "law \"corporal punishment\"")
        #expect(snippet.hasPrefix("… word"))
        #expect(snippet.contains("The [law] forbids [corporal] [punishment]. word0"))
        #expect(snippet.hasSuffix(" …"))
        #expect(snippet.count < 400)
    }
}
