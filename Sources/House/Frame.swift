import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

/// What stands around every page, and how an outcome becomes an answer.
struct Frame: Sendable {
    let say: Tongue
    let view: Surroundings.View
    let doors: [Room.Door]
    /// The address without its language.
    let path: String
    /// Whoever has signed in.
    let member: Member?
    /// The function in which they act, and where they hold it; nil for a stranger and for who holds none.
    let acting: String?
    /// What they may do today.
    let rights: Set<Right>
    /// How many notices they have not seen.
    let unread: Int
    let query: String?
    let today: Day
    let now: Moment
    /// Whether the address asked for this language, which is remembered then.
    let choosesLanguage: Bool

    func answer(_ outcome: Outcome, to request: HTTPRequest) -> HTTPResponse {
        guard ForPrograms.holds(path) else { return plainAnswer(outcome, to: request) }
        let answer = plainAnswer(outcome, to: request)
        return ForPrograms.opened(request.fields[.authorization] == nil ? answer : ForPrograms.personal(answer))
    }

    private func plainAnswer(_ outcome: Outcome, to request: HTTPRequest) -> HTTPResponse {
        switch outcome {
        case .page(let page): html(page)
        case .file(let file) where request.method == .post:
            // What a form gives out, such as somebody's data, has no parts and no tag.
            HTTPResponse(
                status: .ok, fields: [.contentType: file.contentType, .cacheControl: file.cacheControl],
                body: file.bytes)
        case .file(let file): file.response(to: request)
        case .said(let text): Answers.plain(.ok, text)
        case .elsewhere(let link):
            HTTPResponse(status: .seeOther, fields: [.location: link.address, .cacheControl: "no-store"])
        case .missing where ForPrograms.holds(path): ForPrograms.missing.response
        case .missing:
            html(
                sorry(
                    .notFound, Phrase("There is no such page here."),
                    Phrase("The address may be old or mistyped. The front page leads to everything.")))
        case .with(let fields, let outcome):
            fields.reduce(into: plainAnswer(outcome, to: request)) { $0.fields.append($1.name, $1.value) }
        case .events: Answers.plain(.internalServerError, "Only a member has a stream.")
        case .commit: Answers.plain(.internalServerError, "A write cannot lead to another write.")
        }
    }

    /// The page for an error that a person can understand; nil for a fault that only its incident number explains.
    func answer(to error: any Error, for request: HTTPRequest) -> HTTPResponse? {
        if ForPrograms.holds(path) { return ForPrograms.answer(to: error) }
        var answer = page(for: error, request)
        switch error {
        case StoreFailure.busy, StoreFailure.closed, StoreFailure.lost, StoreFailure.readOnly, StoreFailure.unreachable:
            answer?.fields[.retryAfter] = "5"
        // Nobody should send again by himself what may have been stored.
        default: break
        }
        return answer
    }

    private func page(for error: any Error, _ request: HTTPRequest) -> HTTPResponse? {
        switch error {
        case is SignInNeeded: return signIn(for: request)
        case let needed as RightNeeded: return closed(needed.right)
        case let needed as StepUpNeeded: return stepUp(needed, for: request)
        case is PasskeysNeeded: return passkeysNeeded
        case let strange as StrangeForm: return html(again(strange, to: request))
        case let refused as Refused:
            return html(sorry(refused.status, refused.phrase, Phrase("Go back and try it another way.")))
        case is Fields.Refusal:
            return html(
                sorry(
                    .badRequest, Phrase("Something was sent that does not belong to this form."),
                    Phrase("Nothing was stored. Open the page anew and try again.")))
        case StoreFailure.busy, StoreFailure.closed:
            return html(
                sorry(
                    .serviceUnavailable, Phrase("The house is very busy."),
                    Phrase("Nothing was lost and nothing was stored. Try again in a moment.")))
        case StoreFailure.full:
            return html(
                sorry(
                    .insufficientStorage, Phrase("The house has no room left."),
                    Phrase("Nothing was stored. Whoever runs this house has to make room; reading still works.")))
        case StoreFailure.unconfirmed:
            return html(
                sorry(
                    .serviceUnavailable, Phrase("The house cannot say whether this was stored."),
                    Phrase("Look whether it is there before you send it again.")))
        case StoreFailure.lost, StoreFailure.readOnly, StoreFailure.unreachable:
            return html(
                sorry(
                    .serviceUnavailable, Phrase("The house cannot reach its records."),
                    Phrase("Nothing was stored. Try again later; whoever runs this house has been told.")))
        case StoreFailure.tooLong:
            return html(
                sorry(
                    .serviceUnavailable, Phrase("That was too much to look through."),
                    Phrase("Choose less and try again.")))
        default: return nil
        }
    }

    private func sorry(_ status: HTTPStatus, _ what: Phrase, _ remedy: Phrase) -> Page {
        Page(
            say(what), in: .frontDoor, status: status,
            body:
                "<h1>\(say(what))</h1><p>\(say(remedy))</p><p><a href=\"\(Places.home())\">\(say("To the front page"))</a></p>"
        )
    }

    func html(_ page: Page) -> HTTPResponse {
        var answer = HTTPResponse(
            status: page.status,
            fields: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: say.language.code,
                .cacheControl: page.status == .ok && member == nil ? "private, no-cache" : "no-store",
                .vary: "Accept-Language, Cookie",
            ],
            body: document(page).bytes)
        if choosesLanguage {
            answer.fields[.setCookie] =
                "language=\(say.language.code); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure"
        }
        return answer
    }
}
