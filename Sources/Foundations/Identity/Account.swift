public import Basics
public import Store

/// A member as the list of members has them.
public struct Account: Sendable, Hashable {
    public let id: Key<Member>
    public let name: String
    /// The mail address or user name by which they sign in, folded.
    public let address: String
    public let added: Moment
    /// When they left; nil for those who may come in.
    public let ended: Moment?

    /// Adds a member. Throws a broken `unique` rule when somebody already signs in by this address.
    ///
    /// `password` is a hash that `PasswordHash` made; any other text lets nobody in.
    public static func add(
        name: String, address: String, password: String, in transaction: Transaction
    ) throws(StoreFailure) -> Key<Member> {
        let id = Key<Member>.fresh(at: transaction.moment)
        try transaction.run(
            """
            insert into members (id, name, address, password, added)
            values (\(id), \(cleaned(name)), \(folded(address)), \(password), \(transaction.moment))
            """)
        transaction.note(
            Change(
                by: id.description, "member.added", table: "members", record: id,
                values: [.init("name", to: cleaned(name))]))
        return id
    }

    /// Whether anybody can sign in.
    public static func exists(in store: some Querying) throws(StoreFailure) -> Bool {
        try store.value("select 1 from members where ended is null limit 1", as: Int.self) != nil
    }

    /// Everybody who is or was a member, by name.
    public static func all(in store: some Querying) throws(StoreFailure) -> [Account] {
        try store.all("select \(columns: Account.self) from members order by ended is not null, name, id")
    }

    /// The member who signs in by an address.
    public static func find(address: String, in store: some Querying) throws(StoreFailure) -> Account? {
        try store.first(
            "select \(columns: Account.self) from members where address = \(folded(address)) and ended is null")
    }

    /// The member of a key, unless they have left.
    public static func find(_ member: Key<Member>, in store: some Querying) throws(StoreFailure) -> Account? {
        try store.first("select \(columns: Account.self) from members where id = \(member) and ended is null")
    }

    /// The members who are called by a name or sign in by it.
    public static func named(_ text: String, in store: some Querying) throws(StoreFailure) -> [Account] {
        try store.all(
            """
            select \(columns: Account.self) from members
             where (name = \(text) or address = \(folded(text))) and ended is null order by id
            """)
    }

    /// Lets a member come in no longer, forgets all their keys, and ends all their sessions. False when they had left already.
    @discardableResult
    public static func end(
        _ member: Key<Member>, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        let now = transaction.moment
        guard try transaction.run("update members set ended = \(now) where id = \(member) and ended is null") > 0
        else { return false }
        transaction.note(Change(by: actor, "member.ended", table: "members", record: member))
        for keys: SQL in [
            "passkeys", "timed_codes", "recovery_codes", "entries", "provided", "places", "program_keys",
            "feed_addresses",
        ] {
            try transaction.run("delete from \(keys) where member = \(member)")
        }
        try Session.endAll(of: member, by: actor, in: transaction)
        return true
    }

    /// A name without what could disturb a line, a terminal or the direction of the text around it.
    public static func cleaned(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.filter { !isDisturbing($0) })).trimmed
    }

    /// Control characters, and those that turn the direction of text (Unicode, UAX 9).
    private static func isDisturbing(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
    }

    /// An address as it is compared: without white space around it, and in lower case.
    public static func folded(_ address: String) -> String {
        address.trimmed.lowercased()
    }
}

extension Account: Selectable {
    public static var columns: [StaticString] { ["id", "name", "address", "added", "ended"] }

    public init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        name = try row.next()
        address = try row.next()
        added = try row.next()
        ended = try row.next()
    }
}

extension Member {
    /// The name of whoever the journal calls `actor`, members who have left included; nil for who is no member.
    public static func name(of actor: String, in store: some Querying) throws(StoreFailure) -> String? {
        guard let bytes = Hexadecimal.bytes(of: actor), let id = Key<Member>(bytes: bytes) else { return nil }
        return try store.value("select name from members where id = \(id) and name <> \(nameless)")
    }
}
