import Basics
import Cooperation
import Languages
import Markup
import Room
import Synchronization

/// One field of a form: its label, its help, its fault, and the control that fits what may stand in it.
struct FormField {
    let column: Column
    let form: RecordForm

    private var say: Tongue { form.say }
    private var name: String { column.name }
    private var value: String { form.sheet[name] ?? "" }
    private var fault: String? { form.faults.first { $0.field == name }?.sentence }
    private var hint: String? { FieldWords.hint(of: column, in: form.table).map { say($0) } }

    func html() throws -> HTML {
        switch column.kind {
        case .links(let table): try choices(of: table)
        case .reference(let table): wrapped(select(try records(of: table), isEmptyAllowed: true))
        case .choice(let words): wrapped(select(self.words(words), isEmptyAllowed: true), isShort: true)
        case .prose: wrapped("<textarea \(attributes) rows=\"\(rows(least: 3))\">\(value)</textarea>")
        case .document:
            wrapped("<textarea \(attributes) rows=\"\(rows(least: 14))\" class=\"long\">\(value)</textarea>")
        case .day: wrapped("<input \(attributes) type=\"date\" value=\"\(value)\">", isShort: true)
        case .number:
            wrapped(
                "<input \(attributes) inputmode=\"numeric\" autocomplete=\"off\" value=\"\(value)\">", isShort: true)
        case .date: wrapped("<input \(attributes) autocomplete=\"off\" value=\"\(value)\">", isShort: true)
        case .address: wrapped("<input \(attributes) type=\"url\" autocomplete=\"off\" value=\"\(value)\">")
        case .visibility: wrapped(select(try visibilities(), isEmptyAllowed: false), isShort: true)
        case .word where name == "country": wrapped(select(try countries(), isEmptyAllowed: true), isShort: true)
        default: wrapped("<input \(attributes) autocomplete=\"off\" value=\"\(value)\">")
        }
    }

