import Basics
import Languages
import Markup
import Web

extension Lint {
    /// For each language offered and each table, how many texts are not translated or translate an earlier wording.
    @Sendable
    static func translations(_ book: LintBook) -> [Finding] {
        book.languages.flatMap { language in
            Tables.all.flatMap { table in translations(of: table, into: language, book) }
        }
    }

    private static func translations(of table: Table, into language: Language, _ book: LintBook) -> [Finding] {
        var missing = 0
        var stale: [String] = []
        for record in book.all(table.name) where record.language != language {
            let known = book.translations[record.id] ?? []
            for text in record.texts {
                let translation = known.first { $0.field == text.column.name && $0.language == language }
                if translation == nil { missing += 1 }
                if let translation, translation.digest != TextDigest.of(text.body) { stale.append(record.ref) }
            }
        }
        let say = book.say
        let holes: KeyValuePairs = ["table": table.name, "language": say.name(of: language)]
        let list = { Places.records(table.name).with($0) }
        let place = Text(body: say.name(of: language), language: say.language, state: .original)
        return [
            missing == 0
                ? nil
                : Finding(
                    rule: .missingTranslation, table: table.name, ref: language.code, column: nil, place: place,
                    link: nil, mend: list([("language", language.code), ("translation", "missing")]),
                    reason: say(
                        one: "{count} text in “{table}” is not translated into {language}.",
                        other: "{count} texts in “{table}” are not translated into {language}.", count: missing, holes),
                    remedy: say("Translate them, or publish the report in other languages only.")),
            stale.isEmpty
                ? nil
                : Finding(
                    rule: .staleTranslation, table: table.name, ref: language.code, column: nil, place: place,
                    link: nil, mend: list([("language", language.code), ("translation", "stale")]),
                    reason: say(
                        one: "{count} text in “{table}” has changed since it was translated into {language}: {refs}.",
                        other:
                            "{count} texts in “{table}” have changed since they were translated into {language}: {refs}.",
                        count: stale.count,
                        ["table": table.name, "language": say.name(of: language), "refs": some(stale)]),
                    remedy: say("Bring the translations up to date.")),
        ].compactMap(\.self)
    }

    /// The first five refs, each once.
    private static func some(_ refs: [String]) -> String {
        var seen: Set<String> = []
        let once = refs.filter { seen.insert($0).inserted }
        return once.prefix(5).joined(separator: ", ") + (once.count > 5 ? " …" : "")
    }
}
