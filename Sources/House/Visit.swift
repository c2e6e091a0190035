import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

/// One request on its way through the house: its language, its route, its answer.
struct Visit {
    let frame: Frame
    /// Who asks, and what they may.
    let reader: Reader
    private let request: HTTPRequest
    private let house: House
    private let worker: HouseApplication.Worker
    /// The language that the address asks for, if it does.
    private let asked: Language?
    private let path: String

    init(of request: HTTPRequest, in house: House, on worker: HouseApplication.Worker) throws {
        let split = LanguagePrefix.split(request.path)
        let offered = try worker.surroundings.view(for: .english).languages
        let language = Self.language(of: request, among: offered)
        let view = try worker.surroundings.view(for: language)
        let now = house.clock.now
        self.request = request
        self.house = house
        self.worker = worker
        asked = split.language
        path = split.path
        let today = view.sampleDay ?? view.zone.day(of: now)
        let tongue = Languages.tongue(language)
        reader = try Reader(
            of: request, at: split.path, today: today, now: now, limits: house.sessionLimits, in: worker.store)
        let acting = try reader.session == nil ? nil : reader.acting?.line(in: worker.store, tongue)
        frame = Frame(
            say: tongue, view: view, doors: house.rooms.flatMap(\.doors), path: split.path,
            member: reader.session?.member, acting: acting, rights: reader.rights,
            unread: try reader.session.map { try Notice.unread(of: $0.member.id, in: worker.store) } ?? 0,
            query: request.query, today: today, now: now, choosesLanguage: split.language == language)
    }

    private static func language(of request: HTTPRequest, among offered: [Language]) -> Language {
        Negotiation.choose(
            address: LanguagePrefix.split(request.path).language,
            cookie: Cookies.value(of: "language", in: request.fields[.cookie]),
            acceptLanguage: request.fields[.acceptLanguage], offered: offered, fallback: offered.first ?? .english)
    }

    /// What stands around a page when the records cannot be reached: the network as it was seen last, and nobody signed in.
    static func frameWithoutRecords(
        for request: HTTPRequest, in house: House, on worker: HouseApplication.Worker
    ) -> Frame {
        let offered = worker.surroundings.remembered(for: .english).languages
        let language = language(of: request, among: offered)
        let view = worker.surroundings.remembered(for: language)
        let now = house.clock.now
        return Frame(
            say: Languages.tongue(language), view: view, doors: house.rooms.flatMap(\.doors),
            path: LanguagePrefix.split(request.path).path, member: nil, acting: nil, rights: Policy.rights(of: nil),
            unread: 0, query: request.query,
            today: view.sampleDay ?? view.zone.day(of: now), now: now, choosesLanguage: false)
    }

    /// Asks the room behind the address. A wish for a language that is not offered leads nowhere.
    func outcome(of body: [UInt8]) throws -> Outcome {
        if let asked, asked != frame.say.language { return .missing }
        if path == "/network.css" { return .file(frame.colours) }
        guard case .found(let route, let segments) = house.router.match(request.method, path: path) else {
            return shortened().map { .elsewhere($0) } ?? .missing
        }
        guard reader.rights.contains(route.need) else {
            throw reader.session == nil ? SignInNeeded() : RightNeeded(route.need)
        }
        let house = house
        let sent = try form(body, for: route.method)
        let visitor = Visitor(
            request: request, query: try fields(of: request.query ?? ""), form: sent.fields, files: sent.files,
            store: worker.store, say: frame.say, today: frame.today, now: frame.now, zone: frame.view.zone,
            offered: frame.view.languages, session: reader.session,
            rights: reader.rights, function: reader.acting?.kind.rawValue,
            passkeyPlace: HostName.passkeyPlace(request.authority, address: house.address),
            provider: house.provider, mailOrigin: house.mailOrigin, sessionLimits: house.sessionLimits,
            workshop: house.workshop,
            windows: { try house.windows(in: $0, on: $1) })
        return try worker.store.seeing(reader.sight) {
            try Router.answer(route, segments: segments, in: visitor) ?? .missing
        }
    }

    private func fields(of text: String) throws -> Fields {
        do {
            return try Fields(encoded: text)
        } catch {
            throw Refused(.badRequest, Phrase("What was sent with this address cannot be read."))
        }
    }

    /// Signing in, in whichever way: nobody at the door has a session yet, and whoever has one leaves it.
    private var isAtTheDoor: Bool {
        let door = Places.signIn().address
        return path == door || path.hasPrefix(door + "/")
    }

    /// What was sent with a form, without the field that the house asks for: a form of a signed-in visitor has to repeat
    /// the token of the session, which no other site can know. Signing in anew ends the session, and needs none of it.
    private func form(_ body: [UInt8], for method: HTTPMethod) throws -> (fields: Fields, files: [FormFile]) {
        let sent = try submitted(body)
        let (tokens, rest) = sent.fields.taking("token")
        guard let session = reader.session, method != .get, !isAtTheDoor else { return (rest, sent.files) }
        guard tokens.count == 1, Secrets.match(tokens[0], session.member.formToken) else {
            throw StrangeForm(fields: rest)
        }
        return (rest, sent.files)
    }

    /// The fields and files of a form, in one of the two ways in which browsers send them.
    private func submitted(_ body: [UInt8]) throws -> (fields: Fields, files: [FormFile]) {
        guard !body.isEmpty else { return (Fields(), []) }
        let type = request.fields[.contentType] ?? ""
        if let boundary = Multipart.boundary(in: type) {
            let parts = try Multipart(body, boundary: boundary)
            return (parts.fields, parts.files)
        }
        let kind = type.split(separator: ";").first.map { String($0).trimmed.lowercased() }
        guard kind == "application/x-www-form-urlencoded", let text = String(validating: body, as: UTF8.self) else {
            throw Refused(.unsupportedMediaType, Phrase("This form was sent in a way that cannot be read."))
        }
        return (try fields(of: text), [])
    }

    /// `/activities/` is `/activities`: the same address without the last stroke, where there is such a page.
    private func shortened() -> Link? {
        guard request.method == .get, request.path.hasSuffix("/"), request.path != "/" else { return nil }
        let path = String(request.path.dropLast())
        guard case .found = house.router.match(.get, path: LanguagePrefix.split(path).path) else { return nil }
        return Link(path: path)
    }
}
