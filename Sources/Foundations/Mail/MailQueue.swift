import Basics
import Store

/// The queue as whoever carries the mail sees it.
enum MailQueue {
    /// How many are read at once.
    static let handful = 100
    /// How long a mail that the server put off waits before it is tried again: a minute, and twice as long each time, at
    /// most four hours.
    static func pause(after attempts: Int) -> Int64 {
        min(60 << Int64(min(max(attempts, 1) - 1, 12)), 4 * 3600)
    }

    /// The mails whose time has come, those that wait longest first, with their words.
    static func due(at now: Moment, in store: some Querying) throws(StoreFailure) -> [QueuedMail] {
        let sealed: [QueuedMail] = try store.all(
            "select \(columns: QueuedMail.self) from mails where due <= \(now) order by due, id limit \(handful)")
        var mails: [QueuedMail] = []
        for mail in sealed { mails.append(try mail.opened(in: store)) }
        return mails
    }

    /// Writes down what became of a mail; false where somebody else did, so that it counts once.
    @discardableResult
    static func settle(
        _ mail: QueuedMail, _ outcome: QueuedMail.Outcome, _ reason: String? = nil, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        let settled = try transaction.run(
            """
            update mails set outcome = \(outcome), ended = \(transaction.moment), due = null, reason = \(reason),
                             subject = '', body = '', unsubscribe = null
             where id = \(mail.id) and due is not null
            """)
        guard settled > 0 else { return false }
        if outcome == .sent {
            transaction.leaveUnnoted(because: "that a mail has left stands in its row; that it was queued is noted")
        } else {
            transaction.note(Change(by: "system", "mail.\(outcome.rawValue)", table: "mails", record: mail.id))
        }
        return true
    }

    /// Puts a mail off, for longer each time; or for so many seconds where it was not the mail's fault.
    static func postpone(
        _ mail: QueuedMail, _ reason: String, for seconds: Int64? = nil, in transaction: Transaction
    ) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "a mail that waits longer is still the same mail")
        let attempts = mail.attempts + (seconds == nil ? 1 : 0)
        let due = transaction.moment.adding(seconds: seconds ?? pause(after: attempts))
        try transaction.run(
            """
            update mails set attempts = \(attempts), reason = \(reason), due = \(due)
             where id = \(mail.id) and due is not null
            """)
    }

    /// Whether a mail is still to be carried: somebody may have withdrawn it meanwhile.
    static func isWaiting(_ mail: QueuedMail, in store: some Querying) throws(StoreFailure) -> Bool {
        try store.value("select 1 from mails where id = \(mail.id) and due is not null", as: Int.self) != nil
    }

    /// Whether there is anything to forget.
    static func hasOld(at now: Moment, in store: some Querying) throws(StoreFailure) -> Bool {
        let old = now.adding(seconds: -QueuedMail.memory)
        return try store.value("select 1 from mails where due is null and queued < \(old) limit 1", as: Int.self) != nil
    }

    /// Forgets what became of mails long ago.
    static func forget(in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "what became of a mail is forgotten in time")
        try transaction.run(
            "delete from mails where due is null and queued < \(transaction.moment.adding(seconds: -QueuedMail.memory))"
        )
    }
}

/// Who sends, where several processes serve one database: whoever holds the one lease.
enum MailLease {
    /// Longer than one mail can take, so that no other process begins while one is on its way.
    static let seconds: Int64 = 120

    /// Takes the lease or keeps it; nil where another process has it. A file is served by one process alone, so one that
    /// was left there belongs to nobody.
    static func take(
        for holder: Key<MailLease.Holder>, in transaction: Transaction
    ) throws(StoreFailure) -> Moment? {
        transaction.leaveUnnoted(because: "who carries the mail passes in two minutes")
        let now = transaction.moment, until = now.adding(seconds: seconds)
        // One that lasts longer than any can was taken before a clock was set back.
        let isOver: SQL = "mail_lease.until <= \(now) or mail_lease.until > \(now.adding(seconds: 2 * seconds))"
        let isFree: SQL = transaction.engine == .sqlite ? "true" : isOver
        let taken = try transaction.run(
            """
            insert into mail_lease (place, holder, until) values (1, \(holder), \(until))
            on conflict (place) do update set holder = excluded.holder, until = excluded.until
             where mail_lease.holder = \(holder) or \(isFree)
            """)
        return taken > 0 ? until : nil
    }

    /// Gives it back, so that another need not wait.
    static func giveBack(_ holder: Key<MailLease.Holder>, in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "who carries the mail passes in two minutes")
        try transaction.run("delete from mail_lease where holder = \(holder)")
    }

    /// A process that may carry mail.
    enum Holder {}
}
