import Identity

/// One line that may stand in a configuration file.
public struct ConfigurationKey: Sendable {
    /// What stands before the equals sign.
    public let name: String
    /// What stands behind it unless somebody says otherwise; an example where there is nothing.
    public let usual: String
    /// What it decides, in plain English.
    public let help: String
    /// Puts the value into the configuration; throws what is wrong with it.
    let take: @Sendable (inout Configuration, String) throws(Unfit) -> Void

    /// What a value should have been.
    struct Unfit: Error {
        let wanted: String
    }

    /// Every key, in the order in which a file explains them.
    public static let all: [ConfigurationKey] =
        serving + sealing + proxying + believing + mailing + operating + keeping + converting

    private static let serving = [
        ConfigurationKey(
            name: "data", usual: "data", help: "The folder that holds everything the house keeps."
        ) { configuration, value throws(Unfit) in configuration.dataFolder = try folder(value) },
        ConfigurationKey(
            name: "host", usual: "127.0.0.1",
            help: "The numeric address on which the house listens. Leave it unless a proxy stands on another machine."
        ) { configuration, value throws(Unfit) in configuration.host = try word(value) },
        ConfigurationKey(name: "port", usual: "8080", help: "The port on which the house listens; 0 takes a free one.")
        {
            configuration, value throws(Unfit) in
            configuration.port = try number(value, as: UInt16.self, 0...65535)
        },
        ConfigurationKey(
            name: "workers", usual: "16",
            help: "How many threads answer pages, 1 to 256; each has a database connection of its own."
        ) { configuration, value throws(Unfit) in configuration.pageWorkers = try number(value, as: Int.self, 1...256)
        },
        ConfigurationKey(
            name: "idle", usual: "30", help: "After how many minutes of doing nothing members are signed out, 1 to 720."
        ) { configuration, value throws(Unfit) in
            configuration.sessionLimits.idleSeconds = try number(value, as: Int64.self, 1...720) * 60
        },
        ConfigurationKey(
            name: "database-file", usual: "/etc/childcentre/database",
            help:
                "A file with the connection string of a PostgreSQL database. Without this line, the data folder has it."
        ) { configuration, value throws(Unfit) in configuration.connectionFile = try folder(value) },
    ]

    private static let sealing = [
        ConfigurationKey(
            name: "keys", usual: "data/keys",
            help:
                "The folder with the keys of what is kept sealed. Without this line, “keys” in the data folder. No backup holds them."
        ) { configuration, value throws(Unfit) in configuration.keys = try folder(value) }
    ]

    private static let proxying = [
        ConfigurationKey(
            name: "address", usual: "https://house.example.org",
            help: "Where people find the house. Its name is one under which the house answers."
        ) { configuration, value throws(Unfit) in
            guard let name = Self.name(inAddress: value) else {
                throw Unfit(wanted: "an address such as https://house.example.org, without a path")
            }
            configuration.address = value
            configuration.names.append(name)
        },
        ConfigurationKey(
            name: "names", usual: "house.example.org, www.house.example.org",
            help:
                "Further names under which the house answers, with commas between them; requests for others are refused."
        ) { configuration, value throws(Unfit) in
            for name in try list(value) {
                guard isHostName(name) else { throw Unfit(wanted: "names of hosts, without a port") }
                configuration.names.append(name.lowercased())
            }
        },
        ConfigurationKey(
            name: "proxies", usual: "127.0.0.1, ::1",
            help: "Numeric addresses of the proxies whose word about a visitor's address is believed."
        ) { configuration, value throws(Unfit) in
            let addresses = try list(value)
            guard addresses.allSatisfy(isNumericAddress) else { throw Unfit(wanted: "numeric addresses") }
            configuration.proxies = Set(addresses)
        },
    ]

