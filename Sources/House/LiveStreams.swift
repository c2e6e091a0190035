import Basics
import Glibc
import HTTP
import Identity
import Room
import Store
import Threads

/// The streams that members' browsers hold open.
///
/// One thread looks for all of them, four times a second and only while there are any, whether somebody has committed, in
/// this process or in another one on the same database; then it asks how things stand and tells those for whom it
/// changed. A stream ends with the session in which it began, and does not lengthen it.
final class LiveStreams: Sendable {
    private struct Listener {
        let stream: HTTPStream
        let session: Session
        let events: Events
        var told: Int
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        var last = 0
        var isWatched = false
        /// Whether somebody came since the thread looked last.
        var hasNewcomers = false
    }

    private let state = Monitor(State())
    private let store: Store
    private let clock: Clock
    private let limits: Session.Limits

    /// Microseconds between two looks.
    private static let pause: UInt32 = 250_000
    /// A session can run out by time alone, and then nobody commits.
    private static let longest = Duration.seconds(5)

    init(_ store: Store, clock: Clock, limits: Session.Limits) {
        self.store = store
        self.clock = clock
        self.limits = limits
    }

    /// A stream for a member's browser, which begins with how things stand unless the browser knows: it repeats the `id` of
    /// the event that it heard last.
    func open(
        _ events: Events, in session: Session, lastHeard: String?, through store: Connection
    ) throws -> HTTPStream {
        let now = try events.topic.standing([session.member.id], store)[session.member.id] ?? 0
        let number = state.locked { state in
            state.last += 1
            return state.last
        }
        let stream = HTTPStream(owner: session.member.id.description) { [weak self] in
            self?.state.locked { _ = $0.listeners.removeValue(forKey: number) }
        }
        stream.send(Array("retry: 5000\n\n".utf8))
        if lastHeard != String(now) { stream.send(LiveStreams.event(now, events)) }
        let begins = state.locked { state in
            state.listeners[number] = Listener(stream: stream, session: session, events: events, told: now)
            state.hasNewcomers = true
            defer { state.isWatched = true }
            return !state.isWatched
        }
        if begins { watch() }
        return stream
    }

    /// How many streams there are.
    var count: Int { state.locked { $0.listeners.count } }

    private static func event(_ standing: Int, _ events: Events) -> [UInt8] {
        Array("id: \(standing)\ndata: ".utf8) + events.words(standing) + Array("\n\n".utf8)
    }

    private func watch() {
        let thread = Thread(named: "streams") { [weak self] in
            var look = Look()
            while let again = self?.look(&look), again {
                usleep(LiveStreams.pause)
            }
        }
        guard let thread else { return endAll() }
        thread.letGo()
    }

    /// What the thread keeps from one look to the next.
    private struct Look {
        var connection: Connection?
        var version: Int64 = -1
        var last = ContinuousClock.now
    }

    /// False when nobody listens any more.
    private func look(_ look: inout Look) -> Bool {
        let (isOver, hasNewcomers) = state.locked { state in
            if state.listeners.isEmpty { state.isWatched = false }
            defer { state.hasNewcomers = false }
            return (state.listeners.isEmpty, state.hasNewcomers)
        }
        guard !isOver else { return false }
        do {
            let connection = try look.connection ?? store.reader()
            look.connection = connection
            let version = try connection.dataVersion()
            guard version != look.version || hasNewcomers || look.last.duration(to: .now) > LiveStreams.longest else {
                return true
            }
            try tell(through: connection)
            look.version = version
            look.last = .now
        } catch StoreFailure.closed {
            endAll()
            return false
        } catch {
            // The database is away: the next look tries another connection.
            look.connection = nil
            state.locked { $0.hasNewcomers = true }
        }
        return true
    }

    private func tell(through connection: Connection) throws {
        let listeners = state.locked { $0.listeners }
        var standing: [String: [Key<Member>: Int]] = [:]
        let open = try connection.snapshot {
            for (name, group) in Dictionary(grouping: listeners.values, by: \.events.topic.name) {
                let members = Set(group.map(\.session.member.id)).sorted()
                standing[name] = try group.first?.events.topic.standing(members, connection)
            }
            return try Session.stillOpen(
                Set(listeners.values.map(\.session.id)), at: clock.now, within: limits, in: connection)
        }
        for (number, listener) in listeners {
            guard open.contains(listener.session.id) else {
                listener.stream.end()
                state.locked { _ = $0.listeners.removeValue(forKey: number) }
                continue
            }
            let now = standing[listener.events.topic.name]?[listener.session.member.id] ?? 0
            guard now != listener.told else { continue }
            state.locked { $0.listeners[number]?.told = now }
            listener.stream.send(LiveStreams.event(now, listener.events))
        }
    }

    private func endAll() {
        let all = state.locked { state in
            defer {
                state.listeners = [:]
                state.isWatched = false
            }
            return state.listeners
        }
        for listener in all.values { listener.stream.end() }
    }
}
