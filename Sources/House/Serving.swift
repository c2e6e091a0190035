import HTTP
public import HTTPServer

extension House {
    /// The server of this house; call `run()` to serve and `stop()` to end. Throws when the port is taken.
    ///
    /// With a listener it takes that over instead of the configuration's port. `write` is given the lines of the log, on the server's loop, and must return at once.
    public func server(
        _ configuration: Configuration, operations: Operations? = nil, listener: HTTPListener? = nil,
        write: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> HTTPServer<HouseApplication> {
        let operations = operations ?? Operations(self, configuration)
        var settings = HTTPServerConfiguration()
        settings.host = configuration.host
        settings.port = configuration.port
        settings.listener = listener
        settings.standingFields = Answers.standingFields
        settings.limits.trustedProxies = configuration.proxies
        settings.lanes.pageWorkers = configuration.pageWorkers
        settings.log = { line in
            operations.meter.count(line)
            if let text = operations.log.request(line) { write(text) }
        }
        settings.report = { incident, error in write(operations.log.fault(incident, error)) }
        let application = HouseApplication(
            self, names: Set(configuration.names), proxies: configuration.proxies, operations: operations)
        let server = try HTTPServer(application, settings)
        operations.watch { [weak server] in
            server?.statistics
        }
        return server
    }
}

extension Operations {
    /// The server of the figures, where the configuration wants one. Throws when its port is taken.
    public func metricsServer() throws -> HTTPServer<MetricsApplication>? {
        guard let place = configuration.metrics else { return nil }
        var settings = HTTPServerConfiguration()
        settings.host = place.host
        settings.port = place.port
        settings.standingFields = Answers.standingFields
        settings.limits.connections = 16
        settings.lanes.pageWorkers = 1
        settings.lanes.slowWorkers = 1
        // Any name but this machine's own would be a web page elsewhere that tries to read along.
        if place.port != 0 {
            settings.hosts = Set(["127.0.0.1", "localhost", "[::1]"].map { "\($0):\(place.port)" })
        }
        return try HTTPServer(MetricsApplication(operations: self), settings)
    }
}
