import Basics
import CSystem

/// What a converter is kept from, as far as this machine's kernel can do it.
public struct Confinement: Sendable, Hashable {
    /// It opens no sockets, signals nobody, and cannot leave its process group (seccomp).
    public let fromNetwork: Bool
    /// It sees programs, libraries, fonts and its own folder, and no other file (Landlock).
    public let fromFiles: Bool

    /// What is in force on this machine. Limits of memory, time and file size always are.
    public static var inForce: Confinement {
        let kinds = system_confinement()
        return Confinement(
            fromNetwork: kinds & SYSTEM_KEEPS_FROM_NETWORK != 0, fromFiles: kinds & SYSTEM_KEEPS_FROM_FILES != 0)
    }

    /// Bytes of memory that a converter may take.
    static let memory: UInt64 = 3 << 30

    /// What programs of Debian need to run: nothing here tells of the house, its people or its secrets.
    static let readable = [
        "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32",
        "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/pango",
        "/etc/python3", "/etc/python3.11", "/etc/python3.13", "/etc/ssl/openssl.cnf",
        "/sys/devices/system/cpu", "/var/cache/fontconfig",
    ]

    /// What must be readable for one program: the list above, the program, and the installation that it belongs to.
    static func readable(for program: String) -> [String] {
        let real = Surroundings.real(program)
        guard let place = installation(of: real) else { return readable + [program, real] }
        // A virtual environment of Python's is run by another installation's interpreter.
        let interpreter = installation(of: Surroundings.real("\(place)/bin/python3"))
        return readable + [program, real]
            + ([place] + [interpreter].compactMap(\.self)).flatMap { place in
                ["bin", "lib", "lib64", "share", "pyvenv.cfg"].map { "\(place)/\($0)" }
            }
    }

    /// The folder above the `bin` in which a program lies; nil where it lies in none.
    private static func installation(of program: String) -> String? {
        let parts = program.split(separator: "/")
        guard parts.count > 2, parts[parts.count - 2] == "bin" else { return nil }
        return "/" + parts.dropLast(2).joined(separator: "/")
    }
}

extension Confinement: CustomStringConvertible {
    /// In plain English, for the operator.
    public var description: String {
        let kept = (fromNetwork ? ["network"] : []) + (fromFiles ? ["files"] : [])
        let open = (fromNetwork ? [] : ["network"]) + (fromFiles ? [] : ["files"])
        let first = kept.isEmpty ? "" : "Converters are kept from \(kept.joined(separator: " and ")). "
        let second = open.isEmpty ? "" : "This kernel cannot keep them from \(open.joined(separator: " and ")). "
        return (first + second).trimmed
    }
}
