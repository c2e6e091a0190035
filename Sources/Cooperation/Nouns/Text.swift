public import Basics
public import Languages
public import Markup
public import Store

/// A text of a record as one reader sees it: in their language where it was translated, else in its own.
public struct Text: Sendable, Hashable {
    public let body: String
    public let language: Language
    public let state: State

    /// How far a text can be trusted to say what its author said.
    public enum State: String, Sendable {
        /// In the language in which it was written.
        case original
        /// Translated, and checked by somebody.
        case confirmed
        /// Translated, and not checked yet.
        case draft
        /// Translated from an earlier wording.
        case stale
    }

    /// The columns of a text: what it says, its language, and its translation if there is one and it is needed.
    public static func columns(_ field: Identifier, of alias: Identifier, in language: Language) -> SQL {
        """
        \(name: alias).\(name: field), \(name: alias).language, case when \(name: alias).language = \(language) then null else
          (select said.state || said.source_digest || said.body from translations said
            where said.record = \(name: alias).id and said.field = \(field.name) and said.language = \(language)) end
        """
    }

    /// The text in the next three columns of a row; nil where the record has none.
    public static func next(in row: inout Row, for reader: Language) throws(StoreFailure) -> Text? {
        let body: String? = try row.next()
        let language: Language = try row.next()
        let translation: String? = try row.next()
        guard let body else { return nil }
        return Text(body: body, language: language, translation: translation, reader: reader)
    }

    /// `translation` is its state, the digest of what it translates and its words, one after the other.
    init(body: String, language: Language, translation: String?, reader: Language) {
        guard let translation else {
            self.init(body: body, language: language, state: .original)
            return
        }
        let isConfirmed = translation.hasPrefix("confirmed")
        let rest = translation.dropFirst(isConfirmed ? 9 : 5)
        let state: State = rest.prefix(16) != TextDigest.of(body) ? .stale : isConfirmed ? .confirmed : .draft
        self.init(body: String(rest.dropFirst(16)), language: reader, state: state)
    }

    /// A text that is already known.
    public init(body: String, language: Language, state: State) {
        self.body = body
        self.language = language
        self.state = state
    }

    /// The same for a record that may be missing altogether, as behind a left join.
    public static func optional(in row: inout Row, for reader: Language) throws(StoreFailure) -> Text? {
        let body: String? = try row.next()
        let language: Language? = try row.next()
        let translation: String? = try row.next()
        guard let body, let language else { return nil }
        return Text(body: body, language: language, translation: translation, reader: reader)
    }

    /// The same for a text that every record has.
    public static func required(in row: inout Row, for reader: Language) throws(StoreFailure) -> Text {
        guard let text = try next(in: &row, for: reader) else {
            throw .mismatch(detail: "a text that every record has is missing")
        }
        return text
    }
}

extension Text {
    /// The text as markup, with its language where it is not the reader's and a mark where it is an older translation.
    public func shown(_ say: Tongue) -> HTML {
        if language != say.language {
            return """
                <span lang="\(language.code)">\(body)</span> <abbr class="tongue" title="\(notTranslated(say))">\(language.code)</abbr>
                """
        }
        guard state == .stale else { return HTML(text: body) }
        return
            "\(body) <span class=\"stale\" title=\"\(say("The original has changed since this was translated."))\">\(say("older translation"))</span>"
    }

    /// The text alone, with its language where it is not the reader's: for lists, whose page says the rest.
    public func plain(_ say: Tongue) -> HTML {
        language == say.language ? HTML(text: body) : "<span lang=\"\(language.code)\">\(body)</span>"
    }

    /// The text as paragraphs, with the marks at the end of the last one.
    public func paragraphs(_ say: Tongue) -> HTML {
        let parts = body.split(separator: "\n\n").map(String.init)
        let last = Text(body: parts.last ?? "", language: language, state: state)
        return parts.dropLast().map { part in
            "<p class=\"said\">\(Text(body: part, language: language, state: .original).plain(say))</p>"
        }.joined() + "<p class=\"said\">\(last.shown(say))</p>"
    }

    private func notTranslated(_ say: Tongue) -> String {
        say("Not translated yet; shown in {language}.", ["language": say.name(of: language)])
    }
}

extension HTML.StringInterpolation {
    /// The text as `plain` shows it.
    public mutating func appendInterpolation(_ text: Text, _ say: Tongue) {
        if text.language == say.language {
            appendInterpolation(text.body)
        } else {
            appendInterpolation(text.plain(say))
        }
    }
}
