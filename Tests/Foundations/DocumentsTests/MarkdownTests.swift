import Documents
import Markup
import Testing

@Suite("Markdown")
struct MarkdownTests {
    @Test("becomes markup, with its headings one level down")
    func becomes() {
        let html = Markdown.html("# One\n\nA *word* and [a link](https://example.org).\n\n- first\n- second")
            .description
        #expect(html.contains("<h2>One</h2>"))
        #expect(html.contains("<em>word</em>"))
        #expect(html.contains("<a href=\"https://example.org\">a link</a>"))
        #expect(html.contains("<li>second</li>"))
        #expect(!html.contains("<h1>"))
    }

    @Test(
        "lets no raw markup and no dangerous address through",
        arguments: [
            "<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>",
            "![x](data:text/html,<script>)",
        ])
    func safe(_ text: String) {
        let html = Markdown.html(text).description.lowercased()
        #expect(!html.contains("<script"))
        #expect(!html.contains("javascript:"))
        #expect(!html.contains("onerror=alert(1)>"))
        #expect(!html.contains("data:text/html"))
    }
}
