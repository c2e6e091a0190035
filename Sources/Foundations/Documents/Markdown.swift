import CMarkdown
public import Markup

/// Markdown turned into markup by cmark-gfm in its safe mode: no raw HTML, no dangerous addresses.
public enum Markdown {
    /// The markup of a text; its headings move down by so many levels, at least one, so that a page keeps one heading of
    /// level 1.
    public static func html(_ text: String, below level: Int = 1) -> HTML {
        let options = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_SMART
        guard let document = unsafe cmark_parse_document(text, text.utf8.count, options) else {
            return HTML(text: text)
        }
        defer { unsafe cmark_node_free(document) }
        unsafe lowerHeadings(in: document, by: min(5, max(1, level)))
        guard let markup = unsafe cmark_render_html(document, options, nil) else { return HTML(text: text) }
        defer { unsafe child_centre_markdown_free(markup) }
        let bytes = unsafe UnsafeBufferPointer(start: markup, count: child_centre_markdown_length(markup))
        return
            "\(unescaped: unsafe bytes.map { UInt8(bitPattern: $0) }, because: "cmark-gfm escapes all text and drops raw HTML")"
    }

    private static func lowerHeadings(in document: OpaquePointer, by levels: Int) {
        guard let walk = unsafe cmark_iter_new(document) else { return }
        defer { unsafe cmark_iter_free(walk) }
        while true {
            let event = unsafe cmark_iter_next(walk)
            if event == CMARK_EVENT_DONE { return }
            guard let node = unsafe cmark_iter_get_node(walk), event == CMARK_EVENT_ENTER,
                unsafe child_centre_markdown_is_heading(node)
            else { continue }
            _ = unsafe cmark_node_set_heading_level(node, min(6, cmark_node_get_heading_level(node) + Int32(levels)))
        }
    }
}
