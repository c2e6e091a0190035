public import Basics
import CSV
public import Store

/// Puts a network's folder into a house: one transaction, all or nothing, and nothing twice.
public enum Loader {
    /// How many rows of each table were added or changed.
    public struct Report: Sendable, Equatable {
        public internal(set) var added: [String: Int] = [:]
        public internal(set) var changed: [String: Int] = [:]
        /// Texts translated anew, the map, and links.
        public internal(set) var others = 0

        public var isNothing: Bool { added.isEmpty && changed.isEmpty && others == 0 }

        /// What happened, in a sentence a table.
        public var lines: [String] {
            guard !isNothing else { return ["nothing changed"] }
            return Tables.all.compactMap { table in
                let new = added[table.name] ?? 0
                let other = changed[table.name] ?? 0
                guard new + other > 0 else { return nil }
                return "\(table.name): \(new) added, \(other) changed"
            } + (others > 0 ? ["\(others) translations, links or files added or changed"] : [])
        }
    }

    /// Loads a folder. Rows that the house has and the folder lacks stay.
    ///
    /// Throws `Mistakes` with everything that is wrong, and then stores nothing.
    @discardableResult
    public static func load(folder path: String, into store: Store, clock: Clock = .system) throws -> Report {
        var folder = Folder(reading: path)
        let known = try store.readWhole { connection in
            var refs: [String: Set<String>] = [:]
            for table in Tables.all {
                refs[table.name] = Set(
                    try connection.all("select ref from \(name: table.identifier)") { row in try row.text() })
            }
            return refs
        }
        folder.check(against: known)
        if let map = folder.map, GeoShapes(geoJSON: map) == nil {
            folder.mistakes.append(
                Mistake(file: "map.geojson", expected: "a FeatureCollection whose features have an id and polygons"))
        }
        guard folder.mistakes.isEmpty else { throw Mistakes(all: folder.mistakes) }
        let checked = folder
        return try store.write { transaction in
            var loading = Loading(folder: checked, transaction: transaction, now: clock.now)
            try loading.run()
            return loading.report
        }
    }
}

/// One load under way.
struct Loading {
    let folder: Folder
    let transaction: Transaction
    let now: Moment
    var report = Loader.Report()
    var index = RecordIndex()
    /// The records as they stand after loading, by table and ref.
    var records: [String: [String: StoredRecord]] = [:]

    init(folder: Folder, transaction: Transaction, now: Moment) {
        self.folder = folder
        self.transaction = transaction
        self.now = now
    }

    mutating func run() throws {
        for table in Tables.all { try loadRows(of: table) }
        for table in Tables.all { try loadLinks(of: table) }
        try loadTranslations()
        try loadMap()
        guard !report.isNothing else { return }
        if report.added["network"] != nil { try SampleHouse.mark(in: transaction) }
        try SampleHouse.unmarkIfNone(in: transaction)
        try ActivityTags.renew(in: transaction)
        try SearchIndex.renew(in: transaction)
    }

    func note(
        _ verb: String, _ table: String, _ record: Key<AnyRecord>,
        _ values: [(field: String, old: String?, new: String?)]
    ) {
        let fields = values.map { Change.Field($0.field, from: $0.old, to: $0.new) }
        transaction.note(Change(by: "load", verb, table: table, record: record, values: fields))
    }
}
