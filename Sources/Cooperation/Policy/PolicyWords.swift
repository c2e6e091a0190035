public import Languages

/// The policy in sentences.
public enum PolicyWords {
    /// Whom the right of a rule belongs to: `everybody`, `Secretariat and Translator`.
    public static func holders(of rule: Policy.Rule, _ say: Tongue) -> String {
        of(rule.holders, say)
    }

    /// The same of holders alone.
    public static func of(_ holders: Policy.Holders, _ say: Tongue) -> String {
        switch holders {
        case .everybody: say("everybody")
        case .whoeverSignedIn: say("whoever has signed in")
        case .holding(let kinds): list(kinds, say)
        case .holdingWithPasskeys(let kinds): say("{functions}, with a passkey", ["functions": list(kinds, say)])
        case .inTheGroup: say("whoever holds a function in the group, and the secretariat")
        }
    }

    /// Functions, in the order in which they are declared.
    public static func list(_ kinds: Set<FunctionKind>, _ say: Tongue) -> String {
        say.list(FunctionKind.allCases.filter(kinds.contains).map { say($0.phrase) })
    }
}
