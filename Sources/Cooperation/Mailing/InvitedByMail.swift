public import Basics
public import Identity
import Mail
public import Store

/// Whoever comes in by a code that was sent to an address, and shown to nobody, reads that address: it need not be
/// confirmed once more.
public enum InvitedByMail {
    /// Remembers where the code of an invitation went.
    static func remember(
        _ invitation: Key<Invitation>, at address: MailAddress, mail: Key<Letter>, in transaction: Transaction
    ) throws(StoreFailure) {
        try transaction.run(
            "delete from mailed_invitations where made < \(transaction.moment.adding(seconds: -60 * 24 * 3600))")
        try transaction.run(
            """
            insert into mailed_invitations (invitation, address, mail, made)
            values (\(invitation), \(address.text), \(mail), \(transaction.moment))
            """)
    }

    /// Makes the address of the invitation that of the member who came in by its code; does nothing for a code that was
    /// printed.
    public static func settle(
        _ member: Key<Member>, by code: String, reading language: Language, in transaction: Transaction
    ) throws(StoreFailure) {
        guard let invitation = Invitation.key(of: code) else { return }
        let address: String? = try transaction.value(
            "select address from mailed_invitations where invitation = \(invitation)")
        guard let address = address.flatMap(MailAddress.init) else { return }
        try transaction.run("delete from mailed_invitations where invitation = \(invitation)")
        try MailChoice.confirm(address, for: member, in: language, transaction: transaction)
    }
}
