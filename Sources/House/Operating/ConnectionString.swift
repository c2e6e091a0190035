import Basics
import Files
import Glibc
import Store

/// PostgreSQL's connection string, kept in a file so that no password stands among the words of a command, which everybody
/// on the machine can read.
public enum ConnectionString {
    /// Why there is none, or why it is not taken.
    public struct Unfit: Error, CustomStringConvertible, Sendable {
        public let description: String
    }

    /// The one line of a file, without comments that begin with `#`. Throws `Unfit` where that is no connection string, and
    /// where everybody on the machine could read the password in it.
    public static func read(_ path: String) throws -> String {
        let text = String(decoding: try Files.read(path, limit: 4096), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard let line = lines.first, lines.count == 1, line.contains("=") || line.hasPrefix("postgres") else {
            throw Unfit(description: "\(path) should hold one line, such as postgresql://house@db.example.org/house")
        }
        guard !Store.Location.postgresql(line).namesPassword || !isForEverybody(path) else {
            throw Unfit(description: "Everybody on this machine can read the password in \(path): chmod o= \(path)")
        }
        return line
    }

    /// What was typed as part of a command. Throws `Unfit` where a password stands in it.
    public static func typed(_ words: String) throws -> String {
        guard !Store.Location.postgresql(words).namesPassword else {
            throw Unfit(
                description:
                    "Everybody on this machine can read a password that is part of a command. Put the connection string into a file."
            )
        }
        return words
    }

    private static func isForEverybody(_ path: String) -> Bool {
        var facts = stat()
        return unsafe stat(path, &facts) == 0 && facts.st_mode & 0o004 != 0
    }
}
