import Glibc
import Languages

extension Zone {
    /// The zone of this machine's clock: what `TZ` says, else what `/etc/localtime` leads to; universal time where neither
    /// names one that is known.
    static var ofMachine: Zone {
        if let name = unsafe getenv("TZ").map({ unsafe String(cString: $0) }), !name.isEmpty {
            return named(String(name.drop { $0 == ":" })) ?? .utc
        }
        guard let path = unsafe realpath("/etc/localtime", nil) else { return .utc }
        defer { unsafe free(path) }
        let parts = unsafe String(cString: path).split(separator: "/")
        guard let place = parts.lastIndex(of: "zoneinfo") else { return .utc }
        return named(parts[(place + 1)...].joined(separator: "/")) ?? .utc
    }
}
