import Converters
import Cooperation
import Glibc
import HTTPServer
import House
import Identity
import Mail
import Store
import Threads

/// Serves a house until the operator stops it.
enum Serve {
    static func run(_ arguments: inout Arguments) throws {
        if arguments.flag("--describe-configuration") {
            try arguments.end()
            return Console.say(ConfigurationFile.description)
        }
        let isAlone = arguments.flag("--alone")
        let configuration = try configuration(&arguments)
        try arguments.end()

        let listener = try HTTPListener(host: configuration.host, port: configuration.port)
        let life = try isAlone ? .alone : Supervisor.watch(over: listener) { Console.say(configuration.log.note($0)) }
        try serve(configuration, on: listener, life)
    }

    private static func serve(_ configuration: Configuration, on listener: HTTPListener, _ life: Life) throws {
        for (name, program) in configuration.converters { unsafe setenv(name, program, 1) }
        // First of all, while there is no database, no socket and no other thread that it could inherit; and before the
        // walls, since it starts other programs.
        let helper = try HelperProcess()
        StopSignals.hold()
        OpenFiles.allowAll()
        Memory.divideByCores()
        let connects = configuration.provider != nil || configuration.database != nil || configuration.mail != nil
        let walls = try Walls.raise(for: configuration, connects: connects)
        let house = try open(configuration, helper: helper)
        let operations = Operations(house, configuration, restarts: life.restarts)
        let log = LogThread { operations.note($0) }
        let server = try house.server(configuration, operations: operations, listener: listener) { log.write($0) }
        let figures = try operations.metricsServer()
        let backups = NightlyBackups(operations) { log.write($0) }
        let postman = try operations.postman { log.write($0) }
        let days = DailyLook(house) { log.write(operations.note($0)) }
        let retention = RetentionKeeper(operations) { log.write($0) }
        StopSignals.onArrival {
            days.stop()
            retention.stop()
            backups?.stop()
            figures?.stop()
            server.stop()
        }
        // Before anybody reads that the house stands: from here on a fall is followed by another try.
        life.hasBegunToServe()
        let greeting =
            life.restarts > 0
            ? ["The house stands again."]
            : try greeting(house, configuration, port: server.port, figures: figures?.port, walls)
        for words in greeting { Console.say(configuration.log.note(words)) }
        let side = figures.flatMap { figures in Thread(named: "figures") { try? figures.run() } }
        backups?.start()
        postman?.start()
        days.start()
        retention.start()
        try server.run()
        postman?.stop()
        figures?.stop()
        side?.join()
        house.store.close()
        helper.end()
    }

    /// Opens the house; waits a while for a database server that is not there yet, as after a start of the machine.
    private static func open(_ configuration: Configuration, helper: HelperProcess) throws -> House {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            do {
                return try House.open(configuration, helper: helper)
            } catch StoreFailure.unreachable(let detail) where ContinuousClock.now < deadline {
                if StopSignals.arrive(within: 1) { throw StoreFailure.unreachable(detail: detail) }
            }
        }
    }

    /// What the operator reads first.
    private static func greeting(
        _ house: House, _ configuration: Configuration, port: UInt16, figures: UInt16?, _ walls: String
    ) throws -> [String] {
        var words = [
            "The house stands at \(configuration.address ?? "http://localhost:\(port)") – stop it with Ctrl-C."
        ]
        if configuration.address != nil { words.append("It listens on \(configuration.host) port \(port).") }
        if let figures { words.append("Its figures are at http://localhost:\(figures)/metrics.") }
        words += [walls, Confinement.inForce.description]
        let isSample = try house.store.read { try SampleHouse.isHere($0) }
        if isSample {
            let place = configuration.address ?? "http://localhost:\(port)"
            words.append("It is a sample: \(place)/sign-in lets you in as somebody invented, with a click for each.")
        }
        if try !isSample && !house.store.read({ try Account.exists(in: $0) }) {
            words.append("Nobody can sign in yet. Make a code for the first secretary: childcentre person first")
        }
        return words
    }

    /// What the file says, and then the command line.
    private static func configuration(_ arguments: inout Arguments) throws -> Configuration {
        var configuration = try Command.configuration(&arguments)
        if let port = try arguments.option("--port") {
            guard let number = UInt16(port) else { throw Usage(description: "--port needs a number from 0 to 65535.") }
            configuration.port = number
        }
        if let host = try arguments.option("--host") { configuration.host = host }
        while let name = try arguments.option("--name") { configuration.names.append(name.lowercased()) }
        if arguments.flag("--quiet") { configuration.log = .quiet }
        if let minutes = try arguments.option("--idle") {
            configuration.sessionLimits.idleSeconds = try seconds(minutes)
        }
        return configuration
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

    /// Waits for one of them; false when the seconds are over.
    static func arrive(within seconds: Int) -> Bool {
        var signals = set
        var length = timespec(tv_sec: seconds, tv_nsec: 0)
        return unsafe sigtimedwait(&signals, nil, &length) > 0
    }

    private static var set: sigset_t {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGTERM)
        unsafe sigaddset(&signals, SIGINT)
        return signals
    }
}
