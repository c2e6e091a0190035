import Basics
import Cooperation
import EngineTesting
import HTTP
import House
import HouseTesting
import Identity
import Room
import Store
import Testing
import Web

@Suite("What is not for everybody", .onEveryEngineWhenLong, .timeLimit(.minutes(10)))
struct SightTests {
    private let test: TestHouse

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
    }

    private static let words = ["members", "group/geschaeftsstelle", "confidential"]

    @Test("changes no page of a stranger's, nor any of a member's without a function, by a single byte")
    func alike() throws {
        let secretary = try test.client(as: "Vera Sample")
        let guests = [try test.client(), try test.client(as: "Nils Sample", holding: [])]
        let addresses = try crawl(guests[0]) + crawl(guests[1])
        #expect(addresses.count > 150)
        let before = addresses.map { address in guests.map { $0.get(address, language: .english).body } }
        let hidden = try Hidden.all(as: Self.words, in: test, by: secretary)
        var cells = 0
        for (address, was) in zip(addresses, before) {
            for (guest, old) in zip(guests, was) {
                let now = guest.get(address, language: .english).body
                // How often a word occurs anywhere weighs in the order of what a search finds; what it finds is the same.
                let isSame = address.contains("search?") ? now.sorted() == old.sorted() : now == old
                #expect(isSame, "\(address) differs: \(difference(old, now))")
                cells += 1
            }
        }
        for one in hidden.flatMap(\.addresses) {
            for guest in guests {
                let answer = guest.get(one, language: .english)
                #expect(!answer.text.contains(Hidden.mark), "\(one)")
            }
        }
        print("Hidden records change no page: \(addresses.count) addresses, \(cells) pages the same")
    }

    @Test("C32: is not there, exactly as what never was")
    func missing() throws {
        let secretary = try test.client(as: "Vera Sample")
        let stranger = try test.client()
        for one in try Hidden.all(as: Self.words, in: test, by: secretary) {
            for (address, never) in one.pairs {
                let (found, none) = (stranger.get(address, language: .english), stranger.get(never, language: .english))
                #expect(found.status == none.status, "\(address)")
                #expect(
                    found.text.replacing(address, with: "") == none.text.replacing(never, with: ""), "\(address)")
            }
        }
    }

    @Test("C31: is seen by those whom the policy names, wherever it stands, and by nobody else")
    func matrix() throws {
        let secretary = try test.client(as: "Vera Sample")
        let hidden = try Hidden.all(as: Self.words, in: test, by: secretary)
        let guests = try Guest.all(in: test)
        var cells = 0
        for guest in guests {
            for one in hidden {
                let sees = guest.sees.contains(one.word)
                for address in one.addresses where !address.hasPrefix("/desk") || guest.isSecretary {
                    let text = guest.client.get(address, language: .english).text.replacing(/<\/?mark>/, with: "")
                    let isShown = text.contains("\(Hidden.mark) \(one.word)")
                    let isPublic = address.hasPrefix("/api") || address.hasPrefix("/reports")
                    #expect(isShown == (sees && !isPublic), "\(guest.name), \(one.word), \(address)")
                    cells += 1
                }
            }
        }
        #expect(cells > 300)
        print("Who sees what: \(guests.count) kinds of guests, \(cells) cells")
    }

    @Test("has a decision for every table: veiled, or open")
    func decided() {
        let veiled = Set(Tables.all.map(\.name)).subtracting(Veils.open)
        #expect(Veils.open.isSubset(of: Tables.all.map(\.name)))
        for table in veiled { #expect(Veils.all.contains { $0.hides(table) }, "\(table)") }
        for table in Tables.all where table.column("visibility") != nil { #expect(veiled.contains(table.name)) }
    }
}

/// Every address that a guest can get to by links from the front page, and what needs no link.
private func crawl(_ guest: TestClient) throws -> [String] {
    var seen: Set<String> = ["/"],
        waiting = ["/", "/members", "/account", "/search?q=fluss", "/calendar.ics", "/news.atom"]
    var found: [String] = []
    while let address = waiting.popLast(), found.count < 600 {
        let answer = guest.get(address, language: .english)
        guard answer.status == .ok else { continue }
        found.append(address)
        for match in answer.text.matches(of: /href="(\/[^"#]*)/) {
            let next = String(match.output.1).replacing("&amp;", with: "&")
            let isOurs = !next.hasPrefix("/assets/") && !next.hasPrefix("/de") && !next.contains("after=")
            if isOurs, !next.hasPrefix("/en/"), seen.insert(next).inserted { waiting.append(next) }
        }
        for match in answer.text.matches(of: /"(\/api\/v1\/[^"]*)"/) {
            if seen.insert(String(match.output.1)).inserted { waiting.append(String(match.output.1)) }
        }
    }
    return found.sorted()
}

/// Where two answers begin to differ.
private func difference(_ one: [UInt8], _ other: [UInt8]) -> String {
    let place =
        zip(one, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(one.count, other.count)
    return String(decoding: other[max(0, place - 60)..<min(other.count, place + 60)], as: UTF8.self)
}
