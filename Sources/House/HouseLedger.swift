import Basics
import Cooperation
import Identity
import Journal
import Store

/// The house's books: the journal of all changes, and the notices and mails to whom they concern.
struct HouseLedger: Ledger {
    /// What is told by mail; nil where the house sends none.
    private let mail: HouseMail?
    private let journal = Journal()

    init(mail: HouseMail? = nil) {
        self.mail = mail
    }

    var migrations: [Migration] { journal.migrations }

    func append(_ changes: [Change], at moment: Moment, to connection: Connection) throws {
        try journal.append(changes, at: moment, to: connection)
    }

    func follow(_ changes: [Change], in transaction: Transaction) throws {
        try Telling.tell(changes, in: transaction)
        try mail?.tell(changes, in: transaction)
        for change in changes where change.verb == "member.ended" {
            try MailChoice.forget(of: change.record.cast(to: Member.self), in: transaction)
        }
    }
}
