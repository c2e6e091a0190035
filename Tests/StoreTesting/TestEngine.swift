import Foundation
public import Store

extension Engine {
    /// What `CHILDCENTRE_ENGINE` says: `sqlite` or `postgres`, for trying everything on that one alone.
    private static let only = ProcessInfo.processInfo.environment["CHILDCENTRE_ENGINE"].flatMap(Engine.init)

    /// The engines that can be tried here: PostgreSQL only where its server is installed.
    public static let here: [Engine] =
        only.map { [$0] } ?? (PostgresHere.isInstalled ? [.sqlite, .postgres] : [.sqlite])

    /// What the test that runs now is tried on.
    @TaskLocal public static var tried = only ?? .sqlite

    /// A fresh place where a server has a copy of what the closure put into the first of its kind, which is quicker than
    /// making it each time; an empty one for a file.
    ///
    /// - Throws: what the closure throws, and where PostgreSQL could not be started.
    public func freshLocation(like kind: String, _ make: (Store.Location) throws -> Void) throws -> Copy {
        switch self {
        case .sqlite: return Copy(place: .temporary, isMade: false)
        case .postgres:
            let address = try PostgresHere.started().freshDatabase(like: kind) { try make(.postgresql($0)) }
            return Copy(place: .postgresql(address), isMade: true)
        }
    }

    /// A place, and whether everything is there already.
    public struct Copy {
        public let place: Store.Location
        public let isMade: Bool
    }

    /// A place for a database that nobody has, and that goes with the tests.
    ///
    /// - Throws: where PostgreSQL could not be started.
    public func freshLocation() throws -> Store.Location {
        switch self {
        case .sqlite: .temporary
        case .postgres: .postgresql(try PostgresHere.started().freshDatabase())
        }
    }
}
