import Basics
import CPostgres
import Dispatch
import Foundation
import Synchronization

/// A PostgreSQL server of the tests' own: in a temporary folder, on a socket there, as a user without rights where the
/// tests run as root. It ends with the process that started it, however that ends.
public final class PostgresHere: Sendable {
    /// The folder of the server's programs, where it is installed.
    private static let programs: String? = {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
        let folders = versions.filter { $0 >= 13 }.sorted(by: >).map { "\(root)/\($0)/bin" }
        return folders.first { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    }()

    public static var isInstalled: Bool { programs != nil }

    private static let shared = Result { try PostgresHere() }

    /// The server, started when it is first asked for.
    public static func started() throws -> PostgresHere { try shared.get() }

    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    private struct Databases {
        var count = 0
        var made: [(name: String, at: ContinuousClock.Instant)] = []
    }

    private let folder: String
    private let server = Process()
    private let input = Pipe()
    private let databases = Mutex(Databases())
    private let cleaning = DispatchQueue(label: "databases that nobody uses", qos: .background)
    /// Databases that others are copies of, by what is in them.
    private let models = Mutex<[String: String]>([:])

    /// A server that is empty, or that follows another one and confirms what that one writes.
    ///
    /// - Parameter isDurable: whether it waits for the disk, as servers do; tests of other things are quicker without.
    public init(isDurable: Bool = false, following primary: PostgresHere? = nil) throws {
        guard let programs = Self.programs else { throw Failure(description: "PostgreSQL is not installed") }
        folder = "/tmp/childcentre-pg-\(Hexadecimal.text(of: Randomness.bytes(6)))"
        // The order of words in the database itself is a language's, so that a column that forgot to ask for bytes shows.
        let script = """
            cd "$1" || exit 1
            if [ -n "$4" ]; then
                "$2/pg_basebackup" -D data -R -X stream -c fast -d "host=$4 user=house application_name=standby" >log 2>&1
            else
                "$2/initdb" -N -D data -U house -A trust -E UTF8 --locale=C --locale-provider=icu --icu-locale=en >log 2>&1
            fi
            begin() {
                "$2/postgres" -D data -k "$1" -c listen_addresses= -c max_connections=200 -c shared_buffers=64MB $3 >>log 2>&1 &
                server=$!
            }
            begin "$@"
            while read -r word; do
                case $word in
                    kill) kill -QUIT $server; wait $server ;;
                    begin) begin "$@" ;;
                    promote) "$2/pg_ctl" promote -w -D data >>log 2>&1 ;;
                esac
            done
            kill -INT $server
            wait $server
            rm -rf "$1"
            """
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let options = isDurable ? "" : "-c fsync=off -c full_page_writes=off -c autovacuum=off"
        var words = ["sh", "-c", script, "sh", folder, programs, options, primary?.folder ?? ""]
        if geteuid() == 0 {
            let user = unsafe getpwnam("postgres") ?? getpwnam("nobody")
            guard let user = unsafe user, unsafe chown(folder, user.pointee.pw_uid, user.pointee.pw_gid) == 0 else {
                throw Failure(description: "there is no user without rights to run PostgreSQL as")
            }
            let (person, group) = unsafe (user.pointee.pw_uid, user.pointee.pw_gid)
            words = ["setpriv", "--reuid=\(person)", "--regid=\(group)", "--clear-groups"] + words
        }
        server.executableURL = URL(filePath: "/usr/bin/env")
        server.arguments = words
        server.standardInput = input
        try server.run()
        try waitUntilItAnswers()
    }

    deinit {
        try? input.fileHandleForWriting.close()
    }

    /// What can befall a server.
    public enum Fate: String, Sendable {
        /// It ends as in a power cut.
        case kill
        case begin
        /// It follows nobody any more.
        case promote
    }

    public func meet(_ fate: Fate) throws {
        try input.fileHandleForWriting.write(contentsOf: Data("\(fate.rawValue)\n".utf8))
    }

    /// Ends the server as in a power cut, and comes back when nobody is there any more.
    public func kill() throws {
        try meet(.kill)
        for _ in 0..<6000 {
            if (try? command("select 1", in: "postgres")) == nil { return }
            usleep(10_000)
        }
        throw Failure(description: "PostgreSQL did not end")
    }

    public func waitUntilItAnswers() throws {
        for _ in 0..<600 {
            if (try? command("select 1", in: "postgres")) != nil { return }
            usleep(100_000)
        }
        throw Failure(description: "PostgreSQL did not start; see \(folder)/log")
    }

    /// The connection string of a database on this server or another, whichever takes writes.
    public func address(of database: String, or other: PostgresHere) -> String {
        "postgresql://house@/\(database)?host=\(folder),\(other.folder)"
    }

    /// The connection string of a database.
    public func address(of database: String) -> String {
        "postgresql://house@/\(database)?host=\(folder)"
    }

    /// A database of its own for one test, with what the closure puts into the first of its kind.
    public func freshDatabase(like kind: String, _ make: (String) throws -> Void) throws -> String {
        let model = try models.withLock { models in
            if let known = models[kind] { return known }
            let name = "model\(models.count)"
            try command("drop database if exists \(name) with (force)", in: "postgres")
            try command("create database \(name)", in: "postgres")
            try make(address(of: name))
            models[kind] = name
            return name
        }
        return try freshDatabase(after: model)
    }

    /// An empty database of its own for one test; those that nobody uses are removed after a while.
    public func freshDatabase() throws -> String { try freshDatabase(after: "template1") }

    private func freshDatabase(after model: String) throws -> String {
        let (name, old) = databases.withLock { databases in
            databases.count += 1
            let name = "test\(databases.count)"
            let cut = databases.made.firstIndex { $0.at > .now - .seconds(300) } ?? databases.made.count
            let old = databases.made[..<cut].map(\.name)
            databases.made.removeFirst(cut)
            databases.made.append((name, .now))
            return (name, old)
        }
        try command("create database \(name) template \(model)", in: "postgres")
        // Nobody waits for it: on a busy machine it takes a second for each.
        cleaning.async { [self] in
            for name in old { try? command("drop database \(name)", in: "postgres") }
        }
        return address(of: name)
    }

    /// Runs statements as somebody who may do everything, one after the other.
    public func command(_ words: String, in database: String) throws {
        try Self.command(words, at: address(of: database))
    }

    /// The same in the database of a connection string.
    public static func command(_ words: String, at address: String) throws {
        let connection = unsafe PQconnectdb(address)
        defer { unsafe PQfinish(connection) }
        guard unsafe PQstatus(connection) == CONNECTION_OK else {
            throw Failure(description: unsafe String(cString: PQerrorMessage(connection)))
        }
        let result = unsafe PQexec(connection, words)
        defer { unsafe PQclear(result) }
        let status = unsafe PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
            throw Failure(description: unsafe String(cString: PQresultErrorMessage(result)))
        }
    }

    /// How often a program that listens hears of a channel while something happens, and for as long as it hears more.
    public static func notices(of channel: String, at address: String, during body: () throws -> Void) throws -> Int {
        let connection = unsafe PQconnectdb(address)
        defer { unsafe PQfinish(connection) }
        let listening = unsafe PQexec(connection, "listen \(channel)")
        defer { unsafe PQclear(listening) }
        guard unsafe PQresultStatus(listening) == PGRES_COMMAND_OK else {
            throw Failure(description: unsafe String(cString: PQerrorMessage(connection)))
        }
        try body()
        var count = 0
        var quiet = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < quiet {
            guard unsafe PQconsumeInput(connection) == 1 else { break }
            while let notice = unsafe PQnotifies(connection) {
                unsafe PQfreemem(notice)
                count += 1
                quiet = .now + .milliseconds(500)
            }
            usleep(10_000)
        }
        return count
    }

    /// Ends the sessions of others as an operator does.
    public static func endSessions(at address: String) throws {
        try command(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()
            """, at: address)
    }
}
