import Basics
import Languages
import Store

/// What the law of one state says, as one document in every language that the state's name is known in.
enum LawDocument {
    static func states(in store: some Querying) throws -> [Key<AnyRecord>] {
        try store.values("select distinct state_id from law_facts order by state_id")
    }

    /// Nil for a state about whose law nothing is recorded.
    static func make(of state: Key<AnyRecord>, in store: some Querying) throws -> SearchDocument? {
        let known = try store.first("select number, ref, language from states where id = \(state)") { row in
            (number: try row.next() as Int64, ref: try row.text(), language: try row.next() as Language)
        }
        guard let known else { return nil }
        let others: [Language] = try store.values(
            "select language from translations where record = \(state) and field = 'name' order by language")
        let texts = try ([known.language] + others).compactMap { language in
            try text(of: state, language, isOwn: language == known.language, in: store.connection)
        }
        guard !texts.isEmpty else { return nil }
        return SearchDocument(
            id: SearchDocument.number(day: nil, code: Searched.lawCode, known.number), record: state,
            origin: "law_facts", kind: .law, target: known.ref, date: nil,
            tags: SearchDocument.tags(.law, nil, nil, [known.ref], nil), texts: texts)
    }

    private static func text(of state: Key<AnyRecord>, _ language: Language, isOwn: Bool, in store: Connection) throws
        -> SearchDocument.Part?
    {
        let facts = try LawFact.all(state: state, in: store, for: language)
        guard !facts.isEmpty, let name = try store.named(.states, state, in: language)?.name.body else { return nil }
        let say = Languages.tongue(language)
        let lines = facts.map { fact in
            let about =
                fact.topic == "corporal-punishment"
                ? "\(say("Corporal punishment of children")), \(say(fact.setting.phrase))"
                : fact.instrument ?? say("Conventions")
            let year = fact.year.map { " \($0)" } ?? ""
            let note = fact.note.flatMap { $0.language == language ? ". \($0.body)" : nil } ?? ""
            return "\(about): \(say(fact.status.phrase))\(year)\(note)"
        }
        return SearchDocument.Part(
            language: language, isOwn: isOwn, title: say("The law: {state}", ["state": name]),
            body: lines.joined(separator: " · "))
    }
}
