import Converters
import Glibc
import HTTPServer
import House
import Identity
import Store
import Threads

/// Serves a house until the operator stops it.
enum Serve {
    static func run(_ arguments: inout Arguments) throws {
        var configuration = Configuration(dataFolder: try arguments.option("--data") ?? "data")
        if let port = try arguments.option("--port") {
            guard let number = UInt16(port) else { throw Usage(description: "--port needs a number from 0 to 65535.") }
            configuration.port = number
        }
        if let host = try arguments.option("--host") { configuration.host = host }
        while let name = try arguments.option("--name") { configuration.names.append(name.lowercased()) }
        let isQuiet = arguments.flag("--quiet")
        if let minutes = try arguments.option("--idle") {
            configuration.sessionLimits.idleSeconds = try seconds(minutes)
        }
        try arguments.end()

        // First of all, while there is no database, no socket and no other thread that it could inherit.
        let helper = try HelperProcess()
        StopSignals.hold()
        OpenFiles.allowAll()
        let house = try House.open(configuration, helper: helper)
        let log = LogThread()
        if !isQuiet { log.write(Confinement.inForce.description) }
        let server = try house.server(
            configuration, log: { line in if !isQuiet { log.write(line) } }, report: { log.write($0) })
        StopSignals.onArrival { server.stop() }
        Console.say("The house stands at http://localhost:\(server.port) – stop it with Ctrl-C.")
        if try !house.store.read({ try Account.exists(in: $0) }) {
            Console.say("Nobody can sign in yet. Make a code for the first secretary: childcentre person first")
        }
        try server.run()
        house.store.close()
        helper.end()
    }

    private static func seconds(_ minutes: String) throws -> Int64 {
        guard let number = Int64(minutes), (1...720).contains(number) else {
            throw Usage(description: "--idle needs a number of minutes from 1 to 720.")
        }
        return number * 60
    }
}

/// How many files and connections the program may have open.
enum OpenFiles {
    /// Raises the limit to what the system allows: each connection needs one.
    static func allowAll() {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

/// SIGTERM and SIGINT, which ask the program to end in good order.
enum StopSignals {
    /// Keeps the signals waiting on every thread, until somebody waits for them.
    static func hold() {
        var signals = set
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Runs an action on a thread of its own when one of the signals comes.
    static func onArrival(_ action: @escaping @Sendable () -> Void) {
        let thread = Thread(named: "signals") {
            var signals = set
            var signal: Int32 = 0
            unsafe sigwait(&signals, &signal)
            action()
        }
        thread?.letGo()
    }

    private static var set: sigset_t {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGTERM)
        unsafe sigaddset(&signals, SIGINT)
        return signals
    }
}
