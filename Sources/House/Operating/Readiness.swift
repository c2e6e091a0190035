import Glibc
import Store

/// Whether the house can do its work, part by part; for whoever watches it, so it names no record and no path.
struct Readiness: Sendable, Hashable {
    /// One part of the house.
    struct Part: Sendable, Hashable {
        let name: String
        /// What is the matter; nil where all is well.
        let trouble: String?
        /// Whether the house should be asked nothing while this lasts.
        let matters: Bool
    }

    let parts: [Part]

    /// Whether visitors may be sent here.
    var isReady: Bool { !parts.contains { $0.matters && $0.trouble != nil } }

    /// A line for each part.
    var text: String {
        (isReady ? "ready\n" : "not ready\n") + parts.map { "\($0.name): \($0.trouble ?? "well")\n" }.joined()
    }

    /// How long the writer may be at one batch, or hold up others, before something is wrong.
    static let patience = Duration.seconds(10)

    /// Looks at everything: reads from the database, asks the writer how it went last, and measures the disk.
    static func look(
        at store: Store, through reader: Connection, folder: String, floor: Int64, backup: BackupState,
        more: [Part] = []
    ) -> Readiness {
        Readiness(
            parts: [
                Part(name: "reading", trouble: reading(reader), matters: true),
                Part(name: "writing", trouble: writing(store.statistics), matters: true),
                Part(name: "disk", trouble: space(in: folder, floor: floor), matters: true),
                Part(name: "backup", trouble: backup.trouble, matters: false),
            ] + more)
    }

    private static func reading(_ reader: Connection) -> String? {
        do {
            let found = try reader.value("select 1 from migrations limit 1", as: Int.self)
            return found == 1 ? nil : "the database has no tables"
        } catch {
            return "the database cannot be read"
        }
    }

    private static func writing(_ statistics: Store.Statistics) -> String? {
        if let since = statistics.busySince, ContinuousClock.now - since > patience {
            return "the writer has been at one batch for too long"
        }
        return switch statistics.failure {
        case nil: nil
        case .full?: "the disk is full"
        case .unreachable?: "the database server cannot be reached"
        case .unconfirmed?: "the database server does not confirm what is written"
        case .busy?: "another process holds the database"
        default: "the database cannot be written"
        }
    }

    private static func space(in folder: String, floor: Int64) -> String? {
        guard let free = Disk.free(in: folder) else { return "the disk cannot be measured" }
        return free < floor ? "less than \(floor >> 20) MB are free" : nil
    }
}

/// How much a disk has left.
enum Disk {
    /// Bytes that are free for the program in a folder; nil where it cannot be asked.
    static func free(in folder: String) -> Int64? {
        var facts = statvfs()
        guard unsafe statvfs(folder, &facts) == 0 else { return nil }
        let (bytes, overflows) = Int64(clamping: facts.f_bavail).multipliedReportingOverflow(
            by: Int64(clamping: facts.f_frsize))
        return overflows ? .max : bytes
    }

    /// Bytes of a file; nothing where there is none.
    static func size(of file: String) -> Int64 {
        var facts = stat()
        return unsafe stat(file, &facts) == 0 ? Int64(facts.st_size) : 0
    }
}

/// How the daily backup went last.
struct BackupState: Sendable, Hashable {
    var isWanted = false
    /// Seconds since 1970 of the last that was made and tried; nil before the first.
    var lastSuccess: Int64?
    var failures = 0
    /// Whether the last one failed.
    var hasFailed = false
    var seconds = 0.0
    var bytes: Int64 = 0

    var trouble: String? { hasFailed ? "the last backup failed; the log says why" : nil }
}
