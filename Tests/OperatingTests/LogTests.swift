import Basics
import Foundation
import HTTP
import HTTPServer
import HouseTesting
import Store
import Testing

@testable import House

@Suite("The log")
struct LogTests {
    private let line = HTTPLogLine(
        method: "GET", path: "/desk/activity/kari-nordmann\u{1b}", route: "/desk/{kind}/{record}", status: 200,
        bytes: 5,
        milliseconds: 3)

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("C54: as JSON has these fields and no others")
    func fields() throws {
        let log = LogText(.json, clock: .fixed(TestHouse.moment))
        let request = try object(try #require(log.request(line)))
        #expect(Set(request.keys) == ["time", "kind", "method", "route", "status", "bytes", "ms"])
        #expect(request["time"] as? String == "2018-04-19T09:30:00.000Z")
        #expect(request["route"] as? String == "/desk/{kind}/{record}")
        #expect(request["status"] as? Int == 200 && request["ms"] as? Int == 3)
        var fault = line
        fault.incident = "ab\"\n12"
        #expect(try object(try #require(log.request(fault)))["incident"] as? String == "ab\"\n12")
        let cause = try object(log.fault("ab12", StoreFailure.full))
        #expect(Set(cause.keys) == ["time", "kind", "incident", "cause"])
        #expect(Set(try object(log.note("It stands.")).keys) == ["time", "kind", "words"])
    }

    @Test("C54: is one line, whatever stands in it", arguments: Configuration.LogFormat.allCases)
    func lines(_ format: Configuration.LogFormat) {
        let log = LogText(format)
        var odd = line
        odd.incident = "a\nb\r\u{2028}"
        odd.route = nil
        odd.path = "/a\nb"
        #expect(log.request(odd)?.contains { $0 == "\n" || $0 == "\r" } != true)
        #expect((log.request(line) == nil) == (format == .quiet))
    }

    @Test(
        "C54: never holds what stood in an address, a query, a cookie or a form",
        arguments: [
            "/activities/7391", "/states/canary7391", "/canary7391", "/sv/calendar/canary7391", "/search?q=canary7391",
            "/welcome?code=canary7391", "/desk/activity/canary7391", "/assets/canary7391", "/health/canary7391",
        ])
    func canaries(_ address: String) throws {
        let test = try TestHouse.fresh()
        var configuration = Configuration(dataFolder: NSTemporaryDirectory())
        configuration.names = ["localhost"]
        let application = HouseApplication(
            test.house, names: ["localhost"], operations: Operations(test.house, configuration))
        let parts = address.split(separator: "?").map(String.init)
        let request = HTTPRequest(
            path: parts[0], query: parts.count > 1 ? parts[1] : nil, authority: "localhost",
            fields: [.cookie: "session=canary7391"], peer: "127.0.0.1")
        let route: String? =
            switch application.plan(request) {
            case .answer(_, let route): route
            case .handle(_, _, let route): route
            }
        #expect(route?.contains("7391") == false, "\(address): \(route ?? "nil")")
        let line = HTTPLogLine(method: "GET", path: parts[0], route: route, status: 200, bytes: 1, milliseconds: 1)
        for format in Configuration.LogFormat.allCases {
            #expect(LogText(format).request(line)?.contains("7391") != true)
        }
    }
}
