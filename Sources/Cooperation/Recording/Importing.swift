public import Basics
import CSV
import Calendar
public import Languages
import Search
public import Store

/// A file of activities as it would be imported: row by row, what is new, what changes, and what cannot be taken.
public struct Importing: Sendable {
    public let rows: [Row]
    /// What is wrong with the file as a whole, in the reader's language.
    public let complaints: [String]

    /// One row or event of the file.
    public struct Row: Sendable {
        /// Where it stands in the file, counted from 1.
        public let line: Int
        public let sheet: Sheet
        /// The activity that it would change; nil for a new one.
        public let existing: Kept?
        public let faults: [Fault]

        /// The columns that the import would change.
        public var changes: [Column] {
            existing.map { sheet.difference(from: $0.sheet, in: $0.table) } ?? []
        }

        public var fate: Fate {
            if !faults.isEmpty { return .refused }
            guard existing != nil else { return .new }
            return changes.isEmpty ? .same : .changed
        }
    }

    public enum Fate: Sendable, CaseIterable {
        case new, changed, same, refused
    }

    /// How many rows are taken at once.
    public static let most = 500

    /// Reads a file: iCalendar (RFC 5545) where it begins as one, else CSV with the columns of activities.csv.
    ///
    /// - Parameter usual: what every new activity says where the file says nothing, such as its kind.
    public static func read(
        _ bytes: [UInt8], usual: Sheet, zone: Zone, today: Day, in store: Connection, say: Tongue
    ) throws -> Importing {
        guard let table = Tables.named("activities") else { return Importing(rows: [], complaints: []) }
        var found = Found()
        if String(decoding: bytes.prefix(64), as: UTF8.self).trimmed.uppercased().hasPrefix("BEGIN:VCALENDAR") {
            found.readCalendar(bytes, zone: zone, say: say)
        } else {
            found.readTable(bytes, table: table, say: say)
        }
        if found.rows.count > most {
            found.complaints.append(
                say(
                    "The file has {count} rows; the first {limit} are shown.",
                    ["count": say.number(found.rows.count), "limit": say.number(most)]))
        }
        let faults = Faults(in: table, store: store, say: say)
        let rows = try found.rows.prefix(most).map { row -> Row in
            let existing = try find(row, in: table, store)
            var sheet = existing?.sheet ?? usual
            for (column, value) in row.values { sheet[column] = value }
            // Who sees what is there already is changed on a page of its own.
            if let existing { sheet["visibility"] = existing.sheet["visibility"] }
            sheet.complete(in: table, today: today)
            return Row(line: row.line, sheet: sheet, existing: existing, faults: try faults.all(in: sheet))
        }
        return Importing(rows: rows, complaints: found.complaints)
    }

    /// The activity that a row speaks of: by its ref, else the one of the same day with the same title.
    private static func find(_ row: Found.Row, in table: Table, _ store: Connection) throws -> Kept? {
        if let ref = row.ref { return try Kept.find(ref, of: table, in: store) }
        guard let from = row.values["from"].flatMap(Day.init), let title = row.values["title"] else { return nil }
        let same = try store.all("select ref, title from activities where begins = \(from) order by number limit 200") {
            row in (try row.text(), try row.text())
        }
        return try same.first { PlainLetters.of($0.1) == PlainLetters.of(title) }
            .flatMap { try Kept.find($0.0, of: table, in: store) }
    }
}

/// The rows of a file before they are compared with what is there.
private struct Found {
    struct Row {
        let line: Int
        let ref: String?
        let values: [String: String]
    }

    var rows: [Row] = []
    var complaints: [String] = []

    mutating func readCalendar(_ bytes: [UInt8], zone: Zone, say: Tongue) {
        do {
            let file = try CalendarFile(bytes, zone: zone)
            complaints = file.refused.prefix(20).map { $0.text(say) }
            rows = file.events.map { event in
                var values = ["from": event.begins.description, "to": event.ends.description]
                values["title"] = event.summary?.replacing("\n", with: " ")
                values["place"] = event.location.map { String($0.prefix { $0 != "\n" }) }
                values["summary"] = event.details
                return Row(line: event.line, ref: nil, values: values)
            }
        } catch {
            complaints = [error.text(say)]
        }
    }

    mutating func readTable(_ bytes: [UInt8], table: Table, say: Tongue) {
        do {
            let file = try CSVTable(bytes)
            complaints = file.problems.prefix(20).map { $0.text(say) }
            let known = Set(table.columns.map(\.name) + ["ref"])
            let strange = file.header.filter { !known.contains($0) }
            guard strange.isEmpty else {
                complaints.append(
                    say(
                        "Nobody knows these columns: {names}. The columns are: {known}.",
                        ["names": say.list(strange), "known": say.list(["ref"] + table.columns.map(\.name))]))
                return
            }
            rows = file.rows.map { row in
                var values = Dictionary(
                    zip(file.header, row.cells.map { CSVWriter.rearmed($0).trimmed }),
                    uniquingKeysWith: { one, _ in one })
                let ref = values.removeValue(forKey: "ref").flatMap { $0.isEmpty ? nil : $0 }
                return Row(line: row.line, ref: ref, values: values)
            }
        } catch {
            complaints = [error.text(say)]
        }
    }
}

extension Recorder {
    /// Writes chosen rows of an import, all or none: a new activity under a key made from that of the import, so that the
    /// same import twice makes nothing twice. False, and nothing written, where a record is not any more what it was when
    /// the rows were read by somebody of this sight.
    public func take(_ rows: [Importing.Row], of key: Key<AnyRecord>, seeing sight: Sight) throws -> Bool {
        guard let table = Tables.named("activities") else { return false }
        var changes: [(now: Kept, sheet: Sheet)] = []
        for row in rows {
            guard let existing = row.existing else { continue }
            guard let now = try Kept.find(existing.id, of: table, in: transaction) else { return false }
            let unseen = try Unseen(by: sight, in: now, transaction)
            guard unseen.taken(from: now.sheet) == existing.sheet else { return false }
            changes.append((now, unseen.given(back: row.sheet)))
        }
        for change in changes { try self.change(change.now, to: change.sheet) }
        for row in rows {
            if row.existing == nil {
                let digest = Digest(of: key.bytes + Array("row \(row.line)".utf8))
                try add(
                    row.sheet, to: table,
                    key: Key(bytes: Array(digest.bytes.prefix(16))) ?? Key.fresh(at: transaction.moment))
            }
        }
        return true
    }
}
