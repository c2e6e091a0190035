import Assets
import Basics
import Cooperation
public import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

/// The house as a server sees it: finds the route, asks the room, and puts its page into the frame.
public struct HouseApplication: HTTPApplication {
    let house: House
    /// The host names under which the house answers, in lower case and without a port.
    let names: Set<String>

    /// Proxies of the operator's own, whose word about where a request comes from is believed.
    let proxies: Set<String>

    /// What whoever watches the house is told.
    let operations: Operations?

    private let streams: LiveStreams

    public init(
        _ house: House, names: Set<String>, proxies: Set<String> = [], operations: Operations? = nil
    ) {
        self.proxies = proxies
        self.operations = operations
        self.house = house
        streams = LiveStreams(house.store, clock: house.clock, limits: house.sessionLimits)
        self.names = names
    }

    /// What each worker thread keeps: its own connection, and what it read of the network.
    public final class Worker {
        let store: Connection
        let surroundings: Surroundings

        init(_ store: Connection) {
            self.store = store
            surroundings = Surroundings(store)
        }
    }

    public func makeWorker() throws -> Worker {
        let store = try house.store.reader()
        store.stepLimit = 50_000_000
        return Worker(store)
    }

    public func plan(_ request: HTTPRequest) -> HTTPPlan {
        guard names.contains(HostName.withoutPort(request.authority)) else {
            return .answer(
                Answers.plain(.misdirectedRequest, "This house does not answer under that name."), route: "another name"
            )
        }
        #if FAULT_INJECTION
            if let plan = FaultInjection.plan(request) { return plan }
        #endif
        if let plan = Watching.plan(request) { return plan }
        if let answer = OwnFiles.answer(to: request) {
            return .answer(answer, route: request.path.hasPrefix("/assets/") ? "/assets/{file}" : request.path)
        }
        if let plan = ForPrograms.plan(request, among: house.router) { return plan }
        switch house.router.match(request.method, path: LanguagePrefix.split(request.path).path) {
        case .found(let route, _):
            // A mail program takes its reader off the list without having seen a page of ours (RFC 8058): the token in the
            // address is what lets it, and can do nothing else.
            let isOneClick = route.address == Places.unsubscription().address
            guard request.method == .get || request.method == .head || isOneClick || SameOrigin.holds(for: request)
            else {
                return .answer(
                    Answers.plain(
                        .forbidden,
                        "This form was sent from another site, or from an address that does not begin with https."),
                    route: route.address)
            }
            return .handle(lane: route.lane, bodyLimit: route.bodyLimit, route: route.address)
        case .wrongMethod(let allowed):
            var answer = Answers.plain(.methodNotAllowed, "")
            answer.fields[.allow] = allowed.map(\.rawValue).joined(separator: ", ")
            return .answer(answer, route: "another method")
        case .nothing:
            let isColours = LanguagePrefix.split(request.path).path == "/network.css"
            return .handle(lane: .page, bodyLimit: 0, route: isColours ? "/network.css" : "no such page")
        }
    }

    public func respond(to request: HTTPRequest, body: [UInt8], worker: Worker, reply: HTTPReply) throws {
        #if FAULT_INJECTION
            if FaultInjection.strikes(request, in: house.store, reply) { return }
        #endif
        if request.path == Watching.ready, let operations {
            return _ = reply.send(Watching.answer(operations.readiness(through: worker.store)))
        }
        var request = request
        request.peer = ClientAddress.of(request, proxies: proxies)
        ForPrograms.forgetWhoAsks(&request)
        try answer(request, body: body, worker: worker, reply: reply)
    }

    private func answer(_ request: HTTPRequest, body: [UInt8], worker: Worker, reply: HTTPReply) throws {
        let (frame, reader, decided) = look(at: request, body: body, worker: worker)
        if case .success(.events(let events)) = decided, let session = reader?.session {
            // That a page is open is no sign that somebody sits before it: the session is not touched.
            return try begin(events, in: session, request, worker, reply)
        }
        if let session = reader?.session, session.isStale(at: frame.now) { touch(session) }
        if let touched = reader?.touched { Reader.touch(touched, in: house.store) }
        let outcome: Outcome
        do {
            outcome = try decided.get()
        } catch is KeyRefused {
            return try refuseKey(at: frame.now, request, worker: worker, reply: reply)
        } catch {
            guard let answer = frame.answer(to: error, for: request) else { throw error }
            reply.send(answer)
            return
        }
        guard case .commit(let work) = outcome else {
            reply.send(frame.answer(outcome, to: request))
            return
        }
        house.store.submit(work) { result in
            switch result {
            case .success(let outcome): reply.send(frame.answer(outcome, to: request))
            case .failure(let error):
                if let answer = frame.answer(to: error, for: request) { reply.send(answer) } else { reply.fail(error) }
            }
        }
    }

    private func begin(
        _ events: Events, in session: Session, _ request: HTTPRequest, _ worker: Worker, _ reply: HTTPReply
    ) throws {
        let stream = try streams.open(
            events, in: session, lastHeard: request.fields[.lastEventID], through: worker.store)
        let fields: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .xAccelBuffering: "no",
        ]
        reply.stream(HTTPResponse(status: .ok, fields: fields), stream)
    }

    /// What the records say to a request. Where they cannot be reached, what is left is the frame of a page that says so.
    private func look(
        at request: HTTPRequest, body: [UInt8], worker: Worker
    ) -> (frame: Frame, reader: Reader?, decided: Result<Outcome, any Error>) {
        do {
            // A page shows the house as it stood at one moment, and SQLite takes its locks once a page.
            return try worker.store.snapshot {
                let visit = try Visit(of: request, in: house, on: worker)
                return (visit.frame, visit.reader, Result { try visit.outcome(of: body) })
            }
        } catch {
            return (Visit.frameWithoutRecords(for: request, in: house, on: worker), nil, .failure(error))
        }
    }

    /// A key that opens nothing is counted; after too many, its place has to wait.
    private func refuseKey(at now: Moment, _ request: HTTPRequest, worker: Worker, reply: HTTPReply) throws {
        let attempt = Attempt(ofProgramAt: request.peer)
        if let pause = try attempt.pause(at: now, in: worker.store) {
            reply.send(ForPrograms.tooManyKeys(seconds: pause))
            return
        }
        house.store.submit {
            try attempt.fail(in: $0)
        } completion: { _ in
            reply.send(ForPrograms.keyRefused)
        }
    }

    /// Nobody waits for it: the page is the same whether it is kept or not.
    private func touch(_ session: Session) {
        house.store.submit {
            try session.touch(in: $0)
        } completion: { _ in
        }
    }

    public func failure(_ status: HTTPStatus, incident: String?, to request: HTTPRequest?) -> HTTPResponse {
        if let request, ForPrograms.holds(request.path) { return ForPrograms.failure(status, incident: incident) }
        return Answers.plain(status, incident.map { "Something went wrong. Its number is \($0)." } ?? "\(status.code)")
    }
}