    private static let believing = [
        ConfigurationKey(
            name: "provider-issuer", usual: "https://login.example.org",
            help: "A ministry's own sign-in that the house believes (OpenID Connect). Its members come in by it, too."
        ) { configuration, value throws(Unfit) in
            guard value.hasPrefix("https://") || value.hasPrefix("http://") else {
                throw Unfit(wanted: "an address that begins with https")
            }
            configuration.provider = configuration.provider ?? .init()
            configuration.provider?.issuer = value
        },
        ConfigurationKey(
            name: "provider-client", usual: "childcentre", help: "What the house is called there."
        ) { configuration, value throws(Unfit) in
            configuration.provider = configuration.provider ?? .init()
            configuration.provider?.client = try word(value)
        },
        ConfigurationKey(
            name: "provider-secret-file", usual: "/etc/childcentre/provider-secret",
            help: "A file that the service alone may read, with the secret that the provider gave to the house."
        ) { configuration, value throws(Unfit) in
            configuration.provider = configuration.provider ?? .init()
            configuration.provider?.secretFile = try folder(value)
        },
        ConfigurationKey(
            name: "provider-name", usual: "the ministry", help: "What people are told that it is."
        ) { configuration, value throws(Unfit) in
            configuration.provider = configuration.provider ?? .init()
            configuration.provider?.name = value
        },
    ]

    private static let operating = [
        ConfigurationKey(
            name: "log", usual: "text",
            help: "“text” or “json” for a line about each request, “quiet” for faults only. No line names a person."
        ) { configuration, value throws(Unfit) in
            guard let format = Configuration.LogFormat(rawValue: value) else {
                throw Unfit(wanted: "text, json or quiet")
            }
            configuration.log = format
        },
        ConfigurationKey(
            name: "metrics", usual: "127.0.0.1:9464",
            help: "Where Prometheus reads the figures: a loopback address and a port. Without this line, nowhere."
        ) { configuration, value throws(Unfit) in
            guard let colon = value.lastIndex(of: ":"), let port = UInt16(value[value.index(after: colon)...]),
                ["127.0.0.1", "[::1]"].contains(value[..<colon])
            else { throw Unfit(wanted: "127.0.0.1 or [::1], a colon and a port: others must not read the figures") }
            configuration.metrics = .init(host: value.hasPrefix("[") ? "::1" : "127.0.0.1", port: port)
        },
        ConfigurationKey(
            name: "disk-floor", usual: "256",
            help: "How many megabytes are to stay free on the disk; below, /health/ready says so."
        ) { configuration, value throws(Unfit) in
            configuration.diskFloor = try number(value, as: Int64.self, 0...1_000_000_000) << 20
        },
        ConfigurationKey(
            name: "confine", usual: "yes",
            help: "Whether the kernel keeps the program from files that are none of its business (Landlock)."
        ) { configuration, value throws(Unfit) in
            guard let isConfined = ["yes": true, "no": false][value] else { throw Unfit(wanted: "yes or no") }
            configuration.isConfined = isConfined
        },
    ]

    private static let keeping = [
        ConfigurationKey(
            name: "backup-folder", usual: "/var/backups/childcentre",
            help: "Where the house puts a backup of itself each day. Without this line it makes none."
        ) { configuration, value throws(Unfit) in
            let folder = try folder(value)
            configuration.backup = configuration.backup ?? .init(folder: folder)
            configuration.backup?.folder = folder
        },
        ConfigurationKey(
            name: "backup-time", usual: "03:00", help: "When it does so, by this machine's clock."
        ) { configuration, value throws(Unfit) in
            let parts = value.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
            guard value.utf8.count == 5, parts.count == 2, (0...23).contains(parts[0]), (0...59).contains(parts[1])
            else { throw Unfit(wanted: "a time from 00:00 to 23:59") }
            configuration.backup = configuration.backup ?? .init(folder: "")
            configuration.backup?.minute = parts[0] * 60 + parts[1]
        },
        ConfigurationKey(
            name: "backups-kept", usual: "14", help: "How many of these backups are kept, 1 to 1000."
        ) { configuration, value throws(Unfit) in
            let kept = try number(value, as: Int.self, 1...1000)
            configuration.backup = configuration.backup ?? .init(folder: "")
            configuration.backup?.kept = kept
        },
    ]

    private static let converting = [
        ConfigurationKey(
            name: "weasyprint", usual: "/usr/bin/weasyprint", help: "The program that makes PDF files."
        ) { configuration, value throws(Unfit) in configuration.converters["CHILDCENTRE_WEASYPRINT"] = try folder(value)
        },
        ConfigurationKey(
            name: "pandoc", usual: "/usr/bin/pandoc", help: "The program that makes Word documents."
        ) { configuration, value throws(Unfit) in configuration.converters["CHILDCENTRE_PANDOC"] = try folder(value) },
    ]
}
