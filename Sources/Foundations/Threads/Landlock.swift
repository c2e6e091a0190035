import CSystem
import Glibc

/// Landlock: the Linux kernel's way for a program to give up files that it does not need.
public enum Landlock {
    /// What came of it.
    public enum Outcome: Hashable, Sendable {
        /// In force, by the kernel's version of Landlock.
        case inForce(version: Int)
        /// This kernel has none, or does not let us.
        case notAvailable(code: Int32)
    }

    /// Leaves the calling thread, and whatever threads and processes it starts from now on, nothing but these paths; for
    /// good. Threads that run already are not bound: so call it before any is started.
    ///
    /// Paths that do not exist are left out. What is open already stays open.
    ///
    /// - Parameter connects: whether connections over TCP may be opened; those of others may always be taken.
    public static func keep(reading: [String], writing: [String], connects: Bool) -> Outcome {
        let rules = system_landlock_begin(connects ? 0 : 1)
        guard rules >= 0 else { return .notAvailable(code: -rules) }
        for (paths, writes) in [(reading, 0), (writing, 1)] as [([String], Int32)] {
            for path in paths {
                let code = unsafe system_landlock_allow(rules, path, writes)
                guard code == 0 || [ENOENT, ENOTDIR, EACCES].contains(-code) else {
                    close(rules)
                    return .notAvailable(code: -code)
                }
            }
        }
        let code = system_landlock_enter(rules)
        return code == 0 ? .inForce(version: Int(system_landlock_version())) : .notAvailable(code: -code)
    }
}
