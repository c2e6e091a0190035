public import Store

/// The tables of which readers are shown only what they may see. What belongs to a record is seen by those who see that.
///
/// A table of the cooperation stands here or in `open`; a test asks for a decision about each.
public enum Veils {
    /// Each after those whose rows its own follow.
    public static let all: [Veil] = [
        Veil("activities", where: seen), Veil("projects", where: seen), Veil("conclusions", where: seen),
        Veil("narratives", where: seen), Veil("timeline", where: seen),
        following("project_phases", "project_id", "projects"),
        following("conclusion_items", "conclusion_id", "conclusions"),
        following("meetings", "activity_id", "activities"),
        following("agenda_items", "meeting_id", "meetings"), following("attendance", "meeting_id", "meetings"),
        following("messages", "meeting_id", "meetings"),
        Veil(
            "commitments",
            where: """
                \(seen) and (r.meeting_id is null or exists (select 1 from meetings m where m.id = r.meeting_id))
                  and (r.message_id is null or exists (select 1 from messages g where g.id = r.message_id))
                """),
        Veil(
            "papers",
            where: """
                \(seen) and (r.meeting_id is null or exists (select 1 from meetings m where m.id = r.meeting_id))
                """),
        Veil("contacts", where: Veil.sees("'members'")),
        Veil("withdrawn", where: seen),
        Veil(
            "search_documents",
            where: "r.id not in (select h.document from search_hidden h where not (\(Veil.sees("h.visibility"))))"),
        Veil("activity_tags", where: seen),
        Veil(
            "activity_tag_counts",
            columns: """
                r.tag, r.count - coalesce((select cast(sum(h.count) as \(sqlite: "integer", postgres: "bigint"))
                  from activity_hidden_counts h
                 where h.tag = r.tag and not (\(Veil.sees("h.visibility")))), 0) as count
                """, where: "true"),
    ]

    /// Tables of which everybody may see every row, as far as a page shows it.
    public static let open: Set<String> = [
        "network", "sources", "states", "organisations", "groups", "group_names", "people", "seats", "presidencies",
        "functions", "assignments", "sdg_goals", "sdg_targets", "mandates", "strategies", "priorities", "objectives",
        "contributions", "budgets", "cofinancing", "law_facts",
    ]

    private static let seen: SQL = "(r.visibility is null or \(Veil.sees("r.visibility")))"

    private static func following(_ table: Identifier, _ column: Identifier, _ whole: Identifier) -> Veil {
        Veil(table, where: "exists (select 1 from \(name: whole) w where w.id = r.\(name: column))")
    }

    /// Whether some records of a table are not for everybody.
    public static func hides(_ table: String) -> Bool { words[table] != nil }

    /// The words that stand on a record `r` of a table and on what it belongs to, parted by blanks; null where there are none.
    static func words(of table: String) -> SQL {
        words[table] ?? "null"
    }

    private static let words: [String: SQL] = [
        "activities": "r.visibility", "projects": "r.visibility", "conclusions": "r.visibility",
        "narratives": "r.visibility", "timeline": "r.visibility",
        "project_phases": "(select w.visibility from projects w where w.id = r.project_id)",
        "conclusion_items": "(select w.visibility from conclusions w where w.id = r.conclusion_id)",
        "meetings": "(select a.visibility from activities a where a.id = r.activity_id)",
        "agenda_items": ofMeeting, "attendance": ofMeeting, "messages": ofMeeting,
        "commitments": together([
            "r.visibility", ofMeeting,
            """
            (select a.visibility from messages g join meetings m on m.id = g.meeting_id
               join activities a on a.id = m.activity_id where g.id = r.message_id)
            """,
        ]),
        "papers": together(["r.visibility", ofMeeting]),
    ]

    private static let ofMeeting: SQL = """
        (select a.visibility from meetings m join activities a on a.id = m.activity_id where m.id = r.meeting_id)
        """

    private static func together(_ words: [SQL]) -> SQL {
        "nullif(trim(\(words.map { "coalesce(\($0), '')" as SQL }.joined(separator: " || ' ' || "))), '')"
    }
}
