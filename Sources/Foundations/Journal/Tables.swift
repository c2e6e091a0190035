import Store

extension Journal {
    /// Append only.
    static let tables = [
        Migration(
            "journal/0001 entries",
            """
            create table journal_entries (
                position       \(.integer) primary key,
                at             \(.moment) not null,
                actor          \(.text) not null,
                verb           \(.text) not null,
                subject_table  \(.text) not null,
                subject_record \(.key) not null,
                change_digest  \(.bytes) not null,
                link           \(.bytes) not null
            ) \(.strict);
            create index journal_entries_by_record on journal_entries (subject_record, position);
            create table journal_values (
                position \(.integer) primary key,
                salt     \(.bytes) not null,
                change   \(.text) not null
            ) \(.strict);
            \(sqlite: guards.sqlite, postgres: guards.postgres)
            """)
    ]

    /// The chain is what proves that nothing was altered; these keep a slip of our own from altering anything.
    ///
    /// The third one is for `insert or replace`, which deletes without asking the second.
    private static let guards: (sqlite: Schema, postgres: Schema) = (
        """
        create trigger journal_entries_stay before update on journal_entries
            begin select raise(abort, 'the journal is append-only'); end;
        create trigger journal_entries_remain before delete on journal_entries
            begin select raise(abort, 'the journal is append-only'); end;
        create trigger journal_entries_follow before insert on journal_entries
            when new.position <> coalesce((select max(position) from journal_entries), 0) + 1
            begin select raise(abort, 'the journal is append-only'); end;
        create trigger journal_values_stay before update on journal_values
            begin select raise(abort, 'the journal is append-only'); end;
        """,
        """
        create function journal_stays() returns trigger language plpgsql as
            'begin raise exception ''the journal is append-only''; end';
        create function journal_follows() returns trigger language plpgsql as
            'begin
                if new.position <> coalesce((select max(e.position) from journal_entries e), 0) + 1 then
                    raise exception ''the journal is append-only'';
                end if;
                return new;
            end';
        create trigger journal_entries_stay before update or delete or truncate on journal_entries
            for each statement execute function journal_stays();
        create trigger journal_entries_follow before insert on journal_entries
            for each row execute function journal_follows();
        create trigger journal_values_stay before update on journal_values
            for each statement execute function journal_stays();
        """
    )
}
