import Files
import Glibc
import Store
import Threads

/// The walls around the running program: what the kernel lets it reach once it serves.
public enum Walls {
    /// What converters of documents, and the system's own libraries, read and run. Nothing here tells of the house.
    static let reading = [
        "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32",
        "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/pango",
        "/etc/python3", "/etc/python3.11", "/etc/python3.13", "/etc/ssl/openssl.cnf", "/sys/devices/system/cpu",
        "/var/cache/fontconfig", "/dev/urandom", "/dev/random", "/dev/zero",
    ]

    /// What it takes to find another machine and to believe that it is the one.
    static let finding = [
        "/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf", "/etc/services",
        "/etc/passwd", "/etc/ssl", "/etc/ca-certificates", "/usr/share/ca-certificates", "/run/systemd/resolve",
    ]

    /// Puts the walls up, and says in one sentence what is in force. Call it before the first thread is started.
    ///
    /// Makes the data folder and the one for backups where they are missing, for afterwards they cannot be made.
    public static func raise(for configuration: Configuration, connects: Bool = false) throws -> String {
        try Files.makeFolder(configuration.dataFolder)
        if let folder = configuration.keys { try Files.makeFolder(folder) }
        if let folder = configuration.backup?.folder { try? Files.makeFolder(folder) }
        Memory.prepare()
        guard configuration.isConfined else { return "Confinement is switched off by the configuration." }
        // SQLite sorts what is too large for memory in files; they have to lie where files may be written.
        unsafe setenv("SQLITE_TMPDIR", configuration.dataFolder, 1)
        let programs = configuration.converters.values.flatMap { program in
            [program, Files.folder(of: Files.folder(of: program))].filter { $0 != "/" && $0 != "." }
        }
        let outcome = Landlock.keep(
            reading: reading + programs + (connects ? finding + configuration.location.files : [])
                + [configuration.provider?.secretFile].compactMap(\.self) + (configuration.mail?.files ?? []),
            writing: [configuration.dataFolder, configuration.keys, configuration.backup?.folder, "/dev/null"]
                .compactMap(\.self),
            connects: connects)
        return switch outcome {
        case .inForce(let version):
            "Confined by Landlock \(version): the data folder, backups and the system's programs; nothing else."
        case .notAvailable(let code): "Confinement by Landlock is not available here (error \(code) of the system)."
        }
    }
}
