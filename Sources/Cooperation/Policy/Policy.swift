public import Languages
public import Room

/// Who may do what, and why: the one table that every room, page, list and answer of the house follows.
public enum Policy {
    /// A row of the table.
    public struct Rule: Sendable {
        public let right: Right
        /// What the right allows, as people read it.
        public let allows: Phrase
        public let holders: Holders
        public let reason: Phrase

        init(_ right: Right, _ allows: Phrase, _ holders: Holders, because reason: Phrase) {
            self.right = right
            self.allows = allows
            self.holders = holders
            self.reason = reason
        }
    }

    /// Whom a right belongs to.
    public enum Holders: Sendable, Hashable {
        case everybody
        /// Whoever has signed in, with or without a function.
        case whoeverSignedIn
        /// Those who hold one of these functions today.
        case holding(Set<FunctionKind>)
        /// The same, where they came in by a passkey and have a second one.
        case holdingWithPasskeys(Set<FunctionKind>)
        /// Those who hold a function in the group that is meant, and the secretariat.
        case inTheGroup
    }

    /// The rule of a right; every right has one, or the house does not build.
    public static func rule(for right: Right) -> Rule {
        switch right {
        case .everyone:
            Rule(
                right, Phrase("Read what is public, search it, and come in"), .everybody,
                because: Phrase("What the network does for children is everybody's to know."))
        case .ownAccount:
            Rule(
                right, Phrase("Keep one's own keys, words and sessions"), .whoeverSignedIn,
                because: Phrase("Nobody else can know which of them are lost."))
        case .members:
            Rule(
                right, Phrase("See who the members are and how they are reached"), .holding(cooperating),
                because: Phrase("Those who work together reach each other; strangers go through the secretariat."))
        case .recording:
            Rule(
                right, Phrase("Write down what the network does, correct it, withdraw it"), .holding([.secretariat]),
                because: Phrase("One desk writes, so that one desk answers for what is written."))
        case .translating:
            Rule(
                right, Phrase("Put what was written into another language"), .holding([.secretariat, .translator]),
                because: Phrase("A translator changes how it is said, and never what."))
        case .publishing:
            Rule(
                right, Phrase("Give out an annual report"), .holding([.secretariat, .chair]),
                because: Phrase("It goes out under the name of the network and of its chair."))
        case .people:
            Rule(
                right, Phrase("Let people in and give them functions"), .holding([.secretariat]),
                because: Phrase("The states tell the secretariat whom they send."))
        case .consenting:
            Rule(
                right, Phrase("Consent to what nobody may do alone"), .holding([.secretariat, .chair, .viceChair]),
                because: Phrase("Two see more than one, and neither can be made to do it alone."))
        }
    }

    /// All rows, in the order of the rights.
    public static let rules = Right.allCases.map(rule)

    /// What somebody may do who holds these functions today; nil for a visitor who has not signed in.
    public static func rights(of functions: Set<FunctionKind>?) -> Set<Right> {
        Set(
            rules.filter { rule in
                switch rule.holders {
                case .everybody: true
                case .whoeverSignedIn: functions != nil
                case .holding(let kinds): functions.map { !$0.isDisjoint(with: kinds) } ?? false
                // These say who sees a record; no right is held in such a way.
                case .holdingWithPasskeys, .inTheGroup: false
                }
            }.map(\.right))
    }

    /// What somebody may do who acts in one of the functions they hold; nil for a member who holds none.
    public static func rights(actingIn function: FunctionKind?) -> Set<Right> {
        rights(of: function.map { [$0] } ?? [])
    }

    private static let cooperating: Set<FunctionKind> = [
        .chair, .viceChair, .seat, .alternate, .secretariat, .contactPoint, .observer,
    ]
}
