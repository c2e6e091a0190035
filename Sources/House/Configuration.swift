import Basics
import Files
public import Identity
import OpenID
public import Store

/// What an operator decides about a house; `ConfigurationKey.all` says what each decision is called in a file.
public struct Configuration: Sendable {
    /// How the log is written.
    public enum LogFormat: String, Sendable, CaseIterable {
        /// A line of text for each request.
        case text
        /// A JSON object on a line for each request.
        case json
        /// Faults and notes only.
        case quiet
    }

    /// The folder that holds everything the house keeps.
    public var dataFolder: String
    /// PostgreSQL's connection string; nil for a file in the data folder.
    public var database: String?
    /// The folder with the keys of what is kept sealed; nil for `keys` in the data folder.
    public var keys: String?
    /// The file that the connection string was read from, where there is one.
    public var connectionFile: String?
    /// The address on which the house listens; the loopback address unless a proxy stands elsewhere.
    public var host = "127.0.0.1"
    /// The port; 0 takes a free one.
    public var port: UInt16 = 8080
    /// Where people find the house, such as `https://house.example.org`; nil for the port itself.
    public var address: String?
    /// The host names under which the house answers, without a port; any other is refused (421).
    public var names = ["localhost", "127.0.0.1", "[::1]"]
    /// Proxies of the operator's own, whose connections are not counted as one visitor's.
    public var proxies: Set<String> = ["127.0.0.1", "::1"]
    /// How many threads answer pages; each has a database connection of its own.
    public var pageWorkers = 16
    /// How long a session lasts.
    public var sessionLimits = Session.Limits()
    /// How the log is written.
    public var log = LogFormat.text
    /// Where Prometheus reads the figures; nil for nowhere.
    public var metrics: MetricsPlace?
    /// Bytes that are to stay free on the disk; below, the house says that it is not ready.
    public var diskFloor: Int64 = 256 << 20
    /// When and where the house makes a backup of itself; nil for never.
    public var backup: NightlyBackup?
    /// Where the converters of documents are, by the environment's name for each.
    public var converters: [String: String] = [:]
    /// Somebody else's sign-in that the house believes; nil for none.
    public var provider: ProviderPlace?
    /// The mail server, through which the house writes to people; nil for no mail.
    public var mail: MailPlace?
    /// Whether the kernel is asked to keep the program from files that are none of its business.
    public var isConfined = true

    /// A numeric loopback address and a port.
    public struct MetricsPlace: Hashable, Sendable {
        public var host: String
        public var port: UInt16
    }

    /// A provider of OpenID Connect.
    public struct ProviderPlace: Hashable, Sendable {
        public var issuer = ""
        public var client = ""
        /// A file with the secret alone: it stands in no configuration, no argument and no environment.
        public var secretFile = ""
        public var name = ""

        /// Reads the secret. Throws `Unfit` where something is missing or will not do.
        func read() throws -> Provider {
            let bytes = try Files.read(secretFile, limit: 4096)
            let secret = String(decoding: bytes, as: UTF8.self).trimmed
            guard
                let provider = Provider(
                    issuer: issuer, client: client, secret: secret, name: name.isEmpty ? issuer : name)
            else { throw Unfit() }
            return provider
        }

        /// The lines about the provider do not go together.
        struct Unfit: Error, CustomStringConvertible {
            let description =
                "provider-issuer, provider-client and provider-secret-file go together; the issuer needs https."
        }
    }

    /// A backup each day.
    public struct NightlyBackup: Hashable, Sendable {
        /// Where the files go.
        public var folder: String
        /// Minutes after midnight, by this machine's clock.
        public var minute = 3 * 60
        /// How many are kept.
        public var kept = 14

        public init(folder: String) {
            self.folder = folder
        }
    }

    public init(dataFolder: String) {
        self.dataFolder = dataFolder
    }

    /// Where the database lies, unless a server holds it.
    public var databaseFile: String { dataFolder + "/house.sqlite" }

    /// Where the keys are of what is kept sealed.
    public var keysFolder: String { keys ?? dataFolder + "/keys" }

    /// Where the house stands: on a server, or in its file.
    public var location: Store.Location { database.map { .postgresql($0) } ?? .file(databaseFile) }
}
