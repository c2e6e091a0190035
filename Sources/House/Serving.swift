import HTTP
public import HTTPServer

extension House {
    /// The server of this house; call `run()` to serve and `stop()` to end. Throws when the port is taken.
    ///
    /// `log` is given a line for each request, `report` one for each fault; both are called on the server's loop and
    /// must return at once.
    public func server(
        _ configuration: Configuration, log: @escaping @Sendable (String) -> Void = { _ in },
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> HTTPServer<HouseApplication> {
        var settings = HTTPServerConfiguration()
        settings.host = configuration.host
        settings.port = configuration.port
        settings.standingFields = Answers.standingFields
        settings.limits.trustedProxies = configuration.proxies
        settings.lanes.pageWorkers = configuration.pageWorkers
        settings.log = { log($0.description) }
        settings.report = { incident, error in
            report("incident \(incident): \(error.map { Explanation.of($0) } ?? "a reply was never given")")
        }
        return try HTTPServer(
            HouseApplication(self, names: Set(configuration.names), proxies: configuration.proxies), settings)
    }
}
