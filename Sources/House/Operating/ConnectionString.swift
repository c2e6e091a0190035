import Basics
import Files

/// PostgreSQL's connection string, kept in a file so that no password stands among the words of a command, which everybody
/// on the machine can read.
public enum ConnectionString {
    /// Why a file has none.
    public struct Unreadable: Error, CustomStringConvertible, Sendable {
        public let description: String
    }

    /// The one line of a file, without comments that begin with `#`.
    public static func read(_ path: String) throws -> String {
        let text = String(decoding: try Files.read(path, limit: 4096), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard let line = lines.first, lines.count == 1, line.contains("=") || line.hasPrefix("postgres") else {
            throw Unreadable(
                description: "\(path) should hold one line, such as postgresql://house@db.example.org/house")
        }
        return line
    }
}
