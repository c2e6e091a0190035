import Store

extension Migrations {
    /// What is looked through by a search: one document a record, its texts by language, and its tokens.
    ///
    /// The number of a document begins with its day, so that the order of numbers is that of days.
    static let search = Migration(
        "cooperation/0006 search",
        """
        create table search_documents (
            id          \(.integer) primary key,
            record      \(.key) not null,
            origin      \(.text) not null,
            kind        \(.text) not null,
            target      \(.text) not null,
            date        \(.text),
            tags        \(.text) not null,
            title_words \(.text) not null,
            body_words  \(.text) not null,
            unique (record, origin)
        ) \(.strict);
        create table search_texts (
            document \(.integer) not null references search_documents on delete cascade,
            language \(.text) not null,
            is_own   \(.flag) not null,
            title    \(.text) not null,
            body     \(.text) not null,
            primary key (document, language)
        ) \(.clustered);
        create table search_languages (
            language \(.text) primary key
        ) \(.clustered);
        create table search_version (
            version \(.integer) primary key
        ) \(.strict);
        \(sqlite: """
            create virtual table search_words using fts5(
                title_words, body_words, tags, content='search_documents', content_rowid='id',
                tokenize="ascii tokenchars '-._/'", prefix='5 6');
            """,
        postgres: """
            create function search_vector(title text, body text) returns tsvector
            language sql immutable parallel safe as $words$
                select coalesce(string_agg(quote_literal(w.word) || ':' || w.place || w.weight, ' '), '')::tsvector
                  from (
                    select t.word, t.place, 'A' as weight
                      from unnest(string_to_array(title, ' ')) with ordinality as t(word, place)
                    union all
                    select b.word, b.place + coalesce(cardinality(string_to_array(title, ' ')), 0) + 1, 'B'
                      from unnest(string_to_array(body, ' ')) with ordinality as b(word, place)) as w
                 where w.word <> '' and w.place < 16000
            $words$;
            alter table search_documents
                add column words tsvector generated always as (search_vector(title_words, body_words)) stored,
                add column labels text[] generated always as (string_to_array(tags, ' ')) stored;
            create index search_documents_by_words on search_documents using gin (words);
            create index search_documents_by_labels on search_documents using gin (labels);
            """)
        """)
}