    private func rows(least: Int) -> Int {
        let lines = value.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
            $0 + $1.utf8.count / 70 + 1
        }
        return max(least, min(lines + 1, 40))
    }

    private var attributes: HTML {
        let described = [hint != nil ? name + "-hint" : nil, fault != nil ? name + "-fault" : nil].compactMap(\.self)
        return """
            id="\(name)" name="\(name)"\(when: !described.isEmpty, " aria-describedby=\"\(described.joined(separator: " "))\"")\
            \(when: fault != nil, " aria-invalid=\"true\"")\(flag: "required", isDemanded)\
            \(when: form.sheet.language != say.language && column.isText, " lang=\"\(form.sheet.language.code)\"")
            """
    }

    /// What the form itself fills in is not demanded of the person.
    private var isDemanded: Bool { form.demands(column) }

    private var label: HTML {
        """
        \(say(FieldWords.label(of: column, in: form.table)))\(when: !isDemanded && isTyped, " <span class=\"facts\">\(say("(if you like)"))</span>")
        """
    }

    private var isTyped: Bool {
        switch column.kind {
        case .prose, .text: true
        default: false
        }
    }

    private var notes: HTML {
        """
        \(hint.map { "<span class=\"hint\" id=\"\(name)-hint\">\($0)</span>" as HTML })\
        \(fault.map { "<span class=\"wrong\" id=\"\(name)-fault\">\($0)</span>" as HTML })\
        \(when: form.suggested.contains(name), "<span class=\"hint\">\(say("Filled in from the text; look whether it fits."))</span>")
        """
    }

    private func wrapped(_ control: HTML, isShort: Bool = false) -> HTML {
        """
        <p class="\(isShort ? "field half" : "field")"><label for="\(name)">\(label)</label>\(notes)\(control)</p>

        """
    }

    /// One of several things to choose from.
    struct Choice: Sendable {
        let value: String
        let label: String
        var language: Language?
    }

    private func select(_ choices: [Choice], isEmptyAllowed: Bool) -> HTML {
        let options = choices.map { choice -> HTML in
            "<option value=\"\(choice.value)\"\(flag: "selected", choice.value == value)>\(choice.label)</option>"
        }
        return """
            <select \(attributes)>\(when: isEmptyAllowed, "<option value=\"\">\(isDemanded ? say("Choose …") : "–")</option>")\(options)</select>
            """
    }

    private func words(_ words: [String]) -> [Choice] {
        words.map { word in
            let phrase = ChoiceWords.phrase(word, of: column, in: form.table)
            return Choice(value: word, label: phrase.map { say($0) } ?? word)
        }
    }

    /// Only what the writer would see themselves.
    private func visibilities() throws -> [Choice] {
        try SightChoices.all(for: form.visitor).map { Choice(value: $0.visibility.word ?? "", label: $0.name) }
    }

    /// The network's own states first, since most happens there.
    private func countries() throws -> [Choice] {
        let own = try say.sorted(records(of: "states"), by: \.label)
        let codes = Set(own.map(\.value))
        let names = own + Countries.all(say).filter { !codes.contains($0.value) }
        let known = names.contains { $0.value == value } || value.isEmpty
        return known ? names : names + [Choice(value: value, label: value)]
    }

    private func records(of table: String) throws -> [Choice] {
        let options = try Option.all(
            of: table, chosen: value.isEmpty ? [] : [value], in: form.visitor.store, for: say.language)
        let choices = options.map { option in
            let detail = option.detail.map { " · \($0)" } ?? ""
            return Choice(value: option.ref, label: String(option.name.body.prefix(120)) + detail)
        }
        return table == "states" || table == "organisations" ? say.sorted(choices, by: \.label) : choices
    }

    /// Boxes to tick, in a frame that scrolls where there are many.
    private func choices(of table: String) throws -> HTML {
        let chosen = form.sheet.refs(name)
        let options = try Option.all(of: table, chosen: chosen, in: form.visitor.store, for: say.language)
        guard !options.isEmpty else { return .empty }
        let isNamed = table == "states" || table == "organisations"
        let sorted = isNamed ? say.sorted(options, by: \.name.body) : options
        let boxes = (sorted.filter { chosen.contains($0.ref) } + sorted.filter { !chosen.contains($0.ref) }).map {
            option -> HTML in
            """
            <li><label><input type="checkbox" name="\(name).\(option.ref)" value="1"\(flag: "checked", chosen.contains(option.ref))> \
            <span>\(option.name.plain(say))</span></label></li>

            """
        }
        return """
            <fieldset class="field" id="\(name)"><legend>\(label)\(when: !chosen.isEmpty, " <span class=\"facts\">\(say(one: "{count} chosen", other: "{count} chosen", count: chosen.count))</span>")</legend>\(notes)
            <ul class="boxes" tabindex="0" data-find="\(say("Find"))">\(boxes)</ul></fieldset>

            """
    }
}

/// The countries of the world, by their codes (ISO 3166-1 alpha-2).
enum Countries {
    /// In the order of their names; asked of ICU once a language.
    static func all(_ say: Tongue) -> [FormField.Choice] {
        if let known = known.withLock({ $0[say.language] }) { return known }
        let all = read(say)
        known.withLock { $0[say.language] = all }
        return all
    }

    private static let known = Mutex<[Language: [FormField.Choice]]>([:])

    private static func read(_ say: Tongue) -> [FormField.Choice] {
        let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(Unicode.Scalar($0)) }
        let named = letters.flatMap { first in
            letters.compactMap { second -> FormField.Choice? in
                guard let name = say.country(first + second), name != first + second else { return nil }
                return FormField.Choice(value: first + second, label: name)
            }
        }
        return say.sorted(named.filter { !notCountries.contains($0.value) }, by: \.label)
    }

    /// Codes that ICU names and that are not countries of their own.
    private static let notCountries: Set<String> = [
        "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA",
    ]
}
