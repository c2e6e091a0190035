import Basics
import Cooperation
import Languages
import Markup
import Room
import Store
import Web

extension OpenData {
    /// `GET /api`: for people who write programs or open tables.
    @Sendable
    static func page(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let body: HTML = """
            <h1>\(say("Open data"))</h1>
            <p>\(say("Every public record of this house can be read by programs, without a key: as JSON, or as a table that spreadsheets open."))</p>
            <p>\(say("Texts come in the language asked for where they are translated, else in their own. Each says its language, and whether its translation has been checked."))</p>
            <p>\(say("A list holds at most {count} records; what it calls {next} leads on.", ["count": say.number(100), "next": "“next”"]))</p>
            \(Parts.section(say("Examples"), id: "examples", try examples(visitor)))
            \(Parts.section(say("The tables"), id: "tables", tables(visitor)))
            """
        return .page(Page(say("Open data"), in: .scientists, body: body))
    }

    private static func examples(_ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let state = try visitor.store.all(.states, in: visitor.language).first?.ref
        let activities = Places.openTable("activities")
        let all: [(String, Link)] = [
            (say("What there is"), Places.openRoot()),
            (say("The last five activities"), activities.with([("limit", "5")])),
            (
                say("Those of a state since a day, in a language"),
                activities.with([
                    ("state", state), ("since", "\(visitor.today.year)-01-01"), ("language", visitor.language.code),
                ])
            ),
            (say("A search"), Places.openSearch().with([("q", "children")])),
            (say("All activities as a table"), Places.openTable("activities.csv")),
            (say("The whole description (OpenAPI)"), Places.openDescription()),
        ]
        let rows = all.map { words, link -> HTML in
            "<dt>\(words)</dt><dd><a href=\"\(link)\"><code>\(link.address)</code></a></dd>"
        }
        return "<dl class=\"facts\">\(rows)</dl>"
    }

    private static func tables(_ visitor: Visitor) -> HTML {
        let rows = OpenTable.all.map { table -> HTML in
            """
            <li><code>\(table.name)</code> <a href="\(Places.openTable(table.name))">JSON<span class="hidden"> \(table.name)</span></a> \
            <a href="\(Places.openTable(table.name + ".csv"))">CSV<span class="hidden"> \(table.name)</span></a></li>

            """
        }
        return "<ul class=\"columns\">\n\(rows)</ul>"
    }
}
