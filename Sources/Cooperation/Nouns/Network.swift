public import Basics
public import Store

/// The network itself: what it is called, which languages it offers, and which day it takes for today.
public struct Network: Sendable {
    public let name: Text
    public let shortName: Text
    public let claim: Text
    public let lede: Text
    /// The languages offered, the tables' own language first.
    public let languages: [Language]
    /// The IANA name of its time zone.
    public let timeZone: String
    /// For samples: the day that every page takes for today.
    public let today: Day?
    public let houseColour: String?
    public let accentColour: String?
    public let website: String?

    /// The one network of a house; nil while none was loaded.
    public static func find(in store: Connection, for language: Language) throws -> Network? {
        try store.first(
            """
            select \(Text.columns("name", of: "n", in: language)), \(Text.columns("short_name", of: "n", in: language)),
                   \(Text.columns("claim", of: "n", in: language)), \(Text.columns("lede", of: "n", in: language)),
                   n.languages, n.time_zone, n.today, n.colour_house, n.colour_accent, n.website
              from network n
            """
        ) { row in try Network(&row, for: language) }
    }

    private init(_ row: inout Row, for language: Language) throws(StoreFailure) {
        name = try Text.required(in: &row, for: language)
        shortName = try Text.required(in: &row, for: language)
        claim = try Text.required(in: &row, for: language)
        lede = try Text.required(in: &row, for: language)
        languages = try row.text().split(separator: " ").compactMap { Language(rawValue: String($0)) }
        timeZone = try row.next()
        today = try row.next()
        houseColour = try row.next()
        accentColour = try row.next()
        website = try row.next()
    }
}
