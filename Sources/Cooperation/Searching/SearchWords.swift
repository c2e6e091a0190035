import Store

/// The index of words, in SQLite's own terms (FTS5 with external content: it is told what goes and what comes).
enum SearchWords {
    /// Takes every document anew.
    static func renew(in transaction: Transaction) throws {
        try transaction.run("insert into search_words (search_words) values ('rebuild')")
    }

    /// Takes one document that has just been put in.
    static func add(_ document: Int64, in transaction: Transaction) throws {
        try transaction.run(
            """
            insert into search_words (rowid, title_words, body_words, tags)
            select id, title_words, body_words, tags from search_documents where id = \(document)
            """)
    }

    /// Lets go of one document that is still there as it was put in.
    static func remove(_ document: Int64, in transaction: Transaction) throws {
        try transaction.run(
            """
            insert into search_words (search_words, rowid, title_words, body_words, tags)
            select 'delete', id, title_words, body_words, tags from search_documents where id = \(document)
            """)
    }
}
