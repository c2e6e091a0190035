import Basics
import Store

extension Loading {
    mutating func loadTranslations() throws {
        for text in folder.translations {
            guard let record = records[text.table]?[text.ref] else { continue }
            guard record.language != text.language else { continue }
            let source = record.values[text.field] ?? ""
            let digest = text.of ?? TextDigest.of(source)
            let old = try transaction.connection.first(
                """
                select body, state, source_digest from translations
                 where record = \(record.id) and field = \(text.field) and language = \(text.language)
                """
            ) { row in [try row.text(), try row.text(), try row.text()] }
            guard old != [text.text, text.state, digest] else { continue }
            _ = try transaction.run(
                """
                insert into translations (record, field, language, body, state, source_digest)
                values (\(record.id), \(text.field), \(text.language), \(text.text), \(text.state), \(digest))
                on conflict (record, field, language) do update
                   set body = excluded.body, state = excluded.state, source_digest = excluded.source_digest
                """)
            note("translated", text.table, record.id, [("\(text.field) \(text.language.code)", old?.first, text.text)])
            report.others += 1
        }
    }

    mutating func loadMap() throws {
        guard let map = folder.map, let network = records["network"]?.values.first else { return }
        let old: [UInt8]? = try transaction.connection.value(
            "select content from network_files where name = 'map.geojson'")
        guard old != map else { return }
        _ = try transaction.run(
            """
            insert into network_files (name, content) values ('map.geojson', \(map))
            on conflict (name) do update set content = excluded.content
            """)
        note(
            "changed", "network", network.id,
            [("map", old.map { Digest(of: $0).description }, Digest(of: map).description)])
        report.others += 1
    }
}

/// The short digest by which a translation knows the text that it translates.
enum TextDigest {
    /// The first 16 hexadecimal digits of the SHA-256 of a text.
    static func of(_ text: String) -> String {
        String(Digest(of: text).description.prefix(16))
    }
}
