public import Basics
public import Identity
import Languages
public import Mail
import Markup
public import Store
import Web

/// What the house says by mail, each word queued in the transaction of what it tells of.
///
/// A mail holds nothing that is not for everybody: it says that something waits, and where. No record's title stands in
/// one, no child's or case's anything, and of people at most how the reader's own browser calls itself.
public struct HouseMail: Sendable {
    /// Where links lead: the house's own address as its operator wrote it down, never one that a request brought along.
    public let origin: String

    public init(origin: String) {
        self.origin = origin
    }

    /// The language of a reader: the first of theirs that the network offers.
    static func language(of wanted: [Language], in store: Connection) throws -> Language {
        let offered = try Network.find(in: store, for: .english)?.languages ?? []
        return wanted.first { offered.contains($0) } ?? offered.first ?? .english
    }

    /// The invitation of a person whom the secretariat knows, with the code that lets them in.
    public func invite(
        _ person: Key<AnyRecord>, at address: MailAddress, reading languages: [Language], code: String, ends: Moment,
        by actor: String, in transaction: Transaction
    ) throws {
        try QueuedMail.withdraw(.invitation, about: person, in: transaction)
        let words = try words(in: HouseMail.language(of: languages, in: transaction.connection), transaction)
        let say = words.say
        let content = QueuedMail.Content(
            .invitation, to: address, about: person, language: say.language,
            subject: say("{house} invites you to come in", ["house": words.house]),
            text: words.text([
                say(
                    "{house} has a house on the web for those who work together, and the secretariat invites you in.",
                    ["house": words.house]),
                say(
                    "Open this address to come in. It lets one person in, once, and ends with {date}.",
                    ["date": say.date(words.zone.day(of: ends))]),
                link(Places.welcome().with([("code", code)])),
                say(
                    "Whoever opens it comes in as you, so give it to nobody. If you did not expect it, you need do nothing."
                ),
            ]))
        let id = try QueuedMail.queue(content, ends: ends, by: actor, in: transaction)
        guard let invitation = Invitation.key(of: code) else { return }
        try InvitedByMail.remember(invitation, at: address, mail: id, in: transaction)
    }

    /// Asks whoever reads an address to say that it is theirs.
    public func confirm(
        _ address: MailAddress, of member: Key<Member>, in language: Language, transaction: Transaction
    ) throws {
        try QueuedMail.withdraw(.confirmation, member: member, in: transaction)
        let code = try AddressConfirmation.make(for: member, at: address, in: transaction)
        let words = try words(in: language, transaction)
        let say = words.say
        let content = QueuedMail.Content(
            .confirmation, to: address, member: member, language: language,
            subject: say("Is this your mail address?"),
            text: words.text([
                say("Somebody, probably you, gave this address to {house}.", ["house": words.house]),
                say("If it is yours, say so within a day:"),
                link(Places.mailConfirmation().with([("code", code)])),
                say("If it was not you, you need do nothing: no further mail will come."),
            ]))
        try QueuedMail.queue(
            content, ends: transaction.moment.adding(seconds: AddressConfirmation.seconds), by: member.description,
            in: transaction)
    }

    /// Tells the old address that mail goes to another one.
    public func moved(
        from address: MailAddress, of member: Key<Member>, in language: Language, transaction: Transaction
    ) throws {
        let words = try words(in: language, transaction)
        let say = words.say
        let content = QueuedMail.Content(
            .moved, to: address, member: member, language: language,
            subject: say("Your mail goes to another address"),
            text: words.text([
                say(
                    "From now on, {house} writes to another address of yours, which was confirmed just now.",
                    ["house": words.house]),
                say("If it was not you, change your keys and tell the secretariat:"), link(Places.account()),
            ]))
        try QueuedMail.queue(content, by: member.description, in: transaction)
    }

