public import Basics
public import Store
import Threads

/// Carries what waits in the queue to the server, one mail after the other, on a thread of its own.
///
/// A mail is marked as sent after the server took it. So whoever kills the program between the two has it sent once more,
/// under the same `Message-ID`, by which mail programs know that they have it; none is ever lost.
public final class Postman: Sendable {
    /// Looks for what there is to tell by now, and gives works that queue it, each done in a transaction of its own. A
    /// work looks once more whether it is still to be done: several processes may have found it.
    public typealias Chore = @Sendable (Connection, Moment) throws -> [@Sendable (Transaction) throws -> Void]

    private let store: Store
    private let clock: Clock
    private let carrier: any MailCarrier
    private let sender: @Sendable (Connection) throws -> Correspondent
    private let chores: [Chore]
    private let refused: @Sendable (QueuedMail, String, Transaction) throws -> Void
    private let write: @Sendable (String) -> Void
    private let holder: Key<MailLease.Holder>
    private let stops = Monitor(false)
    private let work = Monitor(Work())

    /// What those who watch the house are told of the mail.
    public struct State: Hashable, Sendable {
        /// What is the matter with the server; nil where all is well, or nothing was sent yet.
        public internal(set) var trouble: String?
        public internal(set) var sent = 0
        public internal(set) var refused = 0
        public internal(set) var postponed = 0
    }

    private struct Work {
        var state = State()
        var isRunning = false
        /// How often in a row the server could not be reached, and until when it is left alone.
        var failures = 0
        var pausedUntil: ContinuousClock.Instant?
        var leasedUntil: ContinuousClock.Instant?
        var choresDone: ContinuousClock.Instant?
        /// What the server said of mails whose row could not be changed at once; they are not carried again.
        var unwritten: [Key<Letter>: (mail: QueuedMail, delivery: Delivery)] = [:]
    }

    /// - sender: who the house is when it writes.
    /// - refused: is told, in the transaction that notes it, that a mail will never arrive, and what the server said.
    /// - write: is given lines for the log; none names a person.
    public init(
        _ store: Store, clock: Clock, carrier: any MailCarrier,
        sender: @escaping @Sendable (Connection) throws -> Correspondent, chores: [Chore] = [],
        refused: @escaping @Sendable (QueuedMail, String, Transaction) throws -> Void = { _, _, _ in },
        write: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.store = store
        self.clock = clock
        self.carrier = carrier
        self.sender = sender
        self.chores = chores
        self.refused = refused
        self.write = write
        holder = Key.fresh(at: clock.now)
    }

    public var state: State { work.locked { $0.state } }

    /// Begins to carry.
    public func start() {
        work.locked { $0.isRunning = true }
        let thread = Thread(named: "mail") { [self] in
            while !(stops.wait(seconds: 1, until: { $0 ? true : nil }) ?? false) { round() }
            carrier.rest()
            giveBack()
            work.change { $0.isRunning = false }
        }
        guard let thread else { return work.locked { $0.isRunning = false } }
        thread.letGo()
    }

    /// Carries no further mail; waits up to ten seconds for the one under way, which else may be sent once more.
    public func stop() {
        stops.change { $0 = true }
        _ = work.wait(seconds: 10) { $0.isRunning ? nil : true }
    }

    private var isStopping: Bool { stops.locked { $0 } }

    /// Does the chores, where ten seconds have passed since the last time, and carries what is due. Whatever fails is tried
    /// again the next time.
    public func round() {
        do {
            try writeUnwritten()
            try doChores()
            try carryAll()
        } catch {
            // The store says itself, to the operator and in the figures, what is wrong with it.
            work.locked { $0.leasedUntil = nil }
        }
    }

    private func doChores() throws {
        let isTime = work.locked { work in
            let isTime = work.choresDone.map { .now - $0 > .seconds(10) } ?? true
            if isTime { work.choresDone = .now }
            return isTime
        }
        guard isTime else { return }
        for chore in chores {
            for work in try store.read({ try chore($0, clock.now) }) {
                guard !isStopping else { return }
                try store.write { try work($0) }
            }
        }
        guard try store.read({ try MailQueue.hasOld(at: clock.now, in: $0) }) else { return }
        try store.write { try MailQueue.forget(in: $0) }
    }

