import Basics
import HTTP
import Languages
import Markup
import Room
import Store
import Web

extension Notebook {
    /// What came with the form.
    struct Draft {
        let key: Key<Note>
        let text: String
    }

    /// `POST /notebook`
    @Sendable
    static func write(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["key", "text"])
        guard let key = visitor.form["key"].flatMap(Key<Note>.init) else {
            throw Refused(.badRequest, Phrase("This form has no number of its own. Open the page anew and try again."))
        }
        let draft = Draft(key: key, text: visitor.form["text"] ?? "")
        if let fault = Note.fault(in: draft.text) {
            let count = visitor.say.number(draft.text.unicodeScalars.count)
            return .page(try page(visitor, draft, fault: visitor.say(fault, ["count": count])))
        }
        return .commit { transaction in
            try Note(id: key, text: draft.text, written: transaction.moment).keep(in: transaction)
            return .elsewhere(place().at(key.description))
        }
    }
}

extension Key {
    /// Reads the 32 hexadecimal digits that `description` writes.
    fileprivate init?(_ text: String) {
        guard let bytes = Hexadecimal.bytes(of: text) else { return nil }
        self.init(bytes: bytes)
    }
}
