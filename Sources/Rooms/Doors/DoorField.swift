import Languages
import Markup

/// A labelled field of a form at the door, with what is wrong with it.
struct DoorField {
    let name: StaticString
    let label: String
    var type: StaticString = "text"
    var value = ""
    /// What browsers and password keepers know the field by (HTML, autofill).
    var autocomplete: StaticString
    var advice: String?
    var fault: String?
    var hasFocus = false

    var html: HTML {
        let about = [fault.map { _ in "\(name)-fault" }, advice.map { _ in "\(name)-advice" }].compactMap(\.self)
        return """
            <p><label for="\(name.description)">\(label)</label>
            \(fault.map { "<span class=\"fault\" id=\"\(name.description)-fault\">\($0)</span>" as HTML })\
            <input id="\(name.description)" name="\(name.description)" type="\(type.description)" value="\(value)" \
            autocomplete="\(autocomplete.description)" required maxlength="1024"\
            \(when: type.description != "password", " autocapitalize=\"none\" spellcheck=\"false\"")\
            \(when: fault != nil, " aria-invalid=\"true\"")\
            \(when: !about.isEmpty, " aria-describedby=\"\(about.joined(separator: " "))\"")\(flag: "autofocus", hasFocus)>
            \(advice.map { "<span class=\"note\" id=\"\(name.description)-advice\">\($0)</span>" as HTML })</p>

            """
    }
}
