public import Identity
public import Markup
public import Web

/// Thrown where only members may go: the house sends the visitor to sign in, and back again afterwards.
public struct SignInNeeded: Error, Sendable {
    public init() {}
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
    /// The member who asks, if they showed within the last ten minutes that it is them (`Session.freshSeconds`).
    ///
    /// Throws `StepUpNeeded` for other members, and `SignInNeeded` for everybody else.
    public func fresh() throws -> Member {
        let member = try secretary()
        guard session?.isFresh(at: now) == true else { throw StepUpNeeded(form: form) }
        return member
    }

    /// The member who asks, if they came in by a passkey and have at least two, so that a lost one locks nobody out
    /// (OWASP ASVS 5.0, 6.3.3).
    ///
    /// Throws `PasskeysNeeded` for other members, and `SignInNeeded` for everybody else.
    public func keyHolder() throws -> Member {
        let member = try secretary()
        guard session?.means == .passkey, try Passkey.all(of: member.id, in: store).count >= 2 else {
            throw PasskeysNeeded()
        }
        return member
    }

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
