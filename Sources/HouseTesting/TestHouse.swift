public import Basics
import Cooperation
public import House
public import Room
import Store
import StoreTesting

/// A house of its own for one test: a fresh store that is removed with it, and a clock that stands still.
///
///     let client = try TestHouse.fresh(network: "Samples/baltic-2017-2018").client()
///     let page = client.get("/activities?state=SE")
public final class TestHouse: Sendable {
    public let house: House

    /// What the clock of a test house shows: 19 April 2018, half past nine, UTC.
    public static let moment = Moment(milliseconds: 1_524_130_200_000)

    /// Takes over a house that is already open.
    public init(_ house: House) {
        self.house = house
    }

    deinit {
        house.store.close()
    }

    /// Opens an empty house, or one with the network of a folder; a relative folder is looked for in the package.
    ///
    /// Throws what `House.open` and `Loader.load` throw.
    public static func fresh(
        rooms: [Room] = House.ownRooms, network: String? = nil, clock: Clock = .fixed(moment)
    ) throws -> TestHouse {
        let test = TestHouse(try House.open(Engine.tried.freshLocation(), rooms: rooms, clock: clock))
        if let network {
            let folder = network.hasPrefix("/") ? network : "\(package)/\(network)"
            _ = try Loader.load(folder: folder, into: test.house.store, clock: clock)
        }
        return test
    }

    /// Somebody who visits the house. Several may do so at once, each on a thread of its own.
    public func client() throws -> TestClient {
        try TestClient(of: self)
    }

    /// The folder of the package that this file belongs to.
    public static let package = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
}
