import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Doors {
    /// `POST /sign-in/code`: the second step, after the password; a code of the telephone, or one from paper.
    @Sendable
    static func signInCode(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["entry", "code", "paper", "next"])
        let form = SignInForm(visitor, next: Arrival.next(visitor.form["next"]))
        let entry = visitor.form["entry"] ?? ""
        let code = visitor.form["code"], paper = visitor.form["paper"]
        let client = visitor.request.peer
        let arrival = Arrival(visitor, next: form.next ?? Places.desk())
        return .commit { transaction in
            guard let account = try Entry.find(entry, at: transaction.moment, in: transaction) else {
                return form.unfinished
            }
            var page = CodeForm(form, entry: entry)
            let attempt = Attempt(address: account.address, client: client)
            if let pause = try attempt.pause(at: transaction.moment, in: transaction) { return form.closed(for: pause) }
            if let code {
                switch try TimedCodesKept.take(code, of: account.id, in: transaction) {
                case .accepted: return try pass(.passwordAndCode)
                case .wrong: page.fault = CodeForm.wrong
                case .ofAnotherTime: page.fault = CodeForm.ofAnotherTime
                }
            } else if let paper {
                if try RecoveryKept.use(paper, of: account.id, in: transaction) { return try pass(.recovery) }
                page.paperFault = CodeForm.wrongPaper
            } else {
                page.fault = CodeForm.wrong
                return page.page(.unprocessableContent)
            }
            try attempt.fail(in: transaction)
            return page.page(.unprocessableContent)

            func pass(_ means: Session.Means) throws -> Outcome {
                try attempt.succeed(in: transaction)
                try Entry.end(of: account.id, in: transaction)
                return try arrival.enter(account.id, by: means, in: transaction)
            }
        }
    }
}

/// The page between the password and the house.
struct CodeForm: Sendable {
    private let form: SignInForm
    private let entry: String
    var fault: Phrase?
    var paperFault: Phrase?

    static let wrong = Phrase("This is not the code that your telephone shows now. Each code is good once.")
    static let ofAnotherTime = Phrase(
        "This code is of another time: a clock is wrong. Let your telephone set its clock by itself, then try again.")
    static let wrongPaper = Phrase("This is none of your recovery codes, or it has been used.")

    init(_ form: SignInForm, entry: String) {
        self.form = form
        self.entry = entry
    }

    func page(_ status: HTTPStatus = .ok) -> Outcome {
        let say = form.say
        var code = CodeForm.field(say, fault: fault)
        code.hasFocus = paperFault == nil
        let paper = DoorField(
            name: "paper", label: say("Recovery code"), autocomplete: "off", fault: paperFault.map { say($0) },
            hasFocus: paperFault != nil)
        return form.framed(
            say("One more step"), status,
            """
            <h1>\(say("One more step"))</h1>
            <form class="door" method="post" action="\(Places.signInCode())">\(hidden)
            \(code.html)<p><button>\(say("Sign in"))</button></p>
            </form>
            <details\(flag: "open", paperFault != nil)><summary>\(say("You do not have your telephone?"))</summary>
            <form class="door" method="post" action="\(Places.signInCode())">\(hidden)
            \(paper.html)<p><button>\(say("Sign in with a recovery code"))</button></p>
            </form></details>
            """)
    }

    static func field(_ say: Tongue, fault: Phrase?) -> DoorField {
        DoorField(
            name: "code", label: say("Code"), autocomplete: "one-time-code",
            advice: say("The six digits that your telephone shows for this house."), fault: fault.map { say($0) },
            isNumeric: true)
    }

    private var hidden: HTML {
        """
        <input type="hidden" name="entry" value="\(entry)">\
        \(form.next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0.address)\">" as HTML })
        """
    }
}
