import Basics
import Languages
import Store

/// What somebody wrote down, and when.
struct Note: Sendable {
    /// Made with the form in which the note is written, so that a form sent twice is one note.
    let id: Key<Note>
    let text: String
    let written: Moment

    /// How many characters (Unicode scalars, as databases count them) a note may have.
    static let lengths = 1...500

    /// What is wrong with a text; nil when it may be a note.
    static func fault(in text: String) -> Phrase? {
        if text.isEmpty { return Phrase("Write something first.") }
        if text.unicodeScalars.count > lengths.upperBound {
            return Phrase("A note has at most 500 characters. Yours has {count}.")
        }
        return nil
    }
}

extension Note: Selectable {
    static let columns: [StaticString] = ["id", "text", "written"]

    init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        text = try row.next()
        written = try row.next()
    }
}
