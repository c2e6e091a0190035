public import Basics
public import Converters
public import Cooperation
public import House
import Identity
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
        rooms: [Room] = House.ownRooms, network: String? = nil, clock: Clock = .fixed(moment),
        workshop: Workshop? = nil, mailOrigin: String? = nil
    ) throws -> TestHouse {
        let folder = network.map { $0.hasPrefix("/") ? $0 : "\(package)/\($0)" }
        let make = { (place: Store.Location) throws -> House in
            let house = try House.open(
                place, rooms: rooms, clock: clock, workshop: workshop, mailOrigin: mailOrigin)
            if let folder { _ = try Loader.load(folder: folder, into: house.store, clock: clock) }
            return house
        }
        // What lies outside the package is a test's own, and the next one's may have the same name.
        guard folder.map({ $0.hasPrefix(package) }) ?? true else {
            return TestHouse(try make(Engine.tried.freshLocation()))
        }
        let kind = "\(rooms.map(\.name)) \(folder ?? "") \(clock.now)"
        let copy = try Engine.tried.freshLocation(like: kind) { try make($0).store.close() }
        return TestHouse(
            try copy.isMade
                ? House.open(
                    copy.place, rooms: rooms, clock: clock, workshop: workshop, mailOrigin: mailOrigin)
                : make(copy.place))
    }

    /// Somebody who visits the house. Several may do so at once, each on a thread of its own.
    ///
    /// - Parameter proxies: the machines whose word is believed about where a request comes from.
    public func client(proxies: Set<String> = []) throws -> TestClient {
        try TestClient(of: self, proxies: proxies)
    }

    /// A member of the secretariat who has signed in; one of that name is added where there is none.
    ///
    /// The client sends the session's cookie with every request, and its form token with every form.
    public func client(as name: String) throws -> TestClient {
        try client(as: name) { member, transaction in
            try Newcomer.settle(member, named: name, on: Day(number: 0), in: transaction)
        }
    }

    /// A member who has signed in and holds these functions; further words of an assignment stand in `more`.
    public func client(
        as name: String, holding kinds: [FunctionKind], more: [String: String] = [:]
    ) throws -> TestClient {
        try client(as: name) { member, transaction in
            guard let people = Tables.named("people") else { return }
            let recorder = Recorder(transaction, by: "test", isConsented: true)
            let key = Key<AnyRecord>.fresh(at: transaction.moment)
            let sheet = Sheet(language: .english, values: ["name": name])
            let person = try recorder.add(sheet, to: people, key: key).ref
            try Newcomer.link(member, to: key, by: "test", in: transaction)
            for kind in kinds {
                let isPublished = kind == .chair || kind == .viceChair
                guard let table = Tables.named(isPublished ? "functions" : "assignments") else { continue }
                var values = more.merging(["person": person, "kind": kind.rawValue]) { one, _ in one }
                if values["from"] == nil { values["from"] = "1970-01-01" }
                if isPublished {
                    values["group"] = try transaction.value("select ref from groups order by number limit 1") ?? ""
                }
                try recorder.add(
                    Sheet(language: .english, values: values), to: table, key: Key.fresh(at: transaction.moment))
            }
        }
    }

    private func client(
        as name: String, introduced: @Sendable @escaping (Key<Member>, Transaction) throws -> Void
    ) throws -> TestClient {
        let limits = house.sessionLimits
        let token = try house.store.write { transaction in
            let known = try Account.named(name, in: transaction).first?.id
            let member =
                try known ?? Account.add(name: name, address: name, password: "nobody's", in: transaction)
            if known == nil { try introduced(member, transaction) }
            return try Session.begin(for: member, device: "test", within: limits, in: transaction)
        }
        let now = house.clock.now
        let session = try house.store.read { try Session.find(token, at: now, within: limits, in: $0) }
        let client = try client()
        client.cookie = SessionCookie.text(of: token)
        client.token = session?.member.formToken
        return client
    }

    /// Makes it so that somebody came in by a passkey and has a second one.
    public func givePasskeys(to name: String) throws {
        try house.store.write { transaction in
            transaction.leaveUnnoted(because: "a test needs them")
            guard let member = try Account.named(name, in: transaction).first?.id else { return }
            try transaction.run("update sessions set means = 'passkey' where member = \(member)")
            for number in 1...2 {
                let key = Key<AnyRecord>.fresh(at: transaction.moment)
                try transaction.run(
                    """
                    insert into passkeys (id, member, credential, algorithm, public_key, count, may_be_backed_up, name, added)
                    values (\(key), \(member), \([UInt8](key.description.utf8)), -7, \([UInt8](repeating: 4, count: 65)), 0,
                            \(false), \("key \(number)"), \(transaction.moment))
                    """)
            }
        }
    }

    /// The folder of the package that this file belongs to.
    public static let package = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
}
