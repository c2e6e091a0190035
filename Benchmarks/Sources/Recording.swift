import Cooperation
import House
import HouseTesting
import Store

/// What people need who are to work in a house: they have signed in.
enum Recording {
    /// Prints the cookie and the form token of a session, each on a line: of a secretary, or of `--count` people, every
    /// fifth of them a secretary and the others of the states' seats.
    static func member(_ options: Options) throws {
        let house = try House.open(options.configuration, rooms: options.rooms)
        defer { house.store.close() }
        let test = TestHouse(house)
        for number in 0..<options.count {
            let name = options.count == 1 ? "Bench" : "Bench \(number)"
            let client = try number % 5 == 0 ? test.client(as: name) : test.client(as: name, holding: [.seat])
            Bench.say("\(client.cookie ?? "")\n\(client.token ?? "")")
        }
    }
}
