import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Web

/// Keys for a member's own programs.
extension Doors {
    /// `GET /account/tokens`
    @Sendable
    static func tokensPage(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only([])
        return try tokens(visitor, TokenForm(visitor))
    }

    /// `POST /account/tokens`: makes a key and shows it this once.
    @Sendable
    static func makeToken(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["name", "scope", "ends"])
        let member = try visitor.fresh()
        var form = TokenForm(visitor)
        form.take(visitor)
        guard form.faults.isEmpty, let ends = form.lastDay, let scope = form.scope else {
            return try tokens(visitor, form, .unprocessableContent)
        }
        // The last day counts as a whole, by the network's clocks.
        let end = visitor.zone.moment(of: ends.adding(days: 1), hour: 0, minute: 0)
        let say = visitor.say
        let full = try tokens(
            visitor, form, .conflict, notice: say("You have as many keys as one may. Take one back first."))
        return .commit { [name = form.name] transaction in
            let text = try ProgramKey.make(for: member, named: name, scope: scope, ends: end, in: transaction)
            return text.map { shown($0, until: ends, say) } ?? full
        }
    }

    /// `POST /account/tokens/remove`
    @Sendable
    static func endToken(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["key"])
        let member = try visitor.asker()
        guard let id = visitor.form["key"].flatMap(Hexadecimal.bytes).flatMap({ Key<ProgramKey>(bytes: $0) }) else {
            return .missing
        }
        return .commit { transaction in
            // One that ended a moment ago is just as gone.
            _ = try ProgramKey.end(id, of: member, in: transaction)
            return .elsewhere(Places.accountTokens())
        }
    }

    private static func shown(_ text: String, until day: Day, _ say: Tongue) -> Outcome {
        let title = say("Your new key")
        var page = Page(
            title, in: .frontDoor,
            body: """
                <h1>\(title)</h1>
                <p>\(say("Give it to your program now: it is shown this once. It opens the door until the end of {date}.", ["date": say.date(day)]))</p>
                <p class="code"><code>\(text)</code></p>
                <p>\(say("The program sends it in the head of each request:"))</p>
                <p class="code"><code>Authorization: Bearer \(text)</code></p>
                <p><a class="button" href="\(Places.accountTokens())">\(say("I have kept it"))</a></p>
                """)
        page.isListed = false
        return .page(page)
    }

    private static func tokens(
        _ visitor: Visitor, _ form: TokenForm, _ status: HTTPStatus = .ok, notice: String? = nil
    ) throws -> Outcome {
        let say = visitor.say
        let member = try visitor.asker()
        let keys = try ProgramKey.all(of: member.id, at: visitor.now, in: visitor.store).map { key -> HTML in
            let last = visitor.zone.day(of: key.ends.adding(seconds: -1))
            let used =
                key.used.map { say("last used on {date}", ["date": say.date(visitor.zone.day(of: $0))]) }
                ?? say("never used yet")
            return """
                <li><span class="what"><b>\(key.name)</b> <span class="label">\(TokenForm.words(key.scope, say))</span>
                <span class="facts">\(say("until the end of {date}", ["date": say.date(last)])) · \(used)</span></span>
                <form method="post" action="\(Places.accountTokensRemoval())">\(visitor.formToken)<input type="hidden" name="key" value="\(key.id.description)">\
                <button class="quiet">\(say("Take back"))<span class="hidden">: \(key.name)</span></button></form></li>

                """
        }
        let title = say("Keys for programs")
        var page = Page(
            title, in: .frontDoor, status: status,
            body: """
                <p class="crumbs"><a href="\(Places.account())">\(say("Your account"))</a></p>
                <h1>\(title)</h1>
                \(notice.map { "<p class=\"notice\" role=\"alert\">\($0)</p>" as HTML })
                <p>\(say("A key lets a program of yours read what this house tells programs. It can change nothing, and ends with your access at the latest."))
                <a href="\(Places.openData())">\(say("What programs can read"))</a></p>
                \(keys.isEmpty ? Parts.empty(say("You have no keys.")) : "<ul class=\"rows sessions\">\(keys)</ul>")
                <h2>\(say("Make a key"))</h2>
                \(form.html(visitor))
                """)
        page.isListed = false
        return .page(page)
    }
}

/// What somebody says about the key that they want.
private struct TokenForm {
    var name = ""
    var scope: ProgramKey.Scope? = .everyones
    var lastDay: Day?
    private(set) var faults: [String: Phrase] = [:]

    /// By the clock, not by a sample's day: a key is good for so long in the world.
    init(_ visitor: Visitor) {
        lastDay = visitor.zone.day(of: visitor.now).adding(days: 90)
    }

    mutating func take(_ visitor: Visitor) {
        name = Account.cleaned(visitor.form["name"] ?? "")
        scope = visitor.form["scope"].flatMap(ProgramKey.Scope.init)
        lastDay = visitor.form["ends"].flatMap { Day($0.trimmed) }
        if !(1...60).contains(name.unicodeScalars.count) {
            faults["name"] = Phrase("Say what it is for, in at most 60 characters.")
        }
        if scope == nil { faults["scope"] = Phrase("Choose one.") }
        let today = visitor.zone.day(of: visitor.now)
        if let lastDay, lastDay >= today, lastDay <= today.adding(days: ProgramKey.mostDays - 1) { return }
        faults["ends"] = Phrase("A key ends on a day from today on, and after a year at the latest.")
    }

    static func words(_ scope: ProgramKey.Scope, _ say: Tongue) -> String {
        switch scope {
        case .everyones: say("what is public")
        case .members: say("what you may see as a member")
        }
    }

    func html(_ visitor: Visitor) -> HTML {
        let say = visitor.say
        let names = DoorField(
            name: "name", label: say("What it is for"), value: name, autocomplete: "off",
            fault: faults["name"].map { say($0) })
        let ends = DoorField(
            name: "ends", label: say("Its last day"), type: "date", value: lastDay?.description ?? "",
            autocomplete: "off",
            advice: say("After a year at the latest."), fault: faults["ends"].map { say($0) })
        let scopes = ProgramKey.Scope.allCases.map { one -> HTML in
            """
            <label class="choice"><input type="radio" name="scope" value="\(one.rawValue)"\(flag: "checked", one == scope)> \(TokenForm.words(one, say))</label>

            """
        }
        return """
            <form class="door" method="post" action="\(Places.accountTokens())">\(visitor.formToken)
            \(names.html)<fieldset><legend>\(say("What it may read"))</legend>
            \(scopes)\(faults["scope"].map { "<span class=\"fault\">\(say($0))</span>" as HTML })</fieldset>
            \(ends.html)<p><button>\(say("Make the key"))</button></p>
            </form>
            """
    }
}
