import Basics
import EngineTesting
import HTTP
import HouseTesting
import Testing

@Suite("The search page", .onEveryEngineWhenLong)
struct SearchPageTests {
    private func client() throws -> TestClient {
        try TestHouse.fresh(network: "Samples/baltic-2017-2018").client()
    }

    @Test("has a box on every page, and one of its own")
    func box() throws {
        let client = try client()
        #expect(client.get("/activities").text.matches(of: /name="q"/).count == 1)
        #expect(client.get("/activities").text.contains("action=\"/search\""))
        let page = client.get("/search")
        #expect(page.text.matches(of: /name="q"/).count == 1)
        #expect(page.text.contains("class=\"advice\""))
        #expect(page.text.contains("<meta name=\"robots\" content=\"noindex\">"))
        #expect(!client.get("/activities").text.contains("noindex"))
    }

    @Test("shows results with their words marked, and links that narrow them down")
    func results() throws {
        let client = try client()
        let page = client.get("/search?q=corporal+punishment").text
        #expect(page.contains("<mark>corporal</mark> <mark>punishment</mark>"))
        #expect(page.contains("href=\"/law#text-law-ban\""))
        #expect(page.contains("href=\"/search?q=corporal%20punishment&amp;kind=law\""))
        let narrowed = client.get("/search?q=corporal+punishment&kind=law&state=SE").text
        #expect(narrowed.contains("href=\"/states/SE\""))
        #expect(!narrowed.contains("href=\"/law#text-law-ban\""))
        #expect(narrowed.contains("<input type=\"hidden\" name=\"kind\" value=\"law\">"))
        #expect(client.faults.isEmpty)
    }

    @Test("marks what is in another language than the reader's")
    func languages() throws {
        let page = try client().get("/sv/search?q=aga").text
        #expect(page.contains("<mark>aga</mark>"))
        let english = try client().get("/en/search?q=bestraffning").text
        #expect(english.contains("<p class=\"said\" lang=\"sv\">"))
    }

    @Test("leads through all results, page by page, and back to the first")
    func paging() throws {
        let client = try client()
        var address = "/search?q=children"
        var titles: [String] = []
        var pages = 0
        while pages < 50 {
            pages += 1
            let page = client.get(address).text
            let found = page.matches(of: #/<li><span class="what"><a href="([^"]+)">(.*?)</a> /#)
            titles += found.map { "\($0.1) \($0.2)" }
            guard let next = page.firstMatch(of: #/<a rel="next" href="([^"]+)"/#) else { break }
            address = String(next.1).split(separator: "&amp;").joined(separator: "&")
        }
        #expect(pages > 2)
        #expect(titles.count == Set(titles).count)
        #expect(client.get(address).text.contains("href=\"/search?q=children\""))
    }

    @Test("says what one can try where nothing is found")
    func nothing() throws {
        let page = try client().get("/search?q=quokka+children&kind=law").text
        #expect(page.contains("Nothing was found."))
        #expect(page.contains("href=\"/search?q=quokka%20children\""))
        #expect(page.contains("<li><a href=\"/search?q=children\">children</a></li>"))
        #expect(page.contains("class=\"advice\""))
    }

    @Test(
        "shows hostile words as words, and refuses filters that somebody made up",
        arguments: [#""><script>alert(1)</script>"#, "<img src=x onerror=alert(1)>", "\" OR NEAR(", "' -- \u{202e}"])
    func hostile(_ text: String) throws {
        let client = try client()
        let encoded = text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let page = client.get("/search?q=\(encoded)")
        #expect(page.status == .ok)
        #expect(!page.text.contains("<script"))
        #expect(!page.text.contains("<img src=x"))
        for name in ["kind", "state", "project", "year"] {
            let refused = client.get("/search?q=x&\(name)=\(encoded)")
            #expect(refused.status == .notFound, "\(name)")
            #expect(!refused.text.contains("<script"))
        }
        #expect(client.faults.isEmpty)
    }

    @Test("takes 200 characters, and keeps more in the box with a clear word")
    func longest() throws {
        let client = try client()
        #expect(client.get("/search?q=" + String(repeating: "a", count: 200)).status == .ok)
        let page = client.get("/search?q=" + String(repeating: "b", count: 201))
        #expect(page.status == .badRequest)
        #expect(page.text.contains("A search has at most 200 characters. Yours has 201."))
        #expect(page.text.contains(String(repeating: "b", count: 201)))
        #expect(page.text.contains("aria-invalid"))
    }

    @Test(
        "does not mind a cursor that somebody made up",
        arguments: ["x", "r-1", "r99999999", "d9223372036854775807", "d"])
    func cursors(_ cursor: String) throws {
        #expect(try client().get("/search?q=children&after=\(cursor)").status == .ok)
    }
}
