import Basics
import Store

/// A way in which a list of records can be narrowed down; each follows from the columns of its table.
public struct OpenFilter: Sendable {
    /// What the parameter is called: what the pages call it, else the name of the column.
    public let name: String
    /// What it chooses, in a sentence.
    public let note: String
    public let kind: Kind
    let columns: [Column]
    /// Where the days stand: in the table itself, or of activities in the order of their days, `t`.
    var days: Identifier = "r"

    /// What activities chosen by it are tagged with; nil where they are not.
    var tag: String? {
        switch name {
        case "kind", "progress", "project", "state": name
        case "objectives": "objective"
        case "sdg_targets": "target"
        default: nil
        }
    }

    public enum Kind: Sendable, Equatable {
        /// One of a few words.
        case choice([String])
        /// The ref of a record of a table.
        case record(String)
        /// A year from 1 to 9999.
        case year
        /// A day.
        case since
    }
}

extension OpenTable {
    /// The filters of the table, in the order of its columns. Activities, of which there may be a million, can be chosen
    /// by their tags and days alone, so that no question makes the house look through all of them.
    public var filters: [OpenFilter] {
        isInDays ? everyFilter.filter { $0.tag != nil || [.year, .since].contains($0.kind) } : everyFilter
    }

    private var everyFilter: [OpenFilter] {
        var filters: [OpenFilter] = []
        for column in columns {
            switch column.kind {
            case .choice(let words):
                filters.append(OpenFilter(column.name == "state" ? "progress" : column.name, .choice(words), column))
            case .reference("states"), .links("states"),
                .word where column.name == "country":
                guard !filters.contains(where: { $0.name == "state" }) else { continue }
                filters.append(ofState)
            case .reference(let target): filters.append(OpenFilter(column.name, .record(target), column))
            case .links(let target):
                filters.append(OpenFilter(target == "projects" ? "project" : column.name, .record(target), column))
            default: break
            }
        }
        return filters + filtersByTime
    }

    private var ofState: OpenFilter {
        let its = columns.filter { column in
            [.reference("states"), .links("states")].contains(column.kind)
                || column.kind == .word && column.name == "country"
        }
        return OpenFilter(
            name: "state", note: "Only records that concern the state with this ref.", kind: .record("states"),
            columns: its)
    }

    /// By the first column among these: when something began, took place, was adopted, is due, or was published.
    private var filtersByTime: [OpenFilter] {
        if let year = columns.first(where: { $0.name == "year" }) {
            return [
                OpenFilter(
                    name: "year", note: "Only records whose `year` is this one.", kind: .year, columns: [year])
            ]
        }
        let names = ["from", "date", "adopted", "due", "published"]
        guard let time = names.lazy.compactMap({ table.column($0) }).first(where: columns.contains) else { return [] }
        return [
            OpenFilter(
                name: "year", note: "Only records whose `\(time.name)` lies in this year.", kind: .year,
                columns: [time], days: isInDays ? "t" : "r"),
            OpenFilter(
                name: "since", note: "Only records whose `\(time.name)` is this day or later.", kind: .since,
                columns: [time], days: isInDays ? "t" : "r"),
        ]
    }
}

extension OpenFilter {
    fileprivate init(_ name: String, _ kind: Kind, _ column: Column) {
        let what =
            switch kind {
            case .record(let table): "name this record of `\(table)` in"
            default: "have this word in"
            }
        self.init(name: name, note: "Only records that \(what) `\(column.name)`.", kind: kind, columns: [column])
    }

    /// What must hold of `r`; nil where the value names a record that is not there.
    func condition(_ value: String, in store: some Querying) throws -> SQL? {
        switch kind {
        case .choice: return each { "r.\(name: $0.identifier) = \(value)" }
        case .year:
            guard let year = Int(value), (1...9999).contains(year) else { return nil }
            return each { column in
                switch column.kind {
                case .number: "r.\(name: column.identifier) = \(year)"
                case .day:
                    "\(name: days).\(name: column.identifier) between \(Day(year: year, month: 1, day: 1)) and \(Day(year: year, month: 12, day: 31))"
                default: "substr(r.\(name: column.identifier), 1, 4) = \(OpenFilter.digits(year))"
                }
            }
        case .since:
            guard let day = Day(value) else { return nil }
            // A month or a year counts up to its last day.
            return each { column in
                column.kind == .day
                    ? "\(name: days).\(name: column.identifier) >= \(day)"
                    : "(r.\(name: column.identifier) >= \(value) or \(value) like r.\(name: column.identifier) || '-%')"
            }
        case .record(let target):
            guard let table = Tables.named(target),
                let key: Key<AnyRecord> = try store.value(
                    "select id from \(name: table.identifier) where ref = \(value)")
            else { return nil }
            return each { column in
                switch column.kind {
                case .reference: "r.\(name: column.identifier) = \(key)"
                case .links:
                    "exists (select 1 from links l where l.record = r.id and l.field = \(column.name) and l.target = \(key))"
                default: "r.\(name: column.identifier) = \(value)"
                }
            }
        }
    }

    /// One of the columns is enough.
    private func each(_ condition: (Column) -> SQL) -> SQL {
        "(\(columns.map(condition).joined(separator: " or ")))"
    }

    private static func digits(_ year: Int) -> String {
        String(String(10_000 + year).dropFirst())
    }
}
