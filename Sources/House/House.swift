import AnnualReport
import Archive
public import Basics
public import Converters
import Cooperation
import Desk
import Doors
import Files
import Finances
import FrontDoor
public import Identity
import Mail
import Meetings
import Members
import OpenData
public import OpenID
import Postbox
public import Room
import Scientists
public import Sealing
public import Store
import Strategy
public import Web

/// The house: every room, put together on one store.
public struct House: Sendable {
    public let rooms: [Room]
    public let router: Router<Right, Visitor, Outcome>
    public let store: Store
    public let clock: Clock
    /// How long a session lasts.
    public let sessionLimits: Session.Limits
    /// Where documents become other documents.
    public let workshop: Workshop
    /// Where people find the house, such as `https://house.example.org`; nil for the port itself.
    public let address: String?
    /// Somebody else's sign-in that the house believes.
    public let provider: Provider?
    /// Where links in mails lead; nil where the house sends none.
    public let mailOrigin: String?

    /// The rooms of every Child Centre, in the order of the navigation.
    public static let ownRooms: [Room] = [
        FrontDoor.room, StrategyRoom.room, Meetings.room, AnnualReport.room, Finances.room, Archive.room,
        Scientists.room, OpenData.room, Desk.room, Doors.room,
        Members.room, Postbox.room,
    ]

    /// Opens the house of a data folder. Throws when the database cannot be opened or two routes clash.
    ///
    /// Documents are converted in `workshop`; by default, in this very process. `keyring` has the keys of what is kept
    /// sealed; those of a file stand beside it, where nothing else is said.
    public static func open(
        _ location: Store.Location, rooms: [Room] = ownRooms, clock: Clock = .system,
        sessionLimits: Session.Limits = Session.Limits(), workshop: Workshop? = nil, address: String? = nil,
        provider: Provider? = nil, mailOrigin: String? = nil, storeLimits: Store.Limits = Store.Limits(),
        keyring: Keyring? = nil
    ) throws -> House {
        let router = try Router(rooms.map(\.routes).reduce(Routes(), +))
        let store = try Store.open(
            location, migrations: migrations(of: rooms), veils: Veils.all,
            ledger: HouseLedger(mail: mailOrigin.map(HouseMail.init)), clock: clock, limits: storeLimits,
            keyring: keyring ?? usualKeyring(for: location))
        try Seals.settle(store, at: location)
        try SearchIndex.renewIfOld(in: store)
        try Newcomer.settleAll(in: store)
        return House(
            rooms: rooms, router: router, store: store, clock: clock, sessionLimits: sessionLimits,
            workshop: workshop ?? Workshops.make(for: location), address: address,
            provider: provider, mailOrigin: mailOrigin)
    }

    /// The tables of the house with these rooms.
    static func migrations(of rooms: [Room]) -> [Migration] {
        Identity.migrations + MailTables.migrations + Migrations.all + Seals.migrations + Retention.migrations
            + rooms.flatMap(\.migrations)
    }

    /// Beside a file, its keys; a database that goes with the program has one that does too.
    private static func usualKeyring(for location: Store.Location) -> Keyring {
        guard case .file(let path) = location else { return .ofThisProgram }
        return Keyring(folder: "\(Files.folder(of: path))/keys")
    }

    /// Opens the house that a configuration describes; makes its folder where it is new.
    ///
    /// Documents are converted by `helper`, where one was started. `storeLimits` says how long to wait for other programs.
    public static func open(
        _ configuration: Configuration, rooms: [Room] = ownRooms, helper: HelperProcess? = nil,
        storeLimits: Store.Limits = Store.Limits()
    ) throws -> House {
        try Files.makeFolder(configuration.dataFolder)
        return try open(
            configuration.location, rooms: rooms, sessionLimits: configuration.sessionLimits,
            workshop: Workshops.make(for: .file(configuration.databaseFile), helper: helper),
            address: configuration.address, provider: try configuration.provider?.read(),
            mailOrigin: configuration.mail == nil ? nil : configuration.address, storeLimits: storeLimits,
            keyring: Keyring(folder: configuration.keysFolder))
    }

    /// Writes the database's file anew, so that nothing of what was deleted is left in it or in its log. Throws `.busy` where
    /// somebody else is at it. What a server holds is the server's to clean up.
    public func cleanse(_ configuration: Configuration) throws {
        guard case .file(let path) = configuration.location else { return }
        try DatabaseCopy.cleanse(path)
    }

    /// Every window as it looks on a day.
    func windows(in store: Connection, on today: Day) throws -> [WindowView] {
        try Window.allCases.map { window in
            let its = rooms.filter { $0.window == window }
            let lately = try its.compactMap { try $0.lately(store, today) }.max()
            return WindowView(window: window, link: its.flatMap(\.doors).first?.link, lately: lately, today: today)
        }
    }
}
