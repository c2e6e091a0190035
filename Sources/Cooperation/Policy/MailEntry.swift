public import Basics
import Sealing
public import Store

/// Where the directory says that a person is reached by mail, and in which languages.
public struct MailEntry: Sendable {
    public let address: String?
    public let languages: [Language]

    /// Nil for somebody who has no entry that the reader may see.
    public static func of(_ person: Key<AnyRecord>, in store: some Querying) throws -> MailEntry? {
        try store.first(
            "select id, mail, languages from contacts where person_id = \(person) order by mail is null, number"
        ) { row in
            let contact: Key<AnyRecord> = try row.next()
            return MailEntry(
                address: try opened(try row.next(), of: contact, in: store), languages: languages(try row.next()))
        }
    }

    /// The address as it was typed, of one that stands sealed in an entry.
    static func opened(
        _ mail: String?, of contact: Key<AnyRecord>, in store: some Querying
    ) throws(StoreFailure) -> String? {
        try store.opened(mail, at: SealedPlace("contacts", "mail", of: contact))
    }

    static func languages(_ text: String?) -> [Language] {
        (text ?? "").split(separator: " ").compactMap { Language(rawValue: String($0)) }
    }
}
