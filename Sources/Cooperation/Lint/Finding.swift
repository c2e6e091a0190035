public import Markup

/// One thing that keeps an annual report from being publishable: where it is, what is wrong, and what to do.
public struct Finding: Sendable {
    public let rule: Rule
    /// The table of the record, as in `Tables`.
    public let table: String
    /// The record's ref; the code of the language where a whole table lacks translations.
    public let ref: String
    /// The column in which the fault lies; nil where it lies in no single one.
    public let column: String?
    /// What the record is called, in the reader's language where it was translated.
    public let place: Text
    /// The record's public page; nil where it has none.
    public let link: Link?
    /// The form that mends it, at the field where there is one; only those who may write can open it.
    public let mend: Link
    /// What is wrong, as a sentence in the reader's language.
    public let reason: String
    /// What to do about it, as a sentence in the reader's language.
    public let remedy: String

    public var severity: Severity { rule.severity }

    /// How much a finding weighs.
    public enum Severity: String, Sendable, Comparable, CaseIterable {
        /// The report would say something wrong: it cannot be published.
        case error
        /// The report would be incomplete: it can be published with a reason.
        case warning

        public static func < (one: Severity, other: Severity) -> Bool { one == .error && other == .warning }
    }
}
