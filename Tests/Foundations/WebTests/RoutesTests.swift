import HTTP
import Markup
import Testing
import Web

@Suite("An address")
struct PathTests {
    let state = Path<String>("/states/{state}/calendar.ics")

    @Test("prints links and reads requests with one declaration")
    func both() throws {
        #expect(state("å/b").address == "/states/%C3%A5%2Fb/calendar.ics")
        #expect(state.read(["states", "SE", "calendar.ics"]) == "SE")
        #expect(Path<String, Int>("/{room}/{number}")("a", 7).address == "/a/7")
        // Two strokes at the beginning would lead to another house.
        #expect(Path<String, String>("/{room}/{name}")("", "example.org").address == "/")
        #expect(state.read(["states", "SE"]) == nil)
        #expect(Path<Int>("/activities/{number}").read(["activities", "07"]) == nil)
        #expect(Address("/")().address == "/")
    }

    @Test(
        "is decoded strictly",
        arguments: ["", "a", "//a", "/a//b", "/%zz", "/%2", "/..", "/a/%2e%2e", "/%00", "/%ff", "/a/"])
    func malformed(_ path: String) {
        #expect(Percent.segments(of: path) == nil)
    }

    @Test("stops the program at its start when its holes and values differ")
    func holes() async {
        await #expect(processExitsWith: .failure) { _ = Path<Int>("/a/{b}/{c}") }
    }
}

@Suite("The routes")
struct RoutesTests {
    private func router() throws -> Router<String, String, String> {
        var routes = Routes<String, String, String>()
        routes.get(Address("/"), for: "anybody") { name in "home of \(name)" }
        routes.get(Path<Int>("/activities/{number}"), for: "anybody") { name, number in "\(name) \(number)" }
        routes.get(Address("/activities/new"), for: "anybody") { _ in "new" }
        routes.post(Address("/activities"), for: "anybody") { _ in "posted" }
        return try Router(routes)
    }

    private func answer(_ method: HTTPMethod, _ path: String) throws -> String? {
        guard case .found(let route, let segments) = try router().match(method, path: path) else { return nil }
        return try Router<String, String, String>.answer(route, segments: segments, in: "us")
    }

    @Test("find the handler and give it its values; a word wins over a hole")
    func find() throws {
        #expect(try answer(.get, "/") == "home of us")
        #expect(try answer(.head, "/activities/12") == "us 12")
        #expect(try answer(.get, "/activities/new") == "new")
        #expect(try answer(.get, "/activities/x") == nil)
        #expect(try answer(.get, "/nowhere") == nil)
    }

    @Test("say which methods an address has")
    func methods() throws {
        guard case .wrongMethod(let allowed) = try router().match(.get, path: "/activities") else {
            Issue.record("not found as wrong method")
            return
        }
        #expect(allowed == [.post])
    }

    @Test("clash loudly when two answer one address")
    func clash() {
        var routes = Routes<String, String, String>()
        routes.get(Path<Int>("/a/{x}"), for: "anybody") { _, _ in "" }
        routes.get(Path<String>("/a/{y}"), for: "anybody") { _, _ in "" }
        #expect(throws: Router<String, String, String>.Clash.self) { try Router(routes) }
    }
}

@Suite("Fields")
struct FieldsTests {
    @Test("are decoded, trimmed and looked up by name")
    func reads() throws {
        let fields = try Fields(encoded: "a=1+2&b=%C3%A5&empty=&a=3")
        #expect(fields["a"] == "1 2")
        #expect(fields["b"] == "å")
        #expect(fields["empty"] == nil)
    }

    @Test("refuse what nobody asked for")
    func refuse() throws {
        #expect(throws: Fields.Refusal.unknown(name: "admin")) { try Fields(encoded: "text=x&admin=1").only(["text"]) }
        #expect(throws: Fields.Refusal.repeated(name: "text")) { try Fields(encoded: "text=x&text=y").only(["text"]) }
        #expect(throws: Fields.Refusal.malformed) { try Fields(encoded: "a=%zz") }
        #expect(throws: Fields.Refusal.malformed) { try Fields(encoded: "a=%00") }
        #expect(throws: Fields.Refusal.tooMany(limit: 200)) {
            try Fields(encoded: String(repeating: "a=1&", count: 201))
        }
    }

    @Test("cookies are found among others")
    func cookies() {
        #expect(Cookies.value(of: "language", in: "a=b; language=sv; c=d") == "sv")
        #expect(Cookies.value(of: "language", in: nil) == nil)
    }
}
