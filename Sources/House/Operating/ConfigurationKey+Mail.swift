import Mail

extension ConfigurationKey {
    static let mailing = [
        ConfigurationKey(
            name: "mail-server", usual: "mail.example.org:587",
            help:
                "The server that takes the house's mail: its name, a colon, its port. Without this line, no mail is sent."
        ) { configuration, value throws(Unfit) in
            guard let colon = value.lastIndex(of: ":"), let port = UInt16(value[value.index(after: colon)...]), port > 0
            else { throw Unfit(wanted: "a name, a colon and a port") }
            var host = String(value[..<colon])
            if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
            guard isHostName(host) || isNumericAddress(host) else { throw Unfit(wanted: "a name, a colon and a port") }
            configuration.mail = configuration.mail ?? .init()
            configuration.mail?.host = host
            configuration.mail?.port = port
        },
        ConfigurationKey(
            name: "mail-security", usual: "starttls",
            help:
                "“starttls” (port 587) or “tls” (port 465); “none” to a server on this very machine only, such as its own postfix."
        ) { configuration, value throws(Unfit) in
            guard let security = MailServer.Security(rawValue: value) else {
                throw Unfit(wanted: "starttls, tls or none")
            }
            configuration.mail = configuration.mail ?? .init()
            configuration.mail?.security = security
        },
        ConfigurationKey(
            name: "mail-from", usual: "house@example.org",
            help: "The address from which the house writes. Mail that comes back is sent there."
        ) { configuration, value throws(Unfit) in
            guard let from = MailAddress(value) else { throw Unfit(wanted: "a mail address") }
            configuration.mail = configuration.mail ?? .init()
            configuration.mail?.from = from
        },
        ConfigurationKey(
            name: "mail-user", usual: "house@example.org", help: "What the house is called at the mail server."
        ) { configuration, value throws(Unfit) in
            configuration.mail = configuration.mail ?? .init()
            configuration.mail?.user = try word(value)
        },
        ConfigurationKey(
            name: "mail-password-file", usual: "/etc/childcentre/mail-password",
            help: "A file that the service alone may read, with the password for it."
        ) { configuration, value throws(Unfit) in
            configuration.mail = configuration.mail ?? .init()
            configuration.mail?.passwordFile = try folder(value)
        },
        ConfigurationKey(
            name: "mail-authorities-file", usual: "/etc/childcentre/mail-authorities.pem",
            help: "Certificates that are believed of the mail server instead of the system's, for one with its own."
        ) { configuration, value throws(Unfit) in
            configuration.mail = configuration.mail ?? .init()
            configuration.mail?.authoritiesFile = try folder(value)
        },
    ]
}
