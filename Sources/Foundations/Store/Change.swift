public import Basics

/// Stands for a record of any kind, where only its key matters.
public enum AnyRecord {}

/// What somebody did to one record.
public struct Change: Hashable, Sendable {
    /// Who did it: a person's key, a role, or `system`.
    public var actor: String
    /// What was done, in the room's words: `visit.arrived`.
    public var verb: String
    /// The table of the record.
    public var table: String
    /// The record.
    public var record: Key<AnyRecord>
    /// What its fields held before and after.
    public var values: [Field]

    /// One field before and after; nil where nothing stood.
    public struct Field: Hashable, Sendable {
        public var name: String
        public var old: String?
        public var new: String?

        public init(_ name: String, from old: String? = nil, to new: String? = nil) {
            self.name = name
            self.old = old
            self.new = new
        }
    }

    public init<Subject: ~Copyable>(
        by actor: String, _ verb: String, table: String, record: Key<Subject>, values: [Field] = []
    ) {
        self.actor = actor
        self.verb = verb
        self.table = table
        self.record = record.cast(to: AnyRecord.self)
        self.values = values
    }
}

/// Where changes are written down, in the transaction that makes them.
public protocol Ledger: Sendable {
    /// The tables it needs; applied before all others.
    var migrations: [Migration] { get }

    /// Called once for each batch that changed anything, before its commit. Whatever it throws undoes the batch.
    func append(_ changes: [Change], at moment: Moment, to connection: Connection) throws

    /// Called at the end of each operation that changed anything, inside it: for what follows from changes and has to be
    /// kept or undone with them. It needs no note of its own. Whatever it throws undoes the operation alone.
    func follow(_ changes: [Change], in transaction: Transaction) throws
}

extension Ledger {
    public func follow(_ changes: [Change], in transaction: Transaction) throws {}
}

/// The writer's connection, lent to one operation.
///
/// Everything it does is kept or undone as a whole. An operation that changes rows must note what it changed.
public final class Transaction: Querying {
    public let connection: Connection
    private(set) var changes: [Change] = []
    private(set) var isUnnoted = false
    private(set) var later: [Later] = []

    /// Derived data that is worked out once for a batch.
    struct Later {
        let name: String
        let work: @Sendable (Transaction) throws -> Void
    }

    /// The time of the batch: the same for every operation that is kept together.
    public let moment: Moment

    init(on connection: Connection, at moment: Moment) {
        self.connection = connection
        self.moment = moment
    }

    /// Notes a change for the ledger. Undone with the operation.
    public func note(_ change: Change) {
        changes.append(change)
    }

    /// Does some work after all operations of the batch, in the same commit, and once for a name however many ask for it:
    /// for what is derived from records and is cheaper for many at once. It sees the records as the batch leaves them,
    /// and changes nothing that has to be noted.
    public func afterwards(_ name: String, _ work: @escaping @Sendable (Transaction) throws -> Void) {
        later.append(Later(name: name, work: work))
    }

    /// Lets the operation change rows without a note: for what passes, such as a draft or the last moment of a session,
    /// never for a record.
    public func leaveUnnoted(because reason: StaticString) {
        isUnnoted = true
    }
}
