import Basics

/// One step of a schema. Once it has been released it never changes; what comes later is another step.
///
///     Migration("reception/0001 visits", "create table visits (id \(.key) primary key) \(.strict);")
public struct Migration: Sendable {
    /// The owner, a slash, and what it is: `cooperation/0001 states`. An owner's steps are applied in their order.
    public let name: String
    /// What it makes.
    public let schema: Schema

    public init(_ name: StaticString, _ schema: Schema) {
        self.name = name.description
        self.schema = schema
    }

    var owner: Substring { name.prefix { $0 != "/" } }

    func fingerprint(for engine: Engine) -> Digest {
        Digest(of: schema.canonical(for: engine))
    }
}

/// How the tables of a database and the migrations of a program fail to fit together.
public enum MigrationFault: Hashable, Sendable {
    /// Two migrations of the program have this name.
    case twice(String)
    /// The migration was applied with other words than the program has now.
    case changed(String)
    /// The database has a migration that the program does not know: it was opened by a newer program.
    case unknown(String)
    /// A migration that was never applied stands before one of its owner's that was.
    case skipped(String, before: String)
    /// The migration could not be applied; nothing of it was kept.
    case failed(String, reason: String)

    /// Names the migration and says what to do.
    public var explanation: String {
        switch self {
        case .twice(let name):
            "Two migrations are called “\(name)”. Give one of them another name."
        case .changed(let name):
            "The migration “\(name)” was applied with other words. Restore its words and put the change into a new one."
        case .unknown(let name):
            "The database has the migration “\(name)”, which this program does not know. Use a newer program."
        case .skipped(let name, let later):
            "The migration “\(name)” was never applied, but “\(later)” was. Move it to the end of its owner's list."
        case .failed(let name, let reason):
            "The migration “\(name)” could not be applied and nothing of it was kept: \(reason)"
        }
    }
}
