import Basics
import Files
import Languages
import Store
import Threads

/// A backup each day, tried at once by restoring it, on a thread of its own.
public final class NightlyBackups: Sendable {
    private let operations: Operations
    private let plan: Configuration.NightlyBackup
    private let write: @Sendable (String) -> Void
    private let stops = Monitor(false)

    /// Nil where the configuration wants none. `write` is given lines for the log.
    public init?(_ operations: Operations, write: @escaping @Sendable (String) -> Void) {
        guard let plan = operations.configuration.backup else { return nil }
        self.operations = operations
        self.plan = plan
        self.write = write
    }

    /// Begins to wait for the first one.
    public func start() {
        let thread = Thread(named: "backups") { [self] in
            while !isStopped(before: plan.minute) { run() }
        }
        thread?.letGo()
    }

    /// Waits for no more; one that is being made is left unfinished when the program ends.
    public func stop() {
        stops.change { $0 = true }
    }

    /// Waits for the minute, looking at the clock now and then: somebody may set it.
    private func isStopped(before minute: Int) -> Bool {
        let zone = Zone.ofMachine
        var due = NightlyBackups.next(minute, after: Moment.now, in: zone)
        while true {
            let left = Double(due.milliseconds - Moment.now.milliseconds) / 1000
            guard left > 0 else { return false }
            if stops.wait(seconds: min(left, 300), until: { $0 ? true : nil }) ?? false { return true }
            due = min(due, NightlyBackups.next(minute, after: Moment.now, in: zone))
        }
    }

    /// Makes one now and tries it; what happened stands in the log, the figures and the house's readiness.
    public func run() {
        let began = ContinuousClock.now
        let file = "\(plan.folder)/house-\(NightlyBackups.stamp(Moment.now)).backup"
        let outcome = Result<Backup.Contents, any Error> {
            try Files.makeFolder(plan.folder)
            clearUnfinished()
            // What was acknowledged before it began has to be in it.
            let wanted =
                try operations.house.store.read {
                    try $0.value("select max(position) from journal_entries", as: Int64.self)
                } ?? 0
            try Backup.make(of: operations.house, operations.configuration, to: file)
            do {
                let contents = try Backup.drill(
                    file, below: plan.folder, keys: operations.configuration.keysFolder)
                guard contents.entries >= wanted else {
                    throw Backup.Refusal.incomplete(file, entries: contents.entries, wanted: wanted)
                }
                return contents
            } catch {
                // A file that does not come back is no backup, and must not look like one.
                try? Files.move(file, to: file + ".failed")
                throw error
            }
        }
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        switch outcome {
        case .success(let contents):
            operations.backup.locked {
                $0.lastSuccess = Moment.now.milliseconds / 1000
                $0.hasFailed = false
                $0.seconds = seconds
                $0.bytes = contents.bytes
            }
            forgetOld()
            write(operations.log.note("backup: \(file), \(contents.bytes) bytes, restored and verified"))
        case .failure(let error):
            operations.backup.locked {
                $0.failures += 1
                $0.hasFailed = true
                $0.seconds = seconds
            }
            write(operations.log.note("backup failed: \(Explanation.of(error))"))
        }
    }

    private func forgetOld() {
        let backups = Files.names(in: plan.folder).filter { $0.hasPrefix("house-") && $0.hasSuffix(".backup") }
        for name in backups.dropLast(plan.kept) { Files.remove("\(plan.folder)/\(name)") }
    }

    /// What a process that was killed left behind.
    private func clearUnfinished() {
        for name in Files.names(in: plan.folder) where name.contains(Backup.unfinished) {
            Files.remove("\(plan.folder)/\(name)")
        }
    }

    /// When a minute of the day comes next: once on each day of the zone's calendar, on those too whose clocks are changed.
    static func next(_ minute: Int, after now: Moment, in zone: Zone) -> Moment {
        let day = zone.day(of: now)
        let today = zone.moment(of: day, hour: minute / 60, minute: minute % 60)
        return today > now ? today : zone.moment(of: day.adding(days: 1), hour: minute / 60, minute: minute % 60)
    }

    /// `20180419-093000`, in UTC, so that names stand in the order of time.
    static func stamp(_ moment: Moment) -> String {
        let digits = moment.description.filter { $0.isNumber || $0 == "T" }.prefix(15)
        return String(digits.map { $0 == "T" ? "-" : $0 })
    }
}
