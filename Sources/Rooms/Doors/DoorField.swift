import Languages
import Markup

/// A labelled field of a form at the door, with what is wrong with it.
struct DoorField {
    let name: String
    let label: String
    var type: String = "text"
    var value = ""
    /// What browsers and password keepers know the field by (HTML, autofill).
    let autocomplete: String
    var advice: String?
    var fault: String?
    var hasFocus = false

    var html: HTML {
        let about = [fault.map { _ in "\(name)-fault" }, advice.map { _ in "\(name)-advice" }].compactMap(\.self)
        return """
            <p><label for="\(name)">\(label)</label>
            \(fault.map { "<span class=\"fault\" id=\"\(name)-fault\">\($0)</span>" as HTML })\
            <input id="\(name)" name="\(name)" type="\(type)" value="\(value)" \
            autocomplete="\(autocomplete)" required\
            \(when: autocomplete == "username", " autocapitalize=\"none\" spellcheck=\"false\"")\
            \(when: fault != nil, " aria-invalid=\"true\"")\
            \(when: !about.isEmpty, " aria-describedby=\"\(about.joined(separator: " "))\"")\(flag: "autofocus", hasFocus)>
            \(advice.map { "<span class=\"note\" id=\"\(name)-advice\">\($0)</span>" as HTML })</p>

            """
    }
}
