import Basics
import Testing

@testable import Languages

@Suite("The language of a page")
struct NegotiationTests {
    static func chosen(
        _ header: String?, address: Language? = nil, cookie: String? = nil,
        offered: [Language] = [.english, .swedish, .latvian, .norwegian, .russian]
    ) -> Language {
        Negotiation.choose(
            address: address, cookie: cookie, acceptLanguage: header, offered: offered, fallback: .english)
    }

    @Test("is the address's, then the cookie's, then the browser's, then the network's, among those offered")
    func order() {
        #expect(Self.chosen("lv", address: .swedish, cookie: "ru") == .swedish)
        #expect(Self.chosen("lv", address: .polish, cookie: "ru") == .russian)
        #expect(Self.chosen("lv", cookie: "pl") == .latvian)
        #expect(Self.chosen("lv", cookie: "RU; path=/") == .latvian)
        #expect(Self.chosen("pl") == .english && Self.chosen(nil) == .english)
        #expect(Self.chosen("pl", offered: [.swedish, .latvian]) == .swedish)
        #expect(Self.chosen("sv", offered: []) == .english)
    }

    @Test(
        "is the one the browser likes best",
        arguments: [
            ("sv", Language.swedish), ("sv-FI", .swedish), ("SV-se", .swedish), ("en-GB,sv;q=0.9", .english),
            ("sv;q=0.8, lv;q=0.9", .latvian), ("sv;q=0.9, lv;q=0.9", .swedish), ("sv ; q=0.3 ,\tlv ;q=0.4", .latvian),
            ("no", .norwegian), ("nn-NO", .norwegian), ("nb", .norwegian), ("pl, lv;q=0.1", .latvian),
            ("sv;q=0", .english), ("sv;q=0.000, lv;q=0.001", .latvian), ("lv;Q=1.000, sv;q=0.5", .latvian),
            ("*", .english), ("sv;q=0.4, *;q=0.5", .english), ("en;q=0, *", .swedish),
            ("en;q=0, sv;q=0, *;q=0.2", .latvian),
            ("sv, *;q=0.5", .swedish), ("pl, *;q=0.3, ru;q=0.2", .english),
            ("sv;q=1.1, lv;q=0.1", .latvian), ("sv;q=0.1234, lv;q=0.1", .latvian), ("sv;q=.5, lv;q=0.1", .latvian),
            ("sv;q=, lv;q=0.1", .latvian), ("sv;q=0.5;x=1, lv;q=0.1", .latvian), ("sv;q=-1, ru;q=0.1", .russian),
            ("sv;q=1.001,lv;q=0.2", .latvian), ("sv-, lv;q=0.1", .latvian), ("swe, lv;q=0.1", .latvian),
            ("", .english), (",,,", .english), (";", .english), ("s", .english), ("-", .english), ("ö", .english),
            ("sv\0", .english), ("sv;q=0.٣, ru;q=0.1", .russian),
        ])
    func accepted(_ header: String, _ language: Language) {
        #expect(Self.chosen(header) == language)
    }

    @Test("costs the same however long the header is")
    func hostile() {
        let headers = [
            String(repeating: "sv;q=0.9,", count: 4000), String(repeating: "a-", count: 16_000),
            String(repeating: ",", count: 32_768), String(repeating: ";q=0", count: 8000),
            String(repeating: "*", count: 32_768),
            String(repeating: "ö", count: 16_384), String(repeating: "*;q=0.001,", count: 3000),
        ]
        let clock = ContinuousClock()
        let time = clock.measure {
            for _ in 0..<20 { for header in headers { _ = Self.chosen(header) } }
        }
        #expect(time < .seconds(2))
        #expect(Self.chosen(headers[0]) == .swedish)
        #expect(Self.chosen(String(repeating: " ", count: 2044) + "sv-FI-x") == .english)
        #expect(Self.chosen("lv," + String(repeating: " ", count: 40_000) + "sv") == .latvian)
    }

    @Test("has the tags of BCP 47")
    func tags() {
        #expect(Language(tag: "is-IS") == .icelandic && Language(tag: "et") == .estonian)
        for tag in ["", "-", "is_IS", "is IS", "is-", "isl", "fr", "i", "is-abcdefghi", "ís"] {
            #expect(Language(tag: tag) == nil)
        }
    }
}
