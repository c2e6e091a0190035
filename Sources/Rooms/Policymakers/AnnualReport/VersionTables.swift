import Store

extension AnnualReport {
    /// Append only.
    static let migrations = [published]

    /// What was published stays as it was: nothing here refers to a record that may change or go, and nothing here is
    /// ever changed. `page`, `print` and `text` are whole documents; the report itself stands at `body_from` to `body_to`.
    private static let published = Migration(
        "annualreport/0001 published",
        """
        create table report_versions (
            id         \(.key) primary key,
            presidency \(.text) not null,
            number     \(.integer) not null check (number >= 1),
            published  \(.moment) not null,
            day        \(.day) not null,
            actor      \(.text) not null,
            publisher  \(.text) not null,
            unique (presidency, number)
        ) \(.strict);
        create table report_version_files (
            version    \(.key) not null references report_versions,
            position   \(.integer) not null,
            language   \(.text) not null,
            title      \(.text) not null,
            page       \(.bytes) not null,
            body_from  \(.integer) not null,
            body_to    \(.integer) not null,
            print      \(.bytes) not null,
            text       \(.bytes) not null,
            paragraphs \(.text) not null,
            digest     \(.bytes) not null,
            primary key (version, language)
        ) \(.strict);
        create table report_version_reasons (
            version \(.key) not null references report_versions,
            rule    \(.text) not null,
            count   \(.integer) not null,
            reason  \(.text) not null,
            primary key (version, rule)
        ) \(.strict);
        \(sqlite: guards.sqlite, postgres: guards.postgres)
        """)

    /// Keeps a slip of our own from changing what was published.
    private static let guards: (sqlite: Schema, postgres: Schema) = (
        """
        create trigger report_versions_stay before update on report_versions
            begin select raise(abort, 'what was published stays as it was'); end;
        create trigger report_version_files_stay before update on report_version_files
            begin select raise(abort, 'what was published stays as it was'); end;
        """,
        """
        create function report_versions_stay() returns trigger language plpgsql as
            'begin raise exception ''what was published stays as it was''; end';
        create trigger report_versions_stay before update on report_versions
            for each statement execute function report_versions_stay();
        create trigger report_version_files_stay before update on report_version_files
            for each statement execute function report_versions_stay();
        """
    )
}
