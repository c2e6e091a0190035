import House
import HouseTesting
import Store

/// What recording an activity needs: somebody who has signed in.
enum Recording {
    /// Prints the cookie and the form token of a session, each on a line.
    static func member(_ options: Options) throws {
        let house = try House.open(Configuration(dataFolder: options.data), rooms: Serving.rooms)
        defer { house.store.close() }
        let client = try TestHouse(house).client(as: "Bench")
        Bench.say("\(client.cookie ?? "")\n\(client.token ?? "")")
    }
}
