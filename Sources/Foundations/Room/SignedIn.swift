public import Identity
public import Markup

/// Thrown where only members may go: the house sends the visitor to sign in, and back again afterwards.
public struct SignInNeeded: Error, Sendable {
    public init() {}
}

extension Visitor {
    /// The secretary who asks. Throws `SignInNeeded` for everybody else.
    ///
    /// Every member is a secretary so far: functions, and what each may do, come with the policy table.
    public func secretary() throws(SignInNeeded) -> Member {
        guard let member else { throw SignInNeeded() }
        return member
    }

    /// The hidden field that every form of a signed-in visitor carries; the house checks it and takes it out.
    public var formToken: HTML? {
        member.map { "<input type=\"hidden\" name=\"token\" value=\"\($0.formToken)\">" }
    }
}
