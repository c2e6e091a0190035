import Basics
public import Languages
public import Markup
public import Store

/// What is said about notices, beside their kinds.
public enum NoticeWords {
    /// How many a member has not seen.
    public static func unread(_ count: Int, _ say: Tongue) -> String {
        count == 0
            ? say("There is nothing that you have not seen.")
            : say(
                one: "{count} notice that you have not seen", other: "{count} notices that you have not seen",
                count: count)
    }

    /// What the record of a notice is called, as the reader may see it today; nil where it is gone, is not theirs to see,
    /// or has no name.
    public static func subject(of notice: Notice, in store: Connection, _ say: Tongue) throws -> HTML? {
        guard let record = notice.record, let origin = notice.origin else { return nil }
        if origin == "assignments" {
            let kind: FunctionKind? = try store.value("select kind from assignments where id = \(record)")
            return kind.map { HTML(text: say($0.phrase)) }
        }
        guard let field = named[origin], let table = Tables.named(origin) else { return nil }
        return try store.first(
            """
            select \(Text.columns(field, of: "r", in: say.language)) from \(name: table.identifier) r where r.id = \(record)
            """
        ) { row in try Text.optional(in: &row, for: say.language) }??.plain(say)
    }

    /// The tables whose records have a name worth saying, and the field that holds it.
    private static let named: [String: Identifier] = ["commitments": "title", "meetings": "title", "people": "name"]
}
