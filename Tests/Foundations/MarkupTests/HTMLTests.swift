import Markup
import Testing

@Suite("Markup")
struct HTMLTests {
    @Test("escapes every value, in text and in attributes")
    func escapes() {
        let hostile = #"<script>alert("1")</script> & 'so'"#
        let html: HTML = "<p title=\"\(hostile)\">\(hostile)</p>"
        let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;so&#39;"
        #expect(html.description == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test("keeps every letter of every script")
    func scripts() {
        let text = "Þór ąčęėįšųūž Ķēķis Øverlien Русский 👩‍👧"
        #expect(HTML(text: text).description == text)
    }

    @Test("nests, joins, and leaves out what does not hold")
    func nests() {
        let items = ["a", "<b>"].map { "<li>\($0)</li>" as HTML }
        let list: HTML = "<ul>\(items)</ul>\(when: false, "<hr>")\(nil as HTML?)<input\(flag: "required", true)>"
        #expect(list.description == "<ul><li>a</li><li>&lt;b&gt;</li></ul><input required>")
        #expect(items.joined(separator: ", ").description == "<li>a</li>, <li>&lt;b&gt;</li>")
    }

    @Test(
        "takes an address only as a link",
        arguments: ["javascript:alert(1)", "data:text/html,x", "//evil.example", "JAVASCRIPT:x", "https://a b"])
    func addresses(_ text: String) {
        #expect(Link(outside: text) == nil)
        #expect(Link(path: text) == nil)
    }

    @Test("encodes a query and leaves empty values out")
    func query() {
        let link = Link("/activities").with([("state", "SE"), ("q", "å & b"), ("kind", nil), ("x", "")])
        #expect(link.address == "/activities?state=SE&q=%C3%A5%20%26%20b")
        #expect(
            ("<a href=\"\(link)\">" as HTML).description == "<a href=\"/activities?state=SE&amp;q=%C3%A5%20%26%20b\">")
    }

    #if DEBUG
        @Test("stops where text stands in place of an address")
        func textForAddress() async {
            await #expect(processExitsWith: .failure) {
                let address = "javascript:alert(1)"
                let _: HTML = "<a href=\"\(address)\">here</a>"
            }
        }
    #endif
}

@Suite("A picture inside an address")
struct PictureTests {
    @Test(
        "is Base64 as RFC 4648 has it",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"), ("ÿþ", "w7/Dvg=="),
        ])
    func base64(_ text: String, _ encoded: String) {
        #expect(Link(picture: HTML(text: text)).address == "data:image/svg+xml;base64,\(encoded)")
    }
}
