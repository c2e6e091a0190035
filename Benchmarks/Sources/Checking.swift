import Basics
import Cooperation
import HTTP
import House
import HouseTesting
import Identity
import Store

/// Times what it costs to know who asks and what they may do, and a page as a stranger and as a member see it.
enum Checking {
    static func run(_ options: Options) throws {
        let house = try House.open(options.configuration, rooms: options.rooms)
        defer { house.store.close() }
        let test = TestHouse(house)
        let stranger = try test.client()
        let member = try test.client(as: "Asks for pages")
        for address in options.words.isEmpty ? Rendering.addresses : options.words {
            for (name, client) in [("public", stranger), ("signed-in", member)] {
                let answer = client.get(address)
                // A page of members' own has nothing to be compared with.
                if name == "public", answer.status == .seeOther { continue }
                guard answer.status == .ok else { throw Unexpected(description: "\(address): \(answer.status.code)") }
                let cost = Rendering.best { _ = client.get(address) }
                Bench.say("\(name) \(address) \(answer.body.count) bytes \(cost) µs")
            }
        }
        try parts(of: house)
    }

    /// The steps that a signed-in request takes besides its page.
    private static func parts(of house: House) throws {
        let reader = try house.store.reader()
        let now = house.clock.now, limits = house.sessionLimits
        guard let who = try Account.named("Asks for pages", in: reader).first?.id else {
            throw Unexpected(description: "nobody is there")
        }
        let token = try house.store.write { try Session.begin(for: who, device: "bench", within: limits, in: $0) }
        let today = Day(number: 17_690)
        let held = Set(try Standing.of(who, on: today, in: reader).map(\.kind))
        try say("session") { _ = try Session.find(token, at: now, within: limits, in: reader) }
        try say("functions") { _ = try Standing.of(who, on: today, in: reader) }
        try say("table") { _ = Policy.rights(of: held) }
    }

    private static func say(_ name: String, _ work: () throws -> Void) throws {
        try work()
        Bench.say("check \(name) \(Rendering.best { try? work() }) µs")
    }

    private struct Unexpected: Error, CustomStringConvertible {
        let description: String
    }
}
