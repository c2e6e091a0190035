import Languages

extension Lint {
    /// A paragraph that was copied from one text into another, or stands twice in one.
    @Sendable
    static func repeatedParagraphs(_ book: LintBook) -> [Finding] {
        var seen: [String: LintRecord] = [:]
        var found: [Finding] = []
        for table in Tables.all {
            for record in book.all(table.name) {
                // Titles may repeat: the conclusions and the source in which they were published have the same.
                for text in record.texts where text.column.kind != .text {
                    for paragraph in paragraphs(of: text.body) {
                        guard let first = seen[paragraph] else {
                            seen[paragraph] = record
                            continue
                        }
                        let reason = book.say(
                            "The paragraph “{text}” stands in “{place}” as well.",
                            ["text": paragraph.prefix(60) + "…", "place": first.title?.body ?? first.ref])
                        found.append(
                            book.finding(
                                .repeatedParagraph, record, text.column.name, reason: reason,
                                remedy: book.say("Keep it in one place and write here what is particular.")))
                    }
                }
            }
        }
        return found
    }

    /// The paragraphs of more than 80 characters, their white space made single blanks.
    private static func paragraphs(of text: String) -> [String] {
        text.split(separator: /\n[ \t]*\n/).map { paragraph in
            paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.filter { $0.count > 80 }
    }

    /// References, sources and addresses that lead nowhere.
    @Sendable
    static func brokenLinks(_ book: LintBook) -> [Finding] {
        book.records.values.joined().flatMap { record in
            sources(of: record, book) + websites(of: record, book) + addresses(of: record, book)
        } + dangling(book)
    }

    private static func sources(of record: LintRecord, _ book: LintBook) -> [Finding] {
        (record["source"] ?? "").split(separator: ";").compactMap { piece in
            let ref = piece.split(separator: " ").first.map(String.init) ?? ""
            guard book.record("sources", ref) == nil else { return nil }
            return book.finding(
                .brokenLink, record, "source",
                reason: book.say("The source “{source}” is not in the list of sources.", ["source": ref]),
                remedy: book.say("Add the source to the list, or name another."))
        }
    }

    private static func websites(of record: LintRecord, _ book: LintBook) -> [Finding] {
        record.table.columns.filter { $0.kind == .address }.compactMap { column in
            guard let address = record[column.name], !HousePath.isSite(address) else { return nil }
            return broken(record, column.name, address, book)
        }
    }

    private static func addresses(of record: LintRecord, _ book: LintBook) -> [Finding] {
        guard record.table.name == "narratives" else { return [] }
        let translated = (book.translations[record.id] ?? []).filter { $0.field == "body" }.map(\.body)
        var seen: Set<String> = []
        return ([record["body"] ?? ""] + translated).flatMap(HousePath.links)
            .filter { book.paths[$0] == false && seen.insert($0).inserted }
            .map { broken(record, "body", $0, book) }
    }

    private static func dangling(_ book: LintBook) -> [Finding] {
        let missing = Dictionary(grouping: book.dangling, by: \.record)
        guard !missing.isEmpty else { return [] }
        return book.records.values.joined().flatMap { record in
            (missing[record.id] ?? []).map { link in
                book.finding(
                    .brokenLink, record, link.field,
                    reason: book.say("It is linked to a record that is no longer there."),
                    remedy: book.say("Take the link away, or restore the record."))
            }
        }
    }

    private static func broken(_ record: LintRecord, _ column: String, _ address: String, _ book: LintBook) -> Finding {
        book.finding(
            .brokenLink, record, column,
            reason: book.say("The address “{address}” leads nowhere.", ["address": address]),
            remedy: book.say("Correct the address or take it away."))
    }
}
