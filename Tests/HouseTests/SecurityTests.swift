import Basics
import EngineTesting
import Foundation
import HTTP
import House
import HouseTesting
import Room
import Store
import Testing
import Web

/// The product's security checks that can be asked of the house without a browser; the server's own stand beside the
/// server, those of a browser in EndToEnd.
@Suite("Security", .onEveryEngineWhenLong)
struct SecurityTests {
    private func client() throws -> TestClient {
        try TestHouse.fresh(network: "Samples/baltic-2017-2018").client()
    }

    private let addresses = kindsOfPages + ["/nowhere", "/calendar.ics", "/network.css", "/robots.txt", "/favicon.svg"]

    @Test("C01, C02, C03: the standing fields are the strict ones, and no page loosens them")
    func headers() throws {
        let standing = Answers.standingFields
        #expect(standing[.strictTransportSecurity] == "max-age=63072000; includeSubDomains")
        let policy = try #require(standing[.contentSecurityPolicy])
        for part in [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'",
            "form-action 'self'", "require-trusted-types-for 'script'",
        ] {
            #expect(policy.contains(part))
        }
        #expect(!policy.contains("unsafe") && !policy.contains("http:") && !policy.contains("*"))
        #expect(standing[.xContentTypeOptions] == "nosniff")
        #expect(standing[.referrerPolicy] == "no-referrer")
        #expect(standing[.crossOriginOpenerPolicy] == "same-origin")
        #expect(standing[.crossOriginEmbedderPolicy] == "require-corp")
        #expect(standing[.crossOriginResourcePolicy] == "same-origin")
        let client = try client()
        for address in addresses {
            for method in [HTTPMethod.get, .head, .post, .put, .delete, .options] {
                let answer = client.send(method, address, body: [])
                for field in standing { #expect(answer.fields[field.name] == nil, "\(address) sets \(field.name)") }
            }
        }
    }

    @Test("C05: the published rules of the Observatory give at least 125 points, and nothing names the product")
    func observatory() throws {
        let fields = Answers.standingFields
        var score = 100
        if let policy = fields[.contentSecurityPolicy], policy.hasPrefix("default-src 'none'"),
            !policy.contains("unsafe")
        {
            score += 10
        } else {
            score -= 25
        }
        if fields[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true {
            score += 5
        } else {
            score -= 20
        }
        if fields[.referrerPolicy] == "no-referrer" { score += 5 }
        if fields[.crossOriginResourcePolicy] == "same-origin" { score += 10 }
        if fields[.strictTransportSecurity] == nil { score -= 20 }
        if fields[.xContentTypeOptions] != "nosniff" { score -= 5 }
        let page = try client().get("/")
        if page.fields[.setCookie] != nil { score -= 20 }
        if page.fields.contains(where: { $0.name.canonicalName == "access-control-allow-origin" }) { score -= 50 }
        #expect(score >= 125)
        for field in Array(page.fields) + Array(fields) {
            #expect(!["server", "x-powered-by", "via"].contains(field.name.canonicalName))
        }
    }

    @Test("C10: unknown methods are refused with the list of those that are allowed, HEAD is GET without a body's cost")
    func methods() throws {
        let client = try client()
        let refused = client.send(.put, "/activities", body: [])
        #expect(refused.status == .methodNotAllowed)
        #expect(refused.fields[.allow] == "GET, HEAD")
        #expect(refused.body.isEmpty)
        let get = client.get("/activities")
        let head = client.send(.head, "/activities", body: [])
        #expect(Array(head.fields) == Array(get.fields))
    }

    @Test(
        "C11: foreign host names are refused and never repeated",
        arguments: [
            "evil.example", "localhost.evil.example", "localhost:8080@evil.example", "", "LOCALHOST.",
            "169.254.169.254", "[::2]",
        ])
    func hosts(_ authority: String) throws {
        let test = try TestHouse.fresh(network: "Samples/baltic-2017-2018")
        let application = HouseApplication(test.house, names: ["localhost"])
        let request = HTTPRequest(
            path: "/", authority: authority, fields: ["X-Forwarded-Host": authority].mapped, peer: "127.0.0.1")
        guard case .answer(let answer, _) = application.plan(request) else {
            Issue.record("\(authority) was let in")
            return
        }
        #expect(answer.status == .misdirectedRequest)
        #expect(authority.isEmpty || !answer.text.contains(authority))
    }

    @Test("C12: every answer with a body says its type and its charset")
    func types() throws {
        let client = try client()
        for address in addresses {
            let type = try #require(client.get(address).fields[.contentType], "\(address)")
            #expect(type.contains("charset=utf-8") || type == "image/svg+xml", "\(address): \(type)")
        }
    }

    @Test("C13, C08: a body where none belongs is refused, and so are too many fields of a query")
    func limits() throws {
        let client = try client()
        #expect(client.send(.get, "/activities", body: [1]).status == .contentTooLarge)
        #expect(client.get("/activities?" + String(repeating: "a=1&", count: 300)).status == .badRequest)
        #expect(client.get("/activities?state=%zz").status == .badRequest)
    }

    @Test("C37: no GET changes anything")
    func reading() throws {
        let test = try TestHouse.fresh(network: "Samples/baltic-2017-2018")
        let client = try test.client()
        let before = try test.house.store.read { try $0.value("select count(*) from journal_entries", as: Int.self) }
        let batches = test.house.store.statistics.batches
        for address in addresses { _ = client.get(address) }
        #expect(
            try test.house.store.read { try $0.value("select count(*) from journal_entries", as: Int.self) } == before)
        #expect(test.house.store.statistics.batches == batches)
        for route in test.house.router.routes where route.method == .get { #expect(route.bodyLimit == 0) }
    }

    @Test("C53: what could be personal one day is never kept by a cache: pages are private, errors are not stored")
    func caching() throws {
        let client = try client()
        #expect(client.get("/activities").fields[.cacheControl] == "private, no-cache")
        #expect(client.get("/activities").fields[.vary] == "Accept-Language, Cookie")
        #expect(client.get("/nowhere").fields[.cacheControl] == "no-store")
    }

    @Test("C61: a fault tells the visitor a number and nothing else; the house stays up")
    func faults() throws {
        struct Secret: Error, CustomStringConvertible { let description = "select secret from people" }
        let room = Room("broken", window: .frontDoor) { routes in
            routes.get(Address("/broken"), for: .everyone) { _ in throw Secret() }
            routes.get(Address("/busy"), for: .everyone) { _ in throw StoreFailure.busy }
            routes.get(Address("/full"), for: .everyone) { _ in throw StoreFailure.full }
            routes.get(Address("/lost"), for: .everyone) { _ in throw StoreFailure.lost(code: 10) }
        }
        let client = try TestHouse.fresh(rooms: House.ownRooms + [room], network: "Samples/baltic-2017-2018").client()
        let answer = client.get("/broken")
        #expect(answer.status == .internalServerError)
        #expect(!answer.text.contains("select") && !answer.text.contains("Secret"))
        #expect(answer.text.contains("test"))
        for (address, status) in [
            ("/busy", HTTPStatus.serviceUnavailable), ("/full", .insufficientStorage), ("/lost", .serviceUnavailable),
        ] {
            let page = client.get(address, language: .english)
            #expect(page.status == status)
            #expect(page.text.contains("Nothing was"))
            #expect(!page.text.lowercased().contains("sql"))
        }
        #expect(client.get("/").status == .ok)
    }

    @Test("two rooms that answer one address keep the house from opening")
    func clash() {
        let room = Room("rival", window: .archive) { routes in
            routes.get(Path<String>("/states/{other}"), for: .everyone) { _, _ in .missing }
        }
        #expect(throws: Router<Right, Visitor, Outcome>.Clash.self) {
            try TestHouse.fresh(rooms: House.ownRooms + [room])
        }
    }
}

extension [String: String] {
    var mapped: HTTPFields {
        var fields = HTTPFields()
        for (name, value) in self { if let name = HTTPFieldName(name) { fields[name] = value } }
        return fields
    }
}
