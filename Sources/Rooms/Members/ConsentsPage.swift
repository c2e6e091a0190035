import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Members {
    /// `GET /members/consents`: what waits for a second person.
    @Sendable
    static func consents(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only(["came"])
        let say = visitor.say
        let notice: String? =
            switch visitor.query["came"] {
            case "asked": say("One alone may not do this. It waits here for a second person, for three days.")
            case "done": say("It is done.")
            case "given": say("You have consented. Whoever asked can do it now.")
            case "refused": say("It was refused, and nothing was changed.")
            case "withdrawn": say("It was taken back, and nothing was changed.")
            case "outdated": say("Nothing was changed: it is not any more what it was when it was asked.")
            default: nil
            }
        return .page(try consentsPage(visitor, notice: notice))
    }

    private static func consentsPage(
        _ visitor: Visitor, status: HTTPStatus = .ok, notice: String?
    ) throws -> Page {
        let say = visitor.say
        let rows = try Consent.waiting(at: visitor.now, in: visitor.store).compactMap { consent -> HTML? in
            try TwoPersonAct(rawValue: consent.act).map { try row(consent, $0.rule, visitor) }
        }
        let isAlone = try !Consenting.isPossible(
            without: visitor.asker().id, on: visitor.today, in: visitor.store)
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.members())">\(say("Your own page"))</a></p>
            <h1>\(say("What waits for a second person"))</h1>
            \(notice.map { "<p class=\"notice\" role=\"status\">\($0)</p>" as HTML })
            <p>\(say("Some acts take two: one asks, another consents within three days.")) <a href="\(Places.policy().at("two"))">\(say("Which they are"))</a></p>
            \(when: isAlone, "<p class=\"notice\">\(say("Nobody else who could consent can sign in today. Whoever runs the house can invite a second person of the secretariat at the machine; you consent to that."))</p>")
            \(rows.isEmpty ? Parts.empty(say("Nothing waits.")) : "<ul class=\"rows consents\">\n\(rows)</ul>")
            """
        var page = page(say("What waits for a second person"), body)
        page.status = status
        return page
    }

    private static func row(_ consent: Consent, _ rule: TwoPersonAct.Rule, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let member = try visitor.asker()
        let asker = try consent.asker.flatMap { try Member.name(of: $0.description, in: visitor.store) }
        let facts = say(
            "{name} asked on {date}; it waits until the end of {end}.",
            [
                "name": asker ?? say("The operator at the machine"),
                "date": say.date(visitor.zone.day(of: consent.asked)),
                "end": say.date(visitor.zone.day(of: consent.ends)),
            ])
        let isOwn = consent.asker == member.id
        let isAnothers = try consent.isAnothers(than: member.id, in: visitor.store)
        let mayConsent = visitor.acts(inOneOf: rule.consenters)
        let deeds: HTML =
            switch (isOwn, isAnothers && mayConsent) {
            case (true, _): button(consent, "back", say("Take back"), visitor, isQuiet: true)
            case (_, true):
                "\(button(consent, "yes", say("Consent"), visitor))\(button(consent, "no", say("Refuse"), visitor, isQuiet: true))"
            default: "<span class=\"facts\">\(say("Somebody else decides this."))</span>"
            }
        return """
            <li><span class="what"><b>\(say(rule.request, ["name": consent.name]))</b> <span class="facts">\(facts)</span>
            <span class="facts">\(try consent.proposal(visitor))</span></span><span class="tools">\(deeds)</span></li>

            """
    }

    private static func button(
        _ consent: Consent, _ answer: String, _ words: String, _ visitor: Visitor, isQuiet: Bool = false
    ) -> HTML {
        """
        <form method="post" action="\(Places.consents())">\(visitor.formToken)<input type="hidden" name="consent" value="\(consent.id.description)">\
        <input type="hidden" name="answer" value="\(answer)"><button\(when: isQuiet, " class=\"quiet\"")>\(words)<span class="hidden">: \(consent.name)</span></button></form>
        """
    }

    /// `POST /members/consents`: consents, refuses, or takes back what one asked oneself.
    @Sendable
    static func decide(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["consent", "answer"])
        guard let id = visitor.form["consent"].flatMap(Hexadecimal.bytes).flatMap({ Key<Consent>(bytes: $0) }) else {
            return .missing
        }
        let answer = visitor.form["answer"]
        let member = answer == "yes" ? try visitor.fresh() : try visitor.asker()
        let refusal = try consentsPage(
            visitor, status: .conflict,
            notice: visitor.say("That is not yours to decide, or it does not wait any more. Nothing was changed."))
        let function = visitor.function.flatMap(FunctionKind.init)
        return .commit { [today = visitor.today] transaction in
            func came(_ word: String) -> Outcome { .elsewhere(Places.consents().with([("came", word)])) }
            switch answer {
            case "yes":
                switch try Consenting.consent(to: id, by: member, as: function, on: today, in: transaction) {
                case .done: return came("done")
                case .given: return came("given")
                case .outdated: return came("outdated")
                case .refused: return .page(refusal)
                }
            case "no":
                let refused = try Consenting.refuse(id, by: member, as: function, on: today, in: transaction)
                return refused ? came("refused") : .page(refusal)
            case "back":
                return try Consenting.takeBack(id, by: member, in: transaction) ? came("withdrawn") : .page(refusal)
            default: return .missing
            }
        }
    }
}

extension Visitor {
    fileprivate func acts(inOneOf kinds: Set<FunctionKind>) -> Bool {
        function.flatMap(FunctionKind.init).map(kinds.contains) ?? false
    }
}

extension Consent {
    /// What exactly would be given, where a function is.
    fileprivate func proposal(_ visitor: Visitor) throws -> String? {
        try Consenting.words(of: self, in: visitor.store, visitor.say)
    }
}
