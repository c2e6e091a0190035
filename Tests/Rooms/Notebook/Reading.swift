import Basics
import HTTP
import Languages
import Markup
import Room
import Web

extension Notebook {
    /// `GET /notebook`
    @Sendable
    static func read(_ visitor: Visitor) throws -> Outcome {
        let empty = Draft(key: Key.fresh(at: visitor.now), text: "")
        return .page(try page(visitor, empty))
    }

    /// The newest notes below a form, which keeps what was typed and says what is wrong with it.
    static func page(_ visitor: Visitor, _ draft: Draft, fault: String? = nil) throws -> Page {
        let say = visitor.say
        let notes = try Note.newest(20, in: visitor.store)
        let items = notes.map { note -> HTML in
            """
            <li id="\(note.id.description)"><time datetime="\(note.written.description)">\(say.date(note.written.day))</time> \(note.text)</li>

            """
        }
        let list: HTML =
            notes.isEmpty
            ? "<p class=\"empty\">\(say("Nobody has written anything yet."))</p>"
            : "<ul class=\"notes\">\n\(items)</ul>"
        let body: HTML = """
            <h1>\(say("Notebook"))</h1>
            \(form(draft, fault, say))
            \(list)
            """
        return Page(say("Notebook"), in: .meetingRoom, status: fault == nil ? .ok : .unprocessableContent, body: body)
    }

    private static func form(_ draft: Draft, _ fault: String?, _ say: Tongue) -> HTML {
        """
        <form method="post" action="\(place())">
        <input type="hidden" name="key" value="\(draft.key.description)">
        \(when: fault != nil, "<p class=\"fault\" id=\"fault\" role=\"alert\">\(fault)</p>")
        <label>\(say("Your note")) <textarea name="text" rows="3"\(when: fault != nil, " aria-invalid=\"true\" aria-describedby=\"fault\"")>\(draft.text)</textarea></label>
        <button>\(say("Write it down"))</button>
        </form>
        """
    }
}
