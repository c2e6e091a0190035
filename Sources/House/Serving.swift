import HTTP
public import HTTPServer

extension House {
    /// The server of this house; call `run()` to serve and `stop()` to end. Throws when the port is taken.
    public func server(
        _ configuration: Configuration, log: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> HTTPServer<HouseApplication> {
        var settings = HTTPServerConfiguration()
        settings.host = configuration.host
        settings.port = configuration.port
        settings.standingFields = Answers.standingFields
        settings.limits.trustedProxies = configuration.proxies
        settings.lanes.pageWorkers = configuration.pageWorkers
        settings.log = { log($0.description) }
        settings.report = { incident, error in
            log("incident \(incident): \(error.map { Explanation.of($0) } ?? "a reply was never given")")
        }
        return try HTTPServer(HouseApplication(self, names: Set(configuration.names)), settings)
    }
}
