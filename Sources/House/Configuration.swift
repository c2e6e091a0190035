public import Identity

/// What an operator decides about a house.
public struct Configuration: Sendable {
    /// The folder that holds everything the house keeps.
    public var dataFolder: String
    /// The address on which the house listens; the loopback address unless a proxy stands elsewhere.
    public var host = "127.0.0.1"
    /// The port; 0 takes a free one.
    public var port: UInt16 = 8080
    /// The host names under which the house answers, without a port; any other is refused (421).
    public var names = ["localhost", "127.0.0.1", "[::1]"]
    /// Proxies of the operator's own, whose connections are not counted as one visitor's.
    public var proxies: Set<String> = ["127.0.0.1", "::1"]
    /// How many threads answer pages; each has a database connection of its own.
    public var pageWorkers = 16
    /// How long a session lasts.
    public var sessionLimits = Session.Limits()

    public init(dataFolder: String) {
        self.dataFolder = dataFolder
    }

    var databaseFile: String { dataFolder + "/house.sqlite" }
}
