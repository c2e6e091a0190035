public import Basics
public import Identity
public import Languages
public import Store

/// Thrown where one person alone has tried what takes two; nothing was changed.
public struct ConsentNeeded: Error, Sendable {
    public let act: TwoPersonAct
    public let subject: Key<AnyRecord>
    /// What it is about, for people.
    public let name: String
    let details: String

    /// Asks for the second person's consent.
    @discardableResult
    public func ask(
        by member: Member, as function: FunctionKind?, in transaction: Transaction
    ) throws(StoreFailure) -> Key<Consent> {
        try Consent.ask(
            act.rawValue, about: subject, named: name, details: details, by: member, as: function?.rawValue,
            in: transaction)
    }
}

/// Carrying out what two persons want.
public enum Consenting {
    /// What came of a consent.
    public enum Verdict: Sendable, Hashable {
        case done
        /// It is for whoever asked to carry out now, such as taking an export.
        case given
        /// The record has changed since, or whoever asked may not ask any more.
        case outdated
        /// It does not wait any more, or belongs to somebody else to decide.
        case refused
    }

    /// Gives a member's consent and carries the act out, all in one transaction; says what came of it.
    ///
    /// That the member is another person than whoever asked, and acts in a function that may consent, is decided here
    /// and nowhere else.
    public static func consent(
        to id: Key<Consent>, by member: Member, as function: FunctionKind?, on today: Day, in transaction: Transaction
    ) throws -> Verdict {
        transaction.leaveUnnoted(because: "where nothing is consented to, nothing changes")
        guard let consent = try Consent.find(id, at: transaction.moment, in: transaction),
            let act = TwoPersonAct(rawValue: consent.act), let function, act.rule.consenters.contains(function),
            try Standing.of(member.id, on: today, in: transaction).contains(where: { $0.kind == function }),
            try consent.give(by: member, as: function.rawValue, in: transaction)
        else { return .refused }
        guard try mayStillAsk(consent, act, on: today, in: transaction) else {
            try consent.close(as: .outdated, by: member.actor, in: transaction)
            return .outdated
        }
        switch act {
        case .erase, .export: return .given
        case .letIn, .restoreAccess: break
        case .endAccess:
            guard let gone = try Account.find(consent.subject.cast(to: Member.self), in: transaction) else {
                try consent.close(as: .outdated, by: member.actor, in: transaction)
                return .outdated
            }
            try Account.end(gone.id, by: member.actor, in: transaction)
        case .giveFunction:
            guard let proposal = Proposal(consent.details),
                try proposal.carryOut(by: consent.asker?.description ?? member.actor, in: transaction)
            else {
                try consent.close(as: .outdated, by: member.actor, in: transaction)
                return .outdated
            }
        }
        try consent.close(as: .done, by: member.actor, in: transaction)
        return .done
    }

    /// Whether anybody else than a member can come in today who could consent to what the member asks.
    public static func isPossible(without member: Key<Member>, on today: Day, in store: some Querying) throws -> Bool {
        let others: [Key<Member>] = try store.values(
            "select id from members where ended is null and person is not null and id <> \(member) order by id")
        let consenters = TwoPersonAct.rules.reduce(into: Set()) { $0.formUnion($1.consenters) }
        return try others.contains { other in
            try Standing.of(other, on: today, in: store).contains { consenters.contains($0.kind) }
        }
    }

    /// Refuses what waits, for those who could have consented; false for everybody else.
    public static func refuse(
        _ id: Key<Consent>, by member: Member, as function: FunctionKind?, on today: Day, in transaction: Transaction
    ) throws -> Bool {
        transaction.leaveUnnoted(because: "where nothing is refused, nothing changes")
        guard let consent = try Consent.find(id, at: transaction.moment, in: transaction),
            let act = TwoPersonAct(rawValue: consent.act), let function, act.rule.consenters.contains(function),
            try Standing.of(member.id, on: today, in: transaction).contains(where: { $0.kind == function }),
            try consent.isAnothers(than: member.id, in: transaction)
        else { return false }
        return try consent.close(as: .refused, by: member.actor, in: transaction)
    }

    /// Takes back what the member asked themselves.
    public static func takeBack(_ id: Key<Consent>, by member: Member, in transaction: Transaction) throws -> Bool {
        transaction.leaveUnnoted(because: "where nothing is taken back, nothing changes")
        guard let consent = try Consent.find(id, at: transaction.moment, in: transaction), consent.asker == member.id
        else { return false }
        return try consent.close(as: .withdrawn, by: member.actor, in: transaction)
    }

    /// What exactly would be given, where a function is; nil for other acts.
    public static func words(of consent: Consent, in store: Connection, _ say: Tongue) throws -> String? {
        guard let proposal = Proposal(consent.details) else { return nil }
        let kind = proposal.sheet["kind"].flatMap(FunctionKind.init).map { say($0.phrase) } ?? say("Secretariat")
        let from = proposal.sheet["from"].flatMap(Day.init), to = proposal.sheet["to"].flatMap(Day.init)
        switch (from, to) {
        case (let from?, let to?):
            return say(
                "{function}, from {from} to {to}", ["function": kind, "from": say.date(from), "to": say.date(to)])
        case (let from?, nil): return say("{function}, from {from}", ["function": kind, "from": say.date(from)])
        default: return kind
        }
    }

    /// Whoever asked is still a member and holds a function by which they may ask.
    private static func mayStillAsk(
        _ consent: Consent, _ act: TwoPersonAct, on today: Day, in store: some Querying
    ) throws -> Bool {
        guard let asker = consent.asker else { return true }
        guard try Account.find(asker, in: store) != nil else { return false }
        return try Standing.of(asker, on: today, in: store).contains { act.rule.askers.contains($0.kind) }
    }
}
