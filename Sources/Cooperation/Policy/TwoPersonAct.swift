public import Basics
public import Languages
public import Store

/// What nobody may do alone: one asks, another consents. The table stands beside the policy and is enforced where the
/// acts are carried out, in the transaction that does it.
public enum TwoPersonAct: String, CaseIterable, Sendable {
    /// Giving somebody one of the functions of `weightyFunctions`.
    case giveFunction = "give-function"
    /// Letting somebody in who will hold one of these functions.
    case letIn = "let-in"
    case restoreAccess = "restore-access"
    case endAccess = "end-access"
    case erase
    case export

    /// The functions that nobody gets by one person's will: whoever holds one could do much alone, or be the second in
    /// everything that takes two.
    public static let weightyFunctions: Set<FunctionKind> = [.secretariat, .operator, .chair, .viceChair]

    /// A row of the table.
    public struct Rule: Sendable {
        public let act: TwoPersonAct
        /// What it is, as people read it, with the hole `{name}`.
        public let request: Phrase
        /// What it is in general.
        public let allows: Phrase
        /// Who may ask; the operator at the machine asks by a command.
        public let askers: Set<FunctionKind>
        /// Who may be the second.
        public let consenters: Set<FunctionKind>
        public let reason: Phrase
    }

    /// The rule of an act; every act has one, or the house does not build.
    public var rule: Rule {
        switch self {
        case .giveFunction:
            Rule(
                act: self, request: Phrase("Give {name} a function that takes two"),
                allows: Phrase("Give the function secretariat, operator, chair or vice-chair"), askers: [.secretariat],
                consenters: [.secretariat, .chair, .viceChair],
                reason: Phrase("Whoever holds it could give it to anybody else, or be the second in everything."))
        case .letIn:
            Rule(
                act: self, request: Phrase("Let {name} in, who holds a function that takes two"),
                allows: Phrase("Let somebody in who holds the function secretariat, operator, chair or vice-chair"),
                askers: [.secretariat, .operator], consenters: [.secretariat, .chair, .viceChair],
                reason: Phrase("A code in the wrong hands would open the whole desk."))
        case .restoreAccess:
            Rule(
                act: self, request: Phrase("Let {name} choose a new password"),
                allows: Phrase("Restore somebody’s access"), askers: [.operator], consenters: [.secretariat],
                reason: Phrase("Whoever can restore an access could take it over."))
        case .endAccess:
            Rule(
                act: self, request: Phrase("End the access of {name}"), allows: Phrase("End somebody’s access"),
                askers: [.secretariat], consenters: [.secretariat, .chair, .viceChair],
                reason: Phrase("Nobody shuts a colleague out alone."))
        case .erase:
            Rule(
                act: self, request: Phrase("Erase what is kept about {name}"),
                allows: Phrase("Erase what is kept about somebody"), askers: [.operator],
                consenters: [.secretariat, .chair, .viceChair], reason: Phrase("What is erased cannot be had back."))
        case .export:
            Rule(
                act: self, request: Phrase("Take everything out of the house: {name}"),
                allows: Phrase("Take a full export"), askers: [.operator],
                consenters: [.secretariat, .chair, .viceChair],
                reason: Phrase("What has left the house is kept by nobody’s rules."))
        }
    }

    /// All rows, in their order.
    public static let rules = allCases.map(\.rule)

    /// Whether letting a person in takes two: they hold a weighty function today, or will by what is written down.
    public static func isNeeded(
        toLetIn person: Key<AnyRecord>, on today: Day, in store: some Querying
    ) throws -> Bool {
        try !Standing.everHeld(by: person, from: today, in: store).isDisjoint(with: weightyFunctions)
    }
}
