public import Languages
public import Markup
import Web

/// What a secretary can do with a record, beside where it stands on a public page.
public enum Deeds {
    /// Links to the form and the history of a record; nothing for other readers.
    public static func on(_ table: String, _ ref: String, isOffered: Bool, _ say: Tongue) -> HTML {
        guard isOffered else { return .empty }
        return """
            <p class="tools deeds-here"><a href="\(Places.record(table, ref))">\(say("Change"))</a> \
            <a href="\(Places.recordHistory(table, ref))">\(say("History of this record"))</a></p>

            """
    }

    /// A link to the form of a new record, with what is known already filled in; nothing for other readers.
    public static func new(
        _ table: String, known: [(name: String, value: String?)] = [], isOffered: Bool, _ say: Tongue
    ) -> HTML {
        guard isOffered, let outline = FormOutline.of(table) else { return .empty }
        return """
            <p class="tools deeds-here"><a href="\(Places.newRecord(table).with(known))">\(say(outline.new))</a></p>

            """
    }
}
