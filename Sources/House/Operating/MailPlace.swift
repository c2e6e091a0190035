import Basics
import Files
public import Mail

extension Configuration {
    /// The mail server and what it takes to be believed there.
    public struct MailPlace: Hashable, Sendable {
        public var host = ""
        public var port: UInt16 = 587
        public var security = MailServer.Security.starttls
        public var from: MailAddress?
        public var user: String?
        /// A file with the password alone: it stands in no configuration, no argument and no environment.
        public var passwordFile: String?
        public var authoritiesFile: String?

        /// The files that have to be read once the house is confined.
        var files: [String] { [passwordFile, authoritiesFile].compactMap(\.self) }

        /// Reads the password. Throws `Unfit` where something is missing or will not do.
        ///
        /// `address` is where people find the house: mail leads there, so it must be known.
        func read(address: String?) throws -> (server: MailServer, from: MailAddress) {
            guard let address, let name = ConfigurationKey.name(inAddress: address) else {
                throw Unfit(description: "Mail leads people to the house, so mail-server needs the line address, too.")
            }
            guard let from, !host.isEmpty else { throw Unfit(description: "mail-server and mail-from go together.") }
            guard (user == nil) == (passwordFile == nil) else {
                throw Unfit(description: "mail-user and mail-password-file go together.")
            }
            let password = try passwordFile.map {
                String(decoding: try Files.read($0, limit: 4096), as: UTF8.self).trimmed
            }
            if let password, password.isEmpty || password.utf8.contains(where: { $0 < 0x20 }) {
                throw Unfit(description: "The file of the mail password has one line with the password.")
            }
            guard
                let server = MailServer(
                    host: host, port: port, security: security, name: name, user: user, password: password,
                    authorities: authoritiesFile)
            else {
                throw Unfit(
                    description: "mail-security = none is for a server on this machine: localhost, 127.0.0.1 or ::1.")
            }
            return (server, from)
        }

        /// The lines about mail do not go together.
        struct Unfit: Error, CustomStringConvertible {
            let description: String
        }
    }
}
