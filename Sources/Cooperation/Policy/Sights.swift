public import Languages
import Room
public import Store

/// Who sees which records, and why: the second half of the policy. Readers' connections follow it by themselves (`Veils`).
public enum Sights {
    /// A row of the table.
    public struct Rule: Sendable {
        public let name: Phrase
        public let holders: Policy.Holders
        public let reason: Phrase
    }

    /// What members see, and nothing of a group's: for the house's own look at how somebody is reached.
    public static let members = Sight([Visibility.members.word].compactMap(\.self))

    static let insiders: Set<FunctionKind> = [.secretariat, .chair, .viceChair]

    /// A seat for which no group is named is one in the group of officials.
    static let seated: Set<FunctionKind> = [.seat, .alternate, .chair, .viceChair]

    /// All rows, from the widest to the narrowest.
    public static let rules = [
        Rule(
            name: Phrase("Records for everybody"), holders: .everybody,
            reason: Phrase("What the network does for children is everybody's to know.")),
        Rule(
            name: Phrase("Records for members"), holders: Policy.rule(for: .members).holders,
            reason: Phrase("What is not settled yet is talked over among those who settle it.")),
        Rule(
            name: Phrase("Records of a group"), holders: .inTheGroup,
            reason: Phrase("A group thinks aloud before it speaks; the secretariat writes it down.")),
        Rule(
            name: Phrase("Confidential records"), holders: .holdingWithPasskeys(insiders),
            reason: Phrase("Few need them, and those come in by a passkey that nobody can talk them out of.")),
    ]

    /// What somebody sees who holds these functions today; whoever has not signed in sees what everybody may.
    ///
    /// - Parameter hasPasskeys: whether they came in by a passkey and have a second one.
    public static func sight(
        of held: [Standing]?, hasPasskeys: @autoclosure () throws -> Bool, in store: some Querying
    ) throws -> Sight {
        guard let held, !held.isEmpty else { return .everybody }
        let kinds = Set(held.map(\.kind))
        var words: [String] = []
        if Policy.rights(of: kinds).contains(.members), let word = Visibility.members.word { words.append(word) }
        words += try groups(of: held, in: store).map(Visibility.groupWord)
        if try !kinds.isDisjoint(with: insiders) && hasPasskeys(), let word = Visibility.confidential.word {
            words.append(word)
        }
        return Sight(words)
    }

    /// The refs of the groups whose records somebody sees.
    private static func groups(of held: [Standing], in store: some Querying) throws -> [String] {
        if held.contains(where: { $0.kind == .secretariat }) { return try store.values("select ref from groups") }
        let named = held.compactMap(\.group)
        let isSeated = held.contains { seated.contains($0.kind) && $0.group == nil }
        return try named + (isSeated ? store.values("select ref from groups where kind = 'members'") : [])
    }
}
