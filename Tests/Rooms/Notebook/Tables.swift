import Store

extension Notebook {
    static let notes = Migration(
        "notebook/0001 notes",
        """
        create table notes (
            id      \(.key) primary key,
            text    \(.text) not null check (length(text) between 1 and 500),
            written \(.moment) not null
        ) \(.strict);
        create index notes_by_time on notes (written, id);
        """)
}
