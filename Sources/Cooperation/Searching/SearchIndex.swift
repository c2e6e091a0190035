public import Basics
public import Store

/// Everything that can be found, kept beside the records: whoever changes a record says so here. What is kept by older
/// rules, here and in the tags of activities, is renewed when the house opens.
public enum SearchIndex {
    /// Grows when documents are put together differently, so that a house renews what an older program left.
    static let version = 5

    /// Renews the index of a house in which an older program left none or another one. A house without a network has
    /// nothing to look through and is left alone.
    public static func renewIfOld(in store: Store) throws {
        let network: Key<AnyRecord>? = try store.read { connection in
            let made: Int? = try connection.value("select max(version) from search_version")
            return made == version ? nil : try connection.value("select id from network")
        }
        guard let network else { return }
        try store.write { transaction in
            try renew(in: transaction)
            try ActivityTags.renew(in: transaction)
            transaction.note(Change(by: "system", "search.renewed", table: "network", record: network))
        }
    }

    /// Works out every document anew. The caller notes its change.
    public static func renew(in transaction: Transaction) throws {
        try transaction.run("delete from search_texts")
        try transaction.run("delete from search_hidden")
        try transaction.run("delete from search_documents")
        try transaction.run("delete from search_languages")
        try transaction.run("delete from search_version")
        for searched in Searched.all {
            try searched.each(where: "true", in: transaction) { found in
                try SearchDocument(found, of: searched, in: transaction).insert(in: transaction)
            }
        }
        for state in try LawDocument.states(in: transaction) {
            try LawDocument.make(of: state, in: transaction)?.insert(in: transaction)
        }
        try SearchWords.renew(in: transaction)
        try transaction.run(
            "insert into search_languages (language) select distinct language from search_texts")
        try transaction.run("insert into search_version (version) values (\(version))")
    }

    /// Builds what a database keeps beside the documents, after they came from another database as they are.
    public static func adopt(in transaction: Transaction) throws {
        try SearchWords.renew(in: transaction)
    }

    /// Takes one record as it stands now, after it was added, changed, translated, linked or removed, and the records
    /// that take their day from it. The caller notes its change.
    ///
    /// The index itself is renewed once for all that is written together.
    public static func update(
        _ record: Key<AnyRecord>, of table: String, isNew: Bool = false, in transaction: Transaction
    ) throws {
        transaction.afterwards("search \(table) \(record)") {
            try updateNow(record, of: table, isNew: isNew, in: $0)
        }
    }

    private static func updateNow(
        _ record: Key<AnyRecord>, of table: String, isNew: Bool = false, in transaction: Transaction
    ) throws {
        if table == "law_facts" || table == "states" { try updateLaw(record, of: table, in: transaction) }
        if !isNew { try remove(record, of: table, in: transaction) }
        for searched in Searched.all where searched.table.name == table {
            try searched.each(where: "r.id = \(record)", in: transaction) { found in
                let document = try SearchDocument(found, of: searched, in: transaction)
                try document.insert(in: transaction)
                try document.insertWords(in: transaction)
            }
            for follower in isNew ? [] : searched.followers {
                let records: [Key<AnyRecord>] = try transaction.values(
                    "select id from \(name: follower.table) where \(name: follower.column) = \(record)")
                for record in records { try updateNow(record, of: follower.table.name, in: transaction) }
            }
        }
        for whole in Searched.all {
            for part in whole.parts where part.table.name == table {
                try updateWhole(of: part, record, in: whole, transaction)
            }
        }
    }

    /// A part that is gone no longer knows what it was a part of, so all are looked at; there are few of those.
    private static func updateWhole(
        of part: (table: Identifier, column: Identifier), _ record: Key<AnyRecord>, in whole: Searched,
        _ transaction: Transaction
    ) throws {
        let one: Key<AnyRecord>? = try transaction.value(
            "select \(name: part.column) from \(name: part.table) where id = \(record)")
        for id in try one.map({ [$0] }) ?? transaction.values("select id from \(name: whole.table)") {
            try updateNow(id, of: whole.table.name, in: transaction)
        }
    }

    /// A fact that is gone no longer knows its state, so all are looked at; there is one document a state.
    private static func updateLaw(_ record: Key<AnyRecord>, of table: String, in transaction: Transaction) throws {
        let one: Key<AnyRecord>? =
            table == "states" ? record : try transaction.value("select state_id from law_facts where id = \(record)")
        for state in try one.map({ [$0] }) ?? transaction.values("select id from states") {
            try remove(state, of: "law_facts", in: transaction)
            guard let document = try LawDocument.make(of: state, in: transaction) else { continue }
            try document.insert(in: transaction)
            try document.insertWords(in: transaction)
        }
    }

    private static func remove(_ record: Key<AnyRecord>, of table: String, in transaction: Transaction) throws {
        let old: [Int64] = try transaction.values(
            "select id from search_documents where record = \(record) and origin = \(table)")
        for document in old {
            try SearchWords.remove(document, in: transaction)
            try transaction.run("delete from search_texts where document = \(document)")
            try transaction.run("delete from search_hidden where document = \(document)")
            try transaction.run("delete from search_documents where id = \(document)")
        }
    }
}
