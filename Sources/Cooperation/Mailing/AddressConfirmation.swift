public import Basics
public import Identity
public import Mail
public import Store

/// A code by which a member shows that a mail address is theirs: it was sent there and nowhere else. It ends after a day,
/// works once, and the store keeps only its digest.
public struct AddressConfirmation: Sendable, Hashable {
    public let member: Key<Member>
    public let address: MailAddress
    public let ends: Moment

    public static let seconds: Int64 = 24 * 3600
    /// How many a member may ask for within an hour, so that nobody fills a stranger's letter box.
    public static let hourly = 5

    /// Makes the code; earlier ones of the member fit no longer.
    public static func make(
        for member: Key<Member>, at address: MailAddress, in transaction: Transaction
    ) throws(StoreFailure) -> String {
        let code = Randomness.bytes(16), now = transaction.moment
        try transaction.run("delete from mail_confirmations where member = \(member) or ends <= \(now)")
        try transaction.run(
            """
            insert into mail_confirmations (code, member, address, ends)
            values (\(Digest(of: code)), \(member), \(address.text), \(now.adding(seconds: seconds)))
            """)
        transaction.note(
            Change(by: member.description, "mail.asked", table: "mail_confirmations", record: member))
        return Hexadecimal.text(of: code)
    }

    /// What a code confirms; nil where it does not fit, or not any more.
    public static func find(
        _ code: String, at now: Moment, in store: some Querying
    ) throws(StoreFailure) -> AddressConfirmation? {
        guard code.utf8.count == 32, let bytes = Hexadecimal.bytes(of: code) else { return nil }
        return try store.first(
            """
            select \(columns: AddressConfirmation.self, of: "c") from mail_confirmations c
              join members m on m.id = c.member
             where c.code = \(Digest(of: bytes)) and c.ends > \(now) and m.ended is null
            """)
    }

    /// What a member asked for and has not confirmed yet.
    public static func waiting(
        of member: Key<Member>, at now: Moment, in store: some Querying
    ) throws(StoreFailure) -> AddressConfirmation? {
        try store.first(
            """
            select \(columns: AddressConfirmation.self) from mail_confirmations
             where member = \(member) and ends > \(now)
            """)
    }

    /// Uses the code up: the address is the member's from now on. Gives back the address it takes the place of.
    public func use(in language: Language, _ transaction: Transaction) throws(StoreFailure) -> MailAddress? {
        try transaction.run("delete from mail_confirmations where member = \(member)")
        return try MailChoice.confirm(address, for: member, in: language, transaction: transaction).address
    }
}

extension AddressConfirmation: Selectable {
    public static var columns: [StaticString] { ["member", "address", "ends"] }

    public init(_ row: inout Row) throws(StoreFailure) {
        member = try row.next()
        guard let address = MailAddress(try row.text()) else { throw row.mismatch("a mail address") }
        self.address = address
        ends = try row.next()
    }
}
