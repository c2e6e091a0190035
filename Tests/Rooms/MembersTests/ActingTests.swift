import Basics
import Cooperation
import EngineTesting
import HTTP
import House
import HouseTesting
import Identity
import Store
import Testing

@Suite("The function in which somebody acts", .onEveryEngineWhenLong, .timeLimit(.minutes(10)))
struct ActingTests {
    private let house: MovingHouse

    /// One second before 1 July in Vienna: 30 June 2026, 21:59:59 in Greenwich.
    private static let eve = Moment(milliseconds: 1_782_856_799_000)

    init() throws {
        house = try MovingHouse()
    }

    private func act(in kind: String, _ client: TestClient) -> HTTPResponse {
        let page = client.get("/members", language: .english).text
        let pattern = try? Regex(
            "value=\"([0-9a-f]{32})\">\\s*<button class=\"quiet\">Act in it<span class=\"hidden\">: \(kind)")
        let found = pattern.flatMap { page.firstMatch(of: $0)?.output[1].substring.map(String.init) }
        return client.post("/members/acting", form: [("function", found ?? "")])
    }

    @Test("is the one that gives most until another is chosen, and gives its rights alone; the old session is dead")
    func choosing() throws {
        let client = try house.test.client(as: "Vera", holding: [.translator, .seat], more: ["state": "AR"])
        let first = client.get("/members", language: .english).text
        #expect(first.contains("Acting as Seat holder · Arvenia"))
        #expect(client.get("/members/directory").status == .ok)
        #expect(client.get("/desk/organisations/ar-ministerium/translate/en").status == .forbidden)
        let old = client.cookie
        let answer = act(in: "Translator", client)
        #expect(answer.status == .seeOther && client.keepCookie(of: answer))
        #expect(client.cookie != old)
        #expect(client.get("/members", language: .english).text.contains("Acting as Translator"))
        #expect(client.get("/members/directory").status == .forbidden)
        #expect(client.get("/desk/organisations/ar-ministerium/translate/en").status == .ok)
        let thief = try house.test.client()
        thief.cookie = old
        #expect(thief.get("/account").location.hasPrefix("/sign-in"))
        #expect(try house.verbs().contains("session.acting"))
    }

    @Test("cannot be one that somebody else holds, one that has ended, or something made up")
    func others() throws {
        let vera = try house.test.client(as: "Vera", holding: [.seat, .observer])
        let sven = try house.test.client(as: "Sven")
        let all: [Key<AnyRecord>] = try house.test.house.store.read { try $0.values("select id from assignments") }
        let own = Set(
            vera.get("/members").text.matches(of: /name="function" value="([0-9a-f]{32})"/).map { String($0.1) })
        #expect(own.count == 1)
        for id in all.map(\.description) where !own.contains(id) {
            let answer = sven.post("/members/acting", form: [("function", id)])
            let isOwn = answer.status == .seeOther
            if isOwn { sven.keepCookie(of: answer) }
            #expect(vera.get("/desk").status == .forbidden)
        }
        for id in ["", "0", String(repeating: "0", count: 32)] {
            #expect(vera.post("/members/acting", form: [("function", id)]).status == .notFound)
        }
        #expect(
            vera.post("/members/acting", form: [("function", own.first ?? ""), ("right", "people")]).status
                == .badRequest)
    }

    @Test("changes by itself at midnight of 1 July in the network's own time zone, for the chair and for an ended seat")
    func midnight() throws {
        let house = try MovingHouse(at: Self.eve)
        let until = ["to": "2026-06-30", "from": "2026-01-01"]
        let old = try house.test.client(as: "Otto Old", holding: [.chair], more: until)
        let new = try house.test.client(as: "Nora New", holding: [.chair], more: ["from": "2026-07-01"])
        let seat = try house.test.client(as: "Sara Seat", holding: [.seat], more: until)
        #expect(old.get("/members/consents").status == .ok)
        #expect(new.get("/members/consents").status == .forbidden)
        #expect(seat.get("/members/directory").status == .ok)
        house.pass(seconds: 1)
        #expect(old.get("/members/consents").status == .forbidden)
        #expect(new.get("/members/consents").status == .ok)
        #expect(seat.get("/members/directory").status == .forbidden)
        let page = seat.get("/members", language: .english).text
        #expect(page.contains("You hold no function today") && !page.contains("Acting as"))
    }

    @Test("C33: a function that was ended gives nothing from the next request on, thirty times over")
    func race() throws {
        let seat = try house.test.client(as: "Vera", holding: [.seat])
        for _ in 0..<30 {
            try house.write("update assignments set ends = \(try #require(Day("2026-03-09"))) where kind = 'seat'")
            #expect(seat.get("/members/directory").status == .forbidden)
            try house.write("update assignments set ends = null where kind = 'seat'")
            #expect(seat.get("/members/directory").status == .ok)
        }
    }
}
