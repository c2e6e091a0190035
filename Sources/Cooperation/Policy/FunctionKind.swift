public import Languages
public import Store

/// What a person can be in the network, and therefore in the house.
public enum FunctionKind: String, Storable, CaseIterable, Sendable {
    case chair
    case viceChair = "vice-chair"
    case seat, alternate, secretariat
    case contactPoint = "contact-point"
    case partner, observer, researcher, auditor, guardian, translator
    case `operator`

    public var phrase: Phrase {
        switch self {
        case .chair: Phrase("Chair")
        case .viceChair: Phrase("Vice-chair")
        case .seat: Phrase("Seat holder")
        case .alternate: Phrase("Alternate")
        case .secretariat: Phrase("Secretariat")
        case .contactPoint: Phrase("National contact point")
        case .partner: Phrase("Project partner")
        case .observer: Phrase("Observer")
        case .researcher: Phrase("Researcher")
        case .auditor: Phrase("Auditor")
        case .guardian: Phrase("Guardian")
        case .translator: Phrase("Translator")
        case .operator: Phrase("Operator", context: "of the machine")
        }
    }

    /// The order in which functions count for somebody who holds several: that which gives most comes first, and is the
    /// one in which they act until they choose another.
    public static let order: [FunctionKind] = [
        .secretariat, .chair, .viceChair, .seat, .alternate, .contactPoint, .observer, .translator, .researcher,
        .partner, .auditor, .guardian, .operator,
    ]

    /// What somebody holds, in that order.
    public static func inOrder(_ standings: [Standing]) -> [Standing] {
        order.flatMap { kind in standings.filter { $0.kind == kind } }
    }
}
