import Basics
public import Languages
public import Store

/// What is wrong with one field of a form.
public struct Fault: Sendable, Equatable {
    /// The column; empty for the record as a whole.
    public let field: String
    /// What is wrong and what to do, in the reader's language.
    public let sentence: String
}

/// Checks a sheet before it is written down. Nothing is refused without a sentence that says what would be right.
public struct Faults {
    let table: Table
    let store: Connection
    let say: Tongue

    public init(in table: Table, store: Connection, say: Tongue) {
        self.table = table
        self.store = store
        self.say = say
    }

    /// How many characters (Unicode scalars) a field may have.
    public static func limit(of column: Column) -> Int {
        switch column.kind {
        case .text: 500
        case .prose: 20_000
        case .document: 200_000
        default: 500
        }
    }

    /// Everything wrong with a sheet, in the order of the fields.
    public func all(in sheet: Sheet) throws -> [Fault] {
        var faults: [Fault] = []
        for column in table.columns {
            guard let value = sheet[column.name] else {
                if column.isRequired { faults.append(Fault(field: column.name, sentence: missing(column))) }
                continue
            }
            if let sentence = try fault(of: value, in: column) {
                faults.append(Fault(field: column.name, sentence: sentence))
            }
        }
        return faults + together(sheet)
    }

    private func missing(_ column: Column) -> String {
        switch column.kind {
        case .choice, .reference: say("Choose one.")
        case .day, .date: say("Say when.")
        case .number: say("Give a number.")
        default: say("Write something here.")
        }
    }

    private func fault(of value: String, in column: Column) throws -> String? {
        let limit = Faults.limit(of: column)
        guard value.unicodeScalars.count <= limit else {
            return say(
                "At most {limit} characters; yours has {count}.",
                ["limit": say.number(limit), "count": say.number(value.unicodeScalars.count)])
        }
        guard column.canonical(value) != nil else { return misfit(column) }
        if let sentence = try naming(value, in: column) { return sentence }
        switch column.kind {
        case .reference(let table): return try unknown([value], in: table)
        case .links(let table): return try unknown(Column.words(value), in: table)
        case .number:
            // Nothing that is counted here is below nought but a change, and databases end at 2^63.
            guard let number = Int(value), number.magnitude < 1_000_000_000_000 else {
                return say("That number is too large.")
            }
            return number < 0 && column.name != "change_percent" ? say("Give a number that is not below nought.") : nil
        case .visibility: return try unseen(Visibility(word: value) ?? .everybody)
        case .word where column.name == "country":
            let isState: Int? = try store.value("select 1 from states where ref = \(value)")
            return isState == nil && say.country(value) == nil ? say("Choose one.") : nil
        default: return nil
        }
    }

    /// A record that its writer could not see again would be lost to them.
    private func unseen(_ visibility: Visibility) throws -> String? {
        if case .group(let ref) = visibility, let sentence = try unknown([ref], in: "groups") { return sentence }
        return store.shows(visibility.word) ? nil : say("You would not see it yourself any more. Choose another.")
    }

    /// What names a child in a text; a refusal in the reader's language, nil where nothing does.
    public func naming(_ value: String, in column: Column) throws -> String? {
        guard column.holdsFreeText else { return nil }
        let sample: Day? = try store.value("select today from network where today is not null limit 1")
        return ChildSign.first(in: value, on: sample ?? Moment.now.day).map { say($0.phrase) }
    }

    /// The same for all texts of a sheet.
    public func naming(in sheet: Sheet) throws -> [Fault] {
        try table.columns.compactMap { column in
            try sheet[column.name].flatMap { try naming($0, in: column) }.map {
                Fault(field: column.name, sentence: $0)
            }
        }
    }

    private func misfit(_ column: Column) -> String {
        switch column.kind {
        case .day: say("Give a day, such as 2018-04-19.")
        case .date: say("Give a day, a month or a year, such as 2018-04-19, 2018-04 or 2018.")
        case .number: say("Give a whole number.")
        case .address: say("Give an address that begins with https:// or http://.")
        case .text, .word: say("One line is enough here.")
        default: say("Choose one.")
        }
    }

    private func unknown(_ refs: [String], in name: String) throws -> String? {
        guard let table = Tables.named(name) else { return nil }
        for ref in refs {
            let known: Int? = try store.value("select 1 from \(name: table.identifier) where ref = \(ref)")
            if known == nil { return say("“{code}” is not there any more. Choose another.", ["code": ref]) }
        }
        return nil
    }

    /// What several fields say together.
    private func together(_ sheet: Sheet) -> [Fault] {
        var faults: [Fault] = []
        for (first, last) in [("from", "to"), ("date", "until"), ("member_from", "member_to")] {
            guard let from = sheet[first], let to = sheet[last], Faults.isAfter(from, to) else { continue }
            faults.append(Fault(field: last, sentence: say("This is before the beginning.")))
        }
        let waits = ["postponed", "waiting"].contains(sheet["state"] ?? "")
        if waits, table.column("reason") != nil, sheet["reason"] == nil {
            faults.append(Fault(field: "reason", sentence: say("Say why it was postponed or what it waits for.")))
        }
        return faults
    }

    /// Whether a date lies after another, as far as both are known: 2018-05 is not after 2018.
    private static func isAfter(_ one: String, _ other: String) -> Bool {
        let length = min(one.utf8.count, other.utf8.count)
        return one.prefix(length) > other.prefix(length)
    }
}
