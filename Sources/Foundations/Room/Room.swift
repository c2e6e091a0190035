public import Basics
public import Languages
public import Markup
public import Store
public import Web

/// What a room hands to the house.
public struct Room: Sendable {
    /// The room's name in code, in lower case.
    public let name: String
    /// The window behind which it lies.
    public let window: Window
    /// Its addresses, all in one list.
    public let routes: Routes<Right, Visitor, Outcome>
    /// Its tables, append-only.
    public let migrations: [Migration]
    /// Its entries in the navigation, in their order.
    public let doors: [Door]
    /// The last day, not after the one given, on which something happened in the room.
    public let lately: @Sendable (Connection, Day) throws -> Day?

    /// A way into a room: an entry of the navigation.
    public struct Door: Sendable {
        public let name: Phrase
        public let link: Link

        public init(_ name: Phrase, _ link: Link) {
            self.name = name
            self.link = link
        }
    }

    public init(
        _ name: String, window: Window, doors: [Door] = [], migrations: [Migration] = [],
        lately: @escaping @Sendable (Connection, Day) throws -> Day? = { _, _ in nil },
        routes: (inout Routes<Right, Visitor, Outcome>) -> Void
    ) {
        self.name = name
        self.window = window
        self.doors = doors
        self.migrations = migrations
        self.lately = lately
        var list = Routes<Right, Visitor, Outcome>()
        routes(&list)
        self.routes = list
    }
}
