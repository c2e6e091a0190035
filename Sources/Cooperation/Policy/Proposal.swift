import Basics
import Markup
import Store
import Web

/// A function that somebody wants to give and may not give alone, as it waits for a consent.
struct Proposal {
    enum Kind: String {
        case add, change, restore
    }

    let kind: Kind
    let table: Table
    let key: Key<AnyRecord>
    /// What the record is to say.
    let sheet: Sheet
    /// What it said when that was proposed.
    let was: Sheet?

    /// The proposal as one text.
    var text: String {
        let fields = [
            ("kind", kind.rawValue), ("table", table.name), ("key", key.description), ("sheet", sheet.encoded),
            ("was", was?.encoded ?? ""),
        ]
        return fields.map { "\(Link.encoded($0.0))=\(Link.encoded($0.1))" }.joined(separator: "&")
    }

    init(_ kind: Kind, _ table: Table, _ key: Key<AnyRecord>, _ sheet: Sheet, was: Sheet? = nil) {
        self.kind = kind
        self.table = table
        self.key = key
        self.sheet = sheet
        self.was = was
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
        guard let fields = try? Fields(encoded: text), let kind = fields["kind"].flatMap(Kind.init),
            let table = fields["table"].flatMap(Tables.named),
            let key = fields["key"].flatMap({ Hexadecimal.bytes(of: $0) }).flatMap({ Key<AnyRecord>(bytes: $0) }),
            let sheet = fields["sheet"].flatMap(Sheet.init(encoded:))
        else { return nil }
        self.init(kind, table, key, sheet, was: fields["was"].flatMap(Sheet.init(encoded:)))
    }

    /// Does what two persons want; false where the record is not any more what it was.
    func carryOut(by actor: String, in transaction: Transaction) throws -> Bool {
        let recorder = Recorder(transaction, by: actor, isConsented: true)
        switch kind {
        case .add:
            let person: String? = try transaction.value("select ref from people where ref = \(sheet["person"] ?? "")")
            guard person != nil else { return false }
            try recorder.add(sheet, to: table, key: key)
        case .change:
            guard let now = try Kept.find(key, of: table, in: transaction), now.sheet == was else { return false }
            try recorder.change(now, to: sheet)
        case .restore:
            let ref: String? = try transaction.value("select ref from withdrawn where id = \(key)")
            guard let record = try ref.flatMap({ try Withdrawn.find($0, of: table, in: transaction) }) else {
                return false
            }
            try recorder.restore(record)
        }
        return true
    }
}

extension Proposal {
    /// The error that says that this takes two; nil for what one may do alone.
    ///
    /// What takes two is that somebody gets a weighty function who did not have it for those days: a new record, another
    /// person or function, an earlier beginning or a later end. Ending one is for one alone.
    func needed(in store: some Querying) throws -> ConsentNeeded? {
        guard let function = try weightyFunction(in: sheet, store) else { return nil }
        if let was, try weightyFunction(in: was, store) == function, was["person"] == sheet["person"], isWithin(was) {
            return nil
        }
        let ref = sheet["person"] ?? ""
        let name: String? = try store.value("select name from people where ref = \(ref)")
        guard let person: Key<AnyRecord> = try store.value("select id from people where ref = \(ref)") else {
            return nil
        }
        return ConsentNeeded(act: .giveFunction, subject: person, name: name ?? ref, details: text)
    }

    /// The function that a record gives, where that is a weighty one.
    private func weightyFunction(in sheet: Sheet, _ store: some Querying) throws -> FunctionKind? {
        let kind = sheet["kind"] ?? ""
        let function: FunctionKind?
        switch table.name {
        case "assignments": function = FunctionKind(rawValue: kind)
        case "functions":
            let group = sheet["group"] ?? ""
            let isOurs = try store.value("select kind from groups where ref = \(group)") == "secretariat"
            function = FunctionKind(published: kind, inSecretariat: isOurs)
        default: function = nil
        }
        return function.flatMap { TwoPersonAct.weightyFunctions.contains($0) ? $0 : nil }
    }

    /// Whether it lasts no longer than what was there; where the precision of dates differs, it does not count as less.
    private func isWithin(_ was: Sheet) -> Bool {
        let begins = was["from"].map { earlier in sheet["from"].map { $0 >= earlier } ?? false } ?? true
        let ends = was["to"].map { later in
            sheet["to"].map { $0 <= later && $0.utf8.count >= later.utf8.count } ?? false
        }
        return begins && ends ?? true
    }
}
