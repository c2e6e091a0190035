public import Basics
public import Identity
public import Mail
public import Store

/// Where, how often and in which language a member is written to.
public struct MailChoice: Sendable, Hashable {
    public let member: Key<Member>
    /// The address that the member has shown to be theirs; nil before.
    public let address: MailAddress?
    public let confirmed: Moment?
    /// When a server said that mail to the address never arrives; nothing is sent there until it is confirmed anew.
    public let refused: Moment?
    /// What the server said.
    public let refusal: String?
    public let language: Language
    public let rhythm: MailRhythm
    /// What takes the member off the list, and can do nothing else.
    let token: [UInt8]

    /// Where mail can be sent; nil without an address, and where it does not arrive.
    public var reachable: MailAddress? { refused == nil ? address : nil }

    /// The choice of a member; nil for one who never made any.
    public static func find(
        _ member: Key<Member>, in store: some Querying
    ) throws(StoreFailure) -> MailChoice? {
        try store.first("select \(columns: MailChoice.self) from mail_choices where member = \(member)")
    }

    /// Whose token this is; nil for what is none, and for a member who has left.
    public static func find(token: String, in store: some Querying) throws(StoreFailure) -> MailChoice? {
        guard token.utf8.count == 64, let bytes = Hexadecimal.bytes(of: token) else { return nil }
        return try store.first(
            """
            select \(columns: MailChoice.self, of: "c") from mail_choices c join members m on m.id = c.member
             where c.token = \(bytes) and m.ended is null
            """)
    }

    /// Keeps how often and in which language a member wants mail.
    public static func choose(
        _ rhythm: MailRhythm, in language: Language, for member: Key<Member>, by actor: String,
        in transaction: Transaction
    ) throws(StoreFailure) {
        let before = try begun(for: member, in: language, in: transaction)
        try transaction.run(
            "update mail_choices set rhythm = \(rhythm), language = \(language) where member = \(member)")
        transaction.note(
            Change(
                by: actor, "mail.chosen", table: "mail_choices", record: member,
                values: [
                    .init("rhythm", from: before.rhythm.rawValue, to: rhythm.rawValue),
                    .init("language", from: before.language.code, to: language.code),
                ]))
    }

    /// Keeps an address that a member has shown to be theirs. Gives back what held before.
    @discardableResult
    public static func confirm(
        _ address: MailAddress, for member: Key<Member>, in language: Language, transaction: Transaction
    ) throws(StoreFailure) -> MailChoice {
        let before = try begun(for: member, in: language, in: transaction)
        try transaction.run(
            """
            update mail_choices set address = \(address.text), confirmed = \(transaction.moment), refused = null,
                                    refusal = null
             where member = \(member)
            """)
        transaction.note(
            Change(by: member.description, "mail.confirmed", table: "mail_choices", record: member))
        return before
    }

    /// Notes at every member's address that is this one that mail to it never arrives.
    public static func refuse(
        _ address: MailAddress, because answer: String, in transaction: Transaction
    ) throws(StoreFailure) {
        let members: [Key<Member>] = try transaction.values(
            "select member from mail_choices where address = \(address.text) and refused is null")
        for member in members {
            try transaction.run(
                """
                update mail_choices set refused = \(transaction.moment), refusal = \(String(answer.prefix(200)))
                 where member = \(member)
                """)
            transaction.note(Change(by: "system", "mail.refused", table: "mail_choices", record: member))
        }
    }

    /// Forgets where a member who leaves was written to, and takes back what waits for them.
    public static func forget(of member: Key<Member>, in transaction: Transaction) throws(StoreFailure) {
        try QueuedMail.withdraw(member: member, in: transaction)
        for table: SQL in ["mail_choices", "mail_confirmations", "yearly_requests"] {
            try transaction.run("delete from \(table) where member = \(member)")
        }
    }

    /// The members whose mail does not arrive, by name.
    public static func refused(in store: some Querying) throws -> [(name: String, choice: MailChoice)] {
        try store.all(
            """
            select m.name, \(columns: MailChoice.self, of: "c") from mail_choices c join members m on m.id = c.member
             where c.refused is not null and m.ended is null order by m.name, m.id limit 500
            """
        ) { row in (try row.text(), try MailChoice(&row)) }
    }

    /// The member's choice, made with what is usual where there was none.
    private static func begun(
        for member: Key<Member>, in language: Language, in transaction: Transaction
    ) throws(StoreFailure) -> MailChoice {
        try transaction.run(
            """
            insert into mail_choices (member, language, rhythm, token)
            values (\(member), \(language), \(MailRhythm.usual), \(Randomness.bytes(32)))
            on conflict (member) do nothing
            """)
        guard let choice = try find(member, in: transaction) else { throw .mismatch(detail: "a member's mail") }
        return choice
    }
}

extension MailChoice: Selectable {
    public static var columns: [StaticString] {
        ["member", "address", "confirmed", "refused", "refusal", "language", "rhythm", "token"]
    }

    public init(_ row: inout Row) throws(StoreFailure) {
        member = try row.next()
        address = (try row.next() as String?).flatMap(MailAddress.init)
        confirmed = try row.next()
        refused = try row.next()
        refusal = try row.next()
        language = try row.next()
        rhythm = try row.next()
        token = try row.next()
    }
}
