import Store

/// The index of words, in SQLite's own terms (FTS5 with external content: it is told what goes and what comes).
///
/// PostgreSQL's lies in columns of the documents themselves, and follows them without being told.
enum SearchWords {
    /// Takes every document anew, and puts the index into one piece: a search in every language asks for many words,
    /// most of which are not there, and each piece has to be asked.
    static func renew(in transaction: Transaction) throws {
        guard transaction.engine == .sqlite else { return }
        try transaction.run("insert into search_words (search_words) values ('rebuild')")
        try transaction.run("insert into search_words (search_words) values ('optimize')")
    }

    /// Takes one document that has just been put in.
    static func add(_ document: Int64, in transaction: Transaction) throws {
        guard transaction.engine == .sqlite else { return }
        try transaction.run(
            """
            insert into search_words (rowid, title_words, body_words, tags)
            select id, title_words, body_words, tags from search_documents where id = \(document)
            """)
    }

    /// Lets go of one document that is still there as it was put in.
    static func remove(_ document: Int64, in transaction: Transaction) throws {
        guard transaction.engine == .sqlite else { return }
        try transaction.run(
            """
            insert into search_words (search_words, rowid, title_words, body_words, tags)
            select 'delete', id, title_words, body_words, tags from search_documents where id = \(document)
            """)
    }
}
