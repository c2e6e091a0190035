import Markup

/// A drawing as SVG. Its colours stand in attributes, which paper and word processors understand, and in classes, by
/// which a screen's style sheet may choose others.
struct Drawing: Sendable {
    let width: Int
    let height: Int
    let content: HTML

    /// As a part of a page, with what it shows in words.
    func inline(_ words: String) -> HTML {
        "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(words)\"><title>\(words)</title>\n\(content)</svg>"
    }

    /// As a part of a page whose words stand elsewhere.
    var silent: HTML {
        "<svg viewBox=\"0 0 \(width) \(height)\" aria-hidden=\"true\" focusable=\"false\">\n\(content)</svg>"
    }

    /// As a picture of its own, with a text alternative.
    func picture(_ words: String) -> HTML {
        let svg: HTML = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
            font-family="'Noto Sans', 'Source Sans 3', 'Liberation Sans', sans-serif" font-size="13" fill="#1d2b33">
            \(content)</svg>
            """
        return "<img src=\"\(Link(picture: svg))\" alt=\"\(words)\" width=\"\(width)\" height=\"\(height)\">"
    }

    /// How many of so many units a part of a whole takes; whatever the numbers, none less than 0 or more than all.
    static func share(_ part: Int, of whole: Int, in units: Int) -> Int {
        guard part > 0, whole > 0 else { return 0 }
        return Int(Double(min(part, whole)) / Double(whole) * Double(units))
    }

    /// A text broken between words into lines of at most so many letters; a longer word stays whole.
    static func lines(_ text: String, _ letters: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count < letters {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
