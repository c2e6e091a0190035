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
    /// `POST /members/acting`: in which of their functions a member acts from now on.
    @Sendable
    static func act(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["function"])
        let member = try visitor.asker()
        guard let session = visitor.session,
            let id = visitor.form["function"].flatMap(Hexadecimal.bytes).flatMap({ Key<AnyRecord>(bytes: $0) })
        else { return .missing }
        return .commit { [today = visitor.today] transaction in
            // One that somebody else holds, or that ended a moment ago, is none.
            let held = try Standing.of(member.id, on: today, in: transaction)
            guard let standing = held.first(where: { $0.id == id }) else { return .missing }
            guard let token = try session.act(in: id, named: standing.kind.rawValue, in: transaction) else {
                throw SignInNeeded()
            }
            return .with(SessionCookie.given(token), .elsewhere(Places.members()))
        }
    }

    static func choice(of standing: Standing, _ visitor: Visitor) -> HTML {
        let say = visitor.say
        return """
            <form method="post" action="\(Places.acting())">\(visitor.formToken)<input type="hidden" name="function" value="\(standing.id.description)">\
            <button class="quiet">\(say("Act in it"))<span class="hidden">: \(say(standing.kind.phrase))</span></button></form>
            """
    }
}
