/// A sentence of the interface, in English; the English text is the key under which its translations are found.
///
///     Phrase("Calendar")
///     Phrase("May", context: "month")                                // not the verb
///     Phrase(one: "{count} meeting", other: "{count} meetings")
///
/// `{name}` is a hole, filled when the phrase is said; `{{` and `}}` stand for braces in a phrase with holes. A phrase is
/// written out in source code, in one of these forms or as `say("…")`, and nowhere else: that is where `scripts/phrases`
/// looks. For the same reason a bare string literal is no phrase.
public struct Phrase: Sendable {
    let text: StaticString
    let plural: StaticString?
    let context: StaticString?

    /// A phrase without a number; a context tells two meanings of the same words apart.
    public init(_ text: StaticString, context: StaticString? = nil) {
        self.text = text
        plural = nil
        self.context = context
    }

    /// A phrase that goes with a number, which `{count}` shows.
    public init(one: StaticString, other: StaticString, context: StaticString? = nil) {
        text = one
        plural = other
        self.context = context
    }

    /// The English text, of one thing if the phrase goes with a number; its holes are not filled.
    public var english: String { text.description }
}
