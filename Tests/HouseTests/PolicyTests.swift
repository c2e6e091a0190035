import Basics
import Cooperation
import HTTP
import House
import HouseTesting
import Identity
import Languages
import Markup
import Room
import Store
import Testing
import Web

@Suite("The policy", .timeLimit(.minutes(10)))
struct PolicyTests {
    private let test: TestHouse

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
    }

    /// Whoever may come: a stranger, a member without a function, and a holder of each.
    private enum Guest: CustomStringConvertible {
        case stranger
        case member([FunctionKind])
        /// Held a function until yesterday.
        case former(FunctionKind)

        var description: String {
            switch self {
            case .stranger: "a stranger"
            case .member(let kinds): kinds.isEmpty ? "a member without a function" : kinds.map(\.rawValue).joined()
            case .former(let kind): "a former \(kind.rawValue)"
            }
        }

        var rights: Set<Right> {
            switch self {
            case .stranger: Policy.rights(of: nil)
            case .member(let kinds): Policy.rights(of: Set(kinds))
            case .former: Policy.rights(of: [])
            }
        }
    }

    @Test("C31: is kept at every address, by every function, by members without one and by strangers")
    func matrix() throws {
        let kinds = FunctionKind.allCases
        let guests = [Guest.stranger, .member([])] + kinds.map { .member([$0]) } + kinds.map { .former($0) }
        let routes = test.house.router.routes
        var cells = 0
        for guest in guests {
            // A form may end every session of its sender, so each request has one of its own.
            let newcomer = {
                switch guest {
                case .stranger: try test.client()
                case .member(let kinds): try test.client(as: "\(guest)", holding: kinds)
                case .former(let kind):
                    try test.client(
                        as: "\(guest)", holding: [kind], more: ["from": "2001-01-01", "to": "2026-03-09"])
                }
            }
            for route in routes {
                let client = try newcomer()
                let address = route.address.replacing(/\{[^}]*\}/, with: "1")
                let answer =
                    route.method == .post
                    ? client.post(address, form: [], language: .english) : client.get(address, language: .english)
                let place: Comment = "\(guest) at \(route.method.rawValue) \(route.address): \(answer.status.code)"
                let isSentToTheDoor =
                    answer.status.code == 401 || (answer.fields[.location] ?? "").hasPrefix("/sign-in?next=")
                let isClosed = answer.text.contains("<h1>This belongs to others</h1>")
                switch (guest.rights.contains(route.need), guest) {
                case (true, _):
                    #expect(!isSentToTheDoor && !isClosed, place)
                case (false, .stranger):
                    #expect(isSentToTheDoor && !isClosed, place)
                case (false, .member), (false, .former):
                    #expect(isClosed && answer.status == .forbidden, place)
                    #expect(!answer.text.contains("action=\"\(address)\""), place)
                }
                cells += 1
            }
        }
        #expect(cells == guests.count * routes.count)
        print("The policy's matrix: \(routes.count) routes and \(guests.count) kinds of guests, \(cells) cells")
    }

    @Test("has a reason for every right, and a page that says so in every language")
    func page() throws {
        let visitor = try test.client()
        for language in [Language.german, .english] {
            #expect(visitor.get("/who-may-do-what", language: language).status == .ok)
        }
        let text = visitor.get("/who-may-do-what", language: .english).text.replacing("&#39;", with: "'")
        for rule in Policy.rules {
            #expect(text.contains(rule.allows.english), "\(rule.right)")
            #expect(text.contains(rule.reason.english), "\(rule.right)")
        }
    }

    @Test("gives a right from the first day of a function to its last, and not a day longer")
    func days() throws {
        _ = try test.client(as: "Vera", holding: [.seat], more: ["from": "2026-07-01", "to": "2027-06-30"])
        let held = { (day: String) throws -> [FunctionKind] in
            let today = try #require(Day(day))
            return try test.house.store.read { store in
                let member = try #require(try Account.named("Vera", in: store).first?.id)
                return try Standing.of(member, on: today, in: store).map(\.kind)
            }
        }
        #expect(try held("2026-06-30") == [])
        #expect(try held("2026-07-01") == [.seat])
        #expect(try held("2027-06-30") == [.seat])
        #expect(try held("2027-07-01") == [])
    }

    @Test("C33: takes a right away at the very next request, a hundred times over")
    func atOnce() throws {
        let client = try test.client(as: "Vera", holding: [.seat])
        let yesterday = try #require(Day("2026-03-09"))
        for round in 1...100 {
            let last = round % 2 == 1 ? yesterday : nil as Day?
            try test.house.store.write { transaction in
                transaction.leaveUnnoted(because: "a test ends a function and begins it again")
                try transaction.run("update assignments set ends = \(last)")
            }
            let expected: HTTPStatus = last == nil ? .ok : .forbidden
            #expect(client.get("/members/directory").status == expected, "\(round)")
        }
    }

    @Test("counts a published function that ends in a month until the end of that month")
    func months() throws {
        _ = try test.client(as: "Cara", holding: [.chair], more: ["from": "2026-01", "to": "2026-02"])
        let held = { (day: String) throws -> [FunctionKind] in
            let today = try #require(Day(day))
            return try test.house.store.read { store in
                let member = try #require(try Account.named("Cara", in: store).first?.id)
                return try Standing.of(member, on: today, in: store).map(\.kind)
            }
        }
        #expect(try held("2025-12-31") == [])
        #expect(try held("2026-02-28") == [.chair])
        #expect(try held("2026-03-01") == [])
    }
}