    /// Tells by mail what may not wait, of the changes of one operation and in its transaction: a sign-in from a new place.
    public func tell(_ changes: [Change], in transaction: Transaction) throws {
        for change in changes where change.verb == "session.begun" {
            guard change.values.contains(where: { $0.name == "place" && $0.new == "new" }),
                let bytes = Hexadecimal.bytes(of: change.actor), let member = Key<Member>(bytes: bytes)
            else { continue }
            try newPlace(of: member, at: transaction.moment, in: transaction)
        }
    }

    /// Tells a member that somebody came in as them from where, or with what, nobody did before. Does nothing for a
    /// member without an address.
    func newPlace(of member: Key<Member>, at moment: Moment, in transaction: Transaction) throws {
        guard let choice = try MailChoice.find(member, in: transaction), let address = choice.reachable else { return }
        let words = try words(in: choice.language, transaction)
        let say = words.say
        let time = words.zone.localTime(of: moment)
        let content = QueuedMail.Content(
            .newPlace, to: address, member: member, language: say.language,
            subject: say("Was it you who signed in?"),
            text: words.text([
                say(
                    "Somebody signed in as you, from a network or with a browser that {house} had not seen you with before.",
                    ["house": words.house]),
                say.date(time.day) + ", " + say.time(time.hour, time.minute),
                say("If it was you, you need do nothing. If not, end that session and change your keys:"),
                link(Places.account()),
            ]))
        try QueuedMail.queue(content, by: member.description, in: transaction)
    }

    /// Says that things wait which the member has not seen: how many, and where they stand; not what they are, since a mail
    /// is read by others, too.
    func waiting(_ count: Int, for choice: MailChoice, at address: MailAddress, in transaction: Transaction) throws {
        let words = try words(in: choice.language, transaction)
        let say = words.say
        let stop = Places.unsubscription().with([("token", Hexadecimal.text(of: choice.token))])
        let content = QueuedMail.Content(
            .digest, to: address, member: choice.member, language: choice.language,
            subject: say(one: "{count} thing waits for you", other: "{count} things wait for you", count: count),
            text: words.text([
                say(
                    one: "In the house of {house}, {count} thing waits for you that you have not seen:",
                    other: "In the house of {house}, {count} things wait for you that you have not seen:", count: count,
                    ["house": words.house]),
                link(Places.notices()),
                say("To hear of it less often:") + "\n" + link(Places.accountMail()),
                say("To hear of it no more:") + "\n" + link(stop),
            ]),
            unsubscribe: HeaderAddress(link(stop)))
        try QueuedMail.queue(content, by: "system", in: transaction)
    }

    /// Asks a member whether their entry in the directory is still right.
    func confirmEntry(
        of member: Key<Member>, at address: MailAddress, in language: Language, transaction: Transaction
    ) throws {
        let words = try words(in: language, transaction)
        let say = words.say
        let content = QueuedMail.Content(
            .yearly, to: address, member: member, language: language,
            subject: say("Is your entry still right?"),
            text: words.text([
                say("Nobody has confirmed your entry in the directory of {house} for a year.", ["house": words.house]),
                say("Look at it and say that it is so, or put right what has changed:"), link(Places.directoryEntry()),
            ]))
        try QueuedMail.queue(content, by: "system", in: transaction)
    }

    func words(in language: Language, _ transaction: Transaction) throws -> MailWords {
        try MailWords(origin: origin, language, in: transaction.connection)
    }

    func link(_ place: Link) -> String { origin + place.address }
}

/// The words of one mail and what stands around them, in the reader's language.
struct MailWords {
    let say: Tongue
    /// What the network is called.
    let house: String
    let zone: Zone
    private let origin: String

    init(origin: String, _ language: Language, in store: Connection) throws {
        let network = try Network.find(in: store, for: language)
        say = Languages.tongue(language)
        house = network?.shortName.body ?? "The Child Centre"
        zone = network.flatMap { Zone.named($0.timeZone) } ?? .utc
        self.origin = origin
    }

    /// Paragraphs, and below them who writes.
    func text(_ paragraphs: [String]) -> String {
        (paragraphs + ["-- \n\(house)\n\(origin)\n\(say("A program wrote this; nobody reads an answer to it."))"])
            .joined(separator: "\n\n") + "\n"
    }
}
