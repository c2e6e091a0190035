import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

/// Trying on the invented people of a sample; a real house has neither the list nor the address.
extension Doors {
    /// `POST /sign-in/sample`
    @Sendable
    static func signInAsSample(_ visitor: Visitor) throws -> Outcome {
        guard try SampleHouse.isHere(visitor.store) else { return .missing }
        try visitor.form.only(["person", "next"])
        let ref = visitor.form["person"] ?? ""
        let arrival = Arrival(visitor, next: Arrival.next(visitor.form["next"]))
        return .commit { [today = visitor.today] transaction in
            // The house may have ceased to be a sample a moment ago.
            guard let person = try SamplePerson.all(on: today, ref: ref, in: transaction).first else { return .missing }
            return try arrival.enter(try person.member(in: transaction), by: .sample, in: transaction)
        }
    }
}

/// The list of invented people on the page at the door.
struct SampleList: Sendable {
    private let people: [(ref: String, name: String, lines: [String])]

    init(_ visitor: Visitor) throws {
        people = try SamplePerson.all(on: visitor.today, in: visitor.store).map { person in
            (person.ref, person.name, try person.standings.map { try $0.line(in: visitor.store, visitor.say) })
        }
    }

    var isEmpty: Bool { people.isEmpty }

    func html(next: Link?, _ say: Tongue) -> HTML {
        let items = people.map { person -> HTML in
            """
            <li><form method="post" action="\(Places.signInSample())"><input type="hidden" name="person" value="\(person.ref)">\
            \(next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0.address)\">" as HTML })\
            <button><b>\(say("Sign in as {name}", ["name": person.name]))</b>\(person.lines.map { "<span>\($0)</span>" as HTML })</button></form></li>

            """
        }
        return """
            <section class="samples" aria-labelledby="samples"><h2 id="samples">\(say("Look around as somebody invented"))</h2>
            <p>\(say("This house is a sample. Nobody in this list exists; choose one and see the house as they do."))</p>
            <ul>\(items)</ul></section>

            """
    }
}

/// Invented people have neither password nor passkey: where others show that it is them, they are asked whether they mean it.
extension Visitor {
    var isSomebodyInvented: Bool {
        get throws { try session?.means == .sample && SampleHouse.isHere(store) }
    }

    func provesByClick(_ errand: Errand) -> Outcome {
        let title = say("Show once more that it is you")
        var page = Page(
            title, in: .frontDoor,
            body: """
                <h1>\(title)</h1>
                <p>\(say("Somebody real would show a passkey or a password here. In this sample a click is enough."))</p>
                <form method="post" action="\(Places.proof())">\(formToken)\(errand.hidden)<input type="hidden" name="sample" value="yes">
                <p><button>\(say("Go on"))</button></p></form>
                """)
        page.isListed = false
        return .page(page)
    }

    func clicked(_ errand: Errand) throws -> Outcome {
        guard let session, try isSomebodyInvented else { return .missing }
        let onwards = errand.goesOn(self)
        return .commit { transaction in
            guard try SampleHouse.isHere(transaction), let token = try session.renew(by: .sample, in: transaction)
            else {
                throw SignInNeeded()
            }
            return .with(SessionCookie.given(token), onwards)
        }
    }
}
