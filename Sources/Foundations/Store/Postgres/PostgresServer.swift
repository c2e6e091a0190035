import Basics
import CPostgres
import Synchronization

/// A PostgreSQL server, or several of which one takes writes, as its connection string names them.
///
/// After an attempt that failed nobody tries for a while, and the pauses grow: whoever asks meanwhile is told at once.
final class PostgresServer: Database {
    /// The oldest version that the house is tried with.
    static let oldestVersion: Int32 = 130_000
    private static let firstPause = Duration.milliseconds(50)
    private static let longestPause = Duration.seconds(1)

    private struct Pause {
        var length = PostgresServer.firstPause
        var end: ContinuousClock.Instant?
        var reason = ""
    }

    private let words: String
    private let pause = Mutex(Pause())

    /// Throws `.invalid` where the words are no connection string; nothing is asked of the network yet.
    init(_ words: String) throws(StoreFailure) {
        guard !words.isEmpty, !words.utf8.contains(0), PostgresServer.isReadable(words) else {
            throw .invalid(statement: "", message: "this is no PostgreSQL connection string")
        }
        self.words = words
    }

    private static func isReadable(_ words: String) -> Bool {
        let options = unsafe PQconninfoParse(words, nil)
        defer { unsafe PQconninfoFree(options) }
        return unsafe options != nil
    }

    /// Files that the connection string names: certificates, keys, passwords.
    static func files(in words: String) -> [String] {
        options(of: words).filter {
            ["sslcert", "sslkey", "sslrootcert", "sslcrl", "passfile"].contains($0.name) && $0.value.hasPrefix("/")
        }.map(\.value)
    }

    static func namesPassword(_ words: String) -> Bool {
        options(of: words).contains { ["password", "sslpassword"].contains($0.name) && !$0.value.isEmpty }
    }

    /// What the connection string says; nothing where it is none.
    private static func options(of words: String) -> [(name: String, value: String)] {
        guard let options = unsafe PQconninfoParse(words, nil) else { return [] }
        defer { unsafe PQconninfoFree(options) }
        var said: [(name: String, value: String)] = []
        var here = unsafe options
        while let keyword = unsafe here.pointee.keyword {
            if let value = unsafe here.pointee.val {
                said.append(unsafe (name: String(cString: keyword), value: String(cString: value)))
            }
            unsafe here += 1
        }
        return said
    }

    func writer(limits: Store.Limits) throws(StoreFailure) -> Connection {
        try PostgresConnection(self, writes: true, limits: limits)
    }

    func reader(limits: Store.Limits, veils: [Veil]) throws(StoreFailure) -> Connection {
        try PostgresConnection(self, writes: false, limits: limits, veils: veils)
    }

    /// A fresh connection proves enough: PostgreSQL itself stops when its disk fails, and comes back with what is durable.
    func trustedWriter(limits: Store.Limits) throws(StoreFailure) -> Connection {
        try writer(limits: limits)
    }

    func remove() {}

    /// Connects, unless the last attempt failed a moment ago.
    func connect() throws(StoreFailure) -> PostgresSession {
        let refusal: String? = pause.withLock { pause in
            guard let end = pause.end, ContinuousClock.now < end else { return nil }
            return pause.reason
        }
        if let refusal { throw .unreachable(detail: refusal) }
        do throws(StoreFailure) {
            let session = try PostgresSession(words)
            pause.withLock { $0 = Pause() }
            return session
        } catch {
            pause.withLock { pause in
                // Those who tried at the same time count as one.
                guard pause.end.map({ $0 <= .now }) ?? true else { return }
                pause.end = .now + pause.length
                pause.length = min(pause.length * 2, PostgresServer.longestPause)
                if case .unreachable(let detail) = error { pause.reason = detail }
            }
            throw error
        }
    }
}
