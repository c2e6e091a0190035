import Foundation
public import Store

extension Engine {
    /// The engines that can be tried here: PostgreSQL only where its server is installed.
    public static let here: [Engine] = PostgresHere.isInstalled ? [.sqlite, .postgres] : [.sqlite]

    /// What the test that runs now is tried on; `CHILDCENTRE_ENGINE=postgres` tries those on PostgreSQL that do not say.
    @TaskLocal public static var tried =
        ProcessInfo.processInfo.environment["CHILDCENTRE_ENGINE"].flatMap(Engine.init) ?? .sqlite

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
