public import Basics
public import Store

/// A publication or document from which facts were taken.
public struct Source: Sendable {
    public let ref: String
    public let title: Text
    public let publisher: String?
    public let published: String?
    public let address: String?

    /// Every source, in the order of the network's table.
    public static func all(in store: Connection, for language: Language) throws -> [Source] {
        try store.all(
            "select s.ref, \(Text.columns("title", of: "s", in: language)), s.publisher, s.published, s.address from sources s order by s.number"
        ) { row in
            Source(
                ref: try row.next(), title: try Text.required(in: &row, for: language), publisher: try row.next(),
                published: try row.next(), address: try row.next())
        }
    }
}
