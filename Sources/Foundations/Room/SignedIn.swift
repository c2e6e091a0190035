public import Identity
public import Markup
public import Web

/// Thrown where only members may go: the house sends the visitor to sign in, and back again afterwards.
public struct SignInNeeded: Error, Sendable {
    public init() {}
}

/// Thrown where a member's functions do not reach: the house says to whom it belongs.
public struct RightNeeded: Error, Sendable {
    public let right: Right

    public init(_ right: Right) {
        self.right = right
    }
}

/// Thrown before what is dangerous, where the member has not shown lately that it is them: the house asks for it, and
/// comes back to what was asked.
public struct StepUpNeeded: Error, Sendable {
    /// What was sent with the form, to be sent again afterwards; nothing for a page.
    public let form: Fields

    public init(form: Fields = Fields()) {
        self.form = form
    }
}

/// Thrown in rooms for what is confidential, where the member did not come in by a passkey or has but one.
public struct PasskeysNeeded: Error, Sendable {
    public init() {}
}

extension Visitor {
    /// Whether the visitor may do what a right stands for, today and by the functions they hold.
    public func may(_ right: Right) -> Bool {
        rights.contains(right)
    }

    /// The member who asks, if they showed within the last ten minutes that it is them (`Session.freshSeconds`).
    ///
    /// Throws `StepUpNeeded` for other members, and `SignInNeeded` for everybody else.
    public func fresh() throws -> Member {
        let member = try asker()
        guard session?.isFresh(at: now) == true else { throw StepUpNeeded(form: form) }
        return member
    }

    /// The member who asks, if they came in by a passkey and have at least two, so that a lost one locks nobody out
    /// (OWASP ASVS 5.0, 6.3.3).
    ///
    /// Throws `PasskeysNeeded` for other members, and `SignInNeeded` for everybody else.
    public func keyHolder() throws -> Member {
        let member = try asker()
        guard try session?.hasPasskeys(in: store) == true else {
            throw PasskeysNeeded()
        }
        return member
    }

    /// The member who asks. Throws `SignInNeeded` where nobody has signed in.
    ///
    /// What a member may do was decided before, by the right that the route names.
    public func asker() throws(SignInNeeded) -> Member {
        guard let member else { throw SignInNeeded() }
        return member
    }

    /// The hidden field that every form of a signed-in visitor carries; the house checks it and takes it out.
    public var formToken: HTML? {
        member.map { "<input type=\"hidden\" name=\"token\" value=\"\($0.formToken)\">" }
    }
}
