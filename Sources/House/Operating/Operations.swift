import Basics
import Cooperation
import HTTP
import HTTPServer
import Journal
import Mail
import Metrics
import Store
import Threads

/// What the operator sees of a running house: readiness, figures, the daily backup.
public final class Operations: Sendable {
    let house: House
    let configuration: Configuration
    let meter = Meter()
    let backup: Monitor<BackupState>
    let retention = Monitor(RetentionState())
    let log: LogText
    /// How often the program has been started anew since the operator started it.
    private let restarts: Int
    private let began = ContinuousClock.now
    /// Whoever carries the mail, where somebody does.
    let postman = Monitor<Postman?>(nil)
    /// The server's own figures; settled once it exists.
    private let server = Monitor<(@Sendable () -> HTTPStatistics?)?>(nil)

    public init(_ house: House, _ configuration: Configuration, restarts: Int = 0) {
        self.house = house
        self.restarts = restarts
        self.configuration = configuration
        log = LogText(configuration.log)
        backup = Monitor(BackupState(isWanted: configuration.backup != nil))
    }

    /// Whether the house can do its work, as seen through a connection that reads.
    func readiness(through reader: Connection) -> Readiness {
        Readiness.look(
            at: house.store, through: reader, folder: configuration.dataFolder, floor: configuration.diskFloor,
            backup: backup.locked { $0 }, more: [mailPart()].compactMap(\.self))
    }

    /// Something that the operator should know, as the log says it.
    public func note(_ words: String) -> String { log.note(words) }

    func watch(_ statistics: @escaping @Sendable () -> HTTPStatistics?) {
        server.locked { $0 = statistics }
    }

    /// The page that Prometheus reads.
    func figures(through reader: Connection) -> String {
        var page = Exposition()
        addRequests(to: &page)
        addServer(to: &page)
        addStore(to: &page, through: reader)
        addBackup(to: &page)
        addMail(to: &page, through: reader)
        addRetention(to: &page)
        let uptime = (ContinuousClock.now - began) / .seconds(1)
        page.gauge("childcentre_uptime_seconds", "Seconds since the program began to serve.", uptime.rounded())
        page.counter(
            "childcentre_restarts_total", "Times that the program ended by a fault and was started anew.",
            Double(restarts))
        page.gauge("childcentre_memory_bytes", "Memory that the program holds.", Double(Memory.resident))
        return page.text
    }

    private func addRequests(to page: inout Exposition) {
        let all = meter.all
        page.counters(
            "childcentre_requests_total", "Answered requests by the pattern of their address.",
            all.requests.sorted { $0.key < $1.key }.map { kind, count in
                (["method": kind.method, "route": kind.route, "status": "\(kind.status)"], Double(count))
            })
        page.histograms(
            "childcentre_request_seconds", "Seconds from the end of a request's head to its answer.",
            all.seconds.sorted { $0.key < $1.key }.map { (["route": $0.key], $0.value) })
        page.counter("childcentre_response_bytes_total", "Bytes of bodies that were sent.", Double(all.bytes))
        page.counter("childcentre_incidents_total", "Answers that carry an incident's number.", Double(all.incidents))
    }

    private func addServer(to page: inout Exposition) {
        guard let now = server.locked({ $0 })?() ?? nil else { return }
        page.gauge("childcentre_connections", "Open connections.", Double(now.connections))
        page.gauge("childcentre_streams", "Streams that members' browsers hold open.", Double(now.streams))
        page.gauge("childcentre_body_bytes", "Bytes of bodies held for requests under way.", Double(now.bodyBytes))
        page.gauges(
            "childcentre_requests_waiting", "Requests that wait for a worker.",
            [(["lane": "page"], Double(now.pagesWaiting)), (["lane": "slow"], Double(now.slowWaiting))])
    }

    private func addStore(to page: inout Exposition, through reader: Connection) {
        let store = house.store.statistics
        page.counter("childcentre_writer_batches_total", "Transactions that became durable.", Double(store.batches))
        page.counter("childcentre_writer_operations_total", "Operations in them.", Double(store.operations))
        page.gauge("childcentre_writer_waiting", "Operations that wait for the writer.", Double(store.waiting))
        page.gauge(
            "childcentre_writer_last_commit_seconds", "Seconds that the last transaction took.",
            store.lastCommitMilliseconds / 1000)
        let position: Int64? = try? reader.value("select max(position) from journal_entries")
        page.gauge(
            "childcentre_journal_position", "Entries in the journal.", Double(position ?? 0))
        page.gauges("childcentre_store_bytes", "Bytes of the database's files.", sizes(through: reader))
        page.gauge(
            "childcentre_disk_free_bytes", "Bytes that are free on the disk of the data folder.",
            Double(Disk.free(in: configuration.dataFolder) ?? 0))
        let readiness = readiness(through: reader)
        page.gauges(
            "childcentre_part_is_well", "1 for each part of the house that is well.",
            readiness.parts.map { (["part": $0.name], $0.trouble == nil ? 1 : 0) })
    }

    private func sizes(through reader: Connection) -> [(Exposition.Labels, Double)] {
        let file = configuration.databaseFile
        switch reader.engine {
        case .sqlite:
            return [
                (["file": "database"], Double(Disk.size(of: file))),
                (["file": "log"], Double(Disk.size(of: file + "-wal"))),
            ]
        case .postgres:
            let size: Int64? = try? reader.value("select pg_database_size(current_database())")
            return [(["file": "database"], Double(size ?? 0))]
        }
    }

    private func addMail(to page: inout Exposition, through reader: Connection) {
        guard let state = postman.locked({ $0 })?.state else { return }
        page.counters(
            "childcentre_mails_total", "Mails by what the mail server said of them.",
            [
                (["outcome": "sent"], Double(state.sent)), (["outcome": "refused"], Double(state.refused)),
                (["outcome": "postponed"], Double(state.postponed)),
            ])
        let waiting = try? QueuedMail.waiting(in: reader)
        page.gauge("childcentre_mails_waiting", "Mails that wait.", Double(waiting?.count ?? 0))
        let now = house.clock.now
        let oldest = waiting?.since.map { max(0, Double(now.milliseconds - $0.milliseconds) / 1000) } ?? 0
        page.gauge("childcentre_mails_waiting_seconds", "How long the oldest of them has waited.", oldest)
    }

    private func addRetention(to page: inout Exposition) {
        let state = retention.locked { $0 }
        page.gauge(
            "childcentre_retention_last_success_seconds",
            "When what had been kept for long enough was last deleted by this program, in seconds since 1970.",
            Double(state.lastSuccess ?? 0))
        page.counter("childcentre_retention_failures_total", "Times that this failed.", Double(state.failures))
        page.counters(
            "childcentre_retention_deleted_total", "What was deleted because it had been kept for long enough.",
            RetentionClass.allCases.map { (["class": $0.rawValue], Double(state.deleted[$0] ?? 0)) })
    }

    private func addBackup(to page: inout Exposition) {
        let state = backup.locked { $0 }
        guard state.isWanted else { return }
        page.gauge(
            "childcentre_backup_last_success_seconds",
            "When the last backup was made and tried, in seconds since 1970.",
            Double(state.lastSuccess ?? 0))
        page.counter("childcentre_backup_failures_total", "Backups that failed.", Double(state.failures))
        page.gauge("childcentre_backup_duration_seconds", "Seconds that the last backup took.", state.seconds)
        page.gauge("childcentre_backup_bytes", "Bytes of the last backup.", Double(state.bytes))
    }
}