    private func carryAll() throws {
        if let pausedUntil = work.locked({ $0.pausedUntil }), pausedUntil > .now { return }
        while !isStopping {
            let now = clock.now
            let (mails, from) = try store.read { (try MailQueue.due(at: now, in: $0), try sender($0)) }
            guard !mails.isEmpty else { return carrier.rest() }
            for mail in mails {
                guard !isStopping, try hasLease() else { return }
                guard try store.read({ try MailQueue.isWaiting(mail, in: $0) }) else { continue }
                if mail.ends <= clock.now {
                    try store.write { try MailQueue.settle(mail, .givenUp, mail.reason, in: $0) }
                    continue
                }
                let delivery = carrier.carry(mail.letter(from: from))
                work.locked { $0.unwritten[mail.id] = (mail, delivery) }
                try writeUnwritten()
                note(delivery)
                if case .unreachable = delivery { return }
            }
        }
    }

    /// What the server said comes into the store, at once or when the store can be written again.
    private func writeUnwritten() throws {
        for (id, (mail, delivery)) in work.locked({ $0.unwritten }) {
            let pause = Postman.pause(after: work.locked { $0.failures } + 1)
            try store.write { [refused] in
                switch delivery {
                case .taken: try MailQueue.settle(mail, .sent, in: $0)
                case .refused(let answer):
                    if try MailQueue.settle(mail, .refused, answer, in: $0) { try refused(mail, answer, $0) }
                case .postponed(let answer): try MailQueue.postpone(mail, answer, in: $0)
                case .unreachable(let answer): try MailQueue.postpone(mail, answer, for: pause, in: $0)
                }
            }
            work.locked { $0.unwritten[id] = nil }
        }
    }

    private func note(_ delivery: Delivery) {
        let (before, after) = work.locked { work in
            let before = work.state.trouble
            switch delivery {
            case .taken: work.state.sent += 1
            case .refused: work.state.refused += 1
            case .postponed: work.state.postponed += 1
            case .unreachable(let reason):
                work.state.trouble = reason
                work.failures += 1
                work.pausedUntil = .now + .seconds(Postman.pause(after: work.failures))
                return (before, work.state.trouble)
            }
            work.state.trouble = nil
            work.failures = 0
            work.pausedUntil = nil
            return (before, nil)
        }
        guard before != after else { return }
        write(after.map { "mail waits: \($0)" } ?? "mail: the server takes it again")
    }

    /// How long a server that cannot be reached is left alone: five seconds, and twice as long each time, at most five
    /// minutes.
    static func pause(after failures: Int) -> Int64 {
        min(5 << Int64(min(max(failures, 1) - 1, 6)), 300)
    }

    /// Whether this process is the one that sends, for at least as long as one mail can take.
    private func hasLease() throws -> Bool {
        if let until = work.locked({ $0.leasedUntil }), until - .now > .seconds(70) { return true }
        let asked = ContinuousClock.now
        let holder = holder
        let isTaken = try store.write { try MailLease.take(for: holder, in: $0) != nil }
        work.locked { $0.leasedUntil = isTaken ? asked + .seconds(MailLease.seconds) : nil }
        return isTaken
    }

    private func giveBack() {
        let holder = holder
        guard work.locked({ $0.leasedUntil }) != nil else { return }
        // Where that fails, the others wait for two minutes.
        try? store.write { try MailLease.giveBack(holder, in: $0) }
    }
}

extension QueuedMail {
    /// The mail as it leaves: the same bytes each time, but for the sender's name if that was changed.
    func letter(from sender: Correspondent) -> Letter {
        Letter(
            from: sender, to: Correspondent(address: content.to), subject: content.subject, text: content.text,
            language: content.language, date: queued, id: id, unsubscribe: content.unsubscribe)
    }
}
