import Glibc
import HTTPServer
import House
import Journal
import Notebook
import Room
import Store

/// Serves a house as the product does, and the notebook with it.
enum Serving {
    static let rooms = House.ownRooms + [Notebook.room]

    static func run(_ options: Options) throws {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGTERM)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)

        var configuration = options.configuration
        configuration.port = options.port
        let house = try House.open(configuration, rooms: rooms)
        let server = try house.server(configuration)
        let waiting = signals
        try onThread {
            var signals = waiting
            var signal: Int32 = 0
            unsafe sigwait(&signals, &signal)
            server.stop()
        }
        Bench.say("port \(server.port)")
        try server.run()
        house.store.close()
    }

    /// Says what the journal and the notebook hold after a run.
    static func count(_ options: Options) throws {
        let house = try House.open(options.configuration, rooms: rooms)
        defer { house.store.close() }
        let notes: Int = try house.store.read { try $0.value("select count(*) from notes") } ?? 0
        Bench.say("\(notes) notes. \(try house.store.read { try Journal.verify($0) }.explanation)")
    }

    private struct NoThread: Error {}

    private static func onThread(_ work: @escaping @Sendable () -> Void) throws {
        final class Body: Sendable {
            let run: @Sendable () -> Void
            init(_ run: @escaping @Sendable () -> Void) { self.run = run }
        }
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { body in
                guard let body = unsafe body else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(Body(work)).toOpaque())
        guard code == 0 else { throw NoThread() }
    }
}
