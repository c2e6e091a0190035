import Basics
import Files

/// A configuration as operators write it: a line `key = value` for each decision; `#` begins a comment.
public enum ConfigurationFile {
    /// Everything that is wrong with a file, a line for each.
    public struct Faults: Error, Hashable, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// The most bytes that are read.
    static let limit = 64 << 10

    /// Reads a file on top of what is already decided. Throws all its faults at once, or why it cannot be read.
    public static func read(_ path: String, into configuration: inout Configuration) throws {
        let bytes = try Files.read(path, limit: limit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Faults(description: "\(path): this is not text in UTF-8")
        }
        try take(text, from: path, into: &configuration)
        if let file = configuration.connectionFile { configuration.database = try ConnectionString.read(file) }
    }

    /// Reads a text; `name` stands before each fault.
    public static func take(_ text: String, from name: String, into configuration: inout Configuration) throws(Faults) {
        var faults: [String] = []
        var seen: [String: Int] = [:]
        var found = configuration
        for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = String(raw).trimmed
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let number = index + 1
            do throws(LineFault) {
                let (key, value) = try split(line)
                if let before = seen.updateValue(number, forKey: key.name) {
                    throw LineFault(reason: "“\(key.name)” stands in line \(before) already")
                }
                do throws(ConfigurationKey.Unfit) {
                    try key.take(&found, value)
                } catch {
                    throw LineFault(reason: "“\(key.name)” needs \(error.wanted), not “\(value)”")
                }
            } catch {
                faults.append("\(name), line \(number): \(error.reason)")
            }
        }
        if found.backup?.folder == "" {
            faults.append("\(name): “backup-time” and “backups-kept” need a “backup-folder”")
        }
        guard faults.isEmpty else { throw Faults(description: faults.joined(separator: "\n")) }
        configuration = found
    }

    /// A file that explains every key, with what holds unless somebody says otherwise; all of it comments.
    public static var description: String {
        let keys = ConfigurationKey.all.map { key in
            let help = key.help.split(separator: " ").reduce(into: [""]) { lines, word in
                let last = lines.count - 1
                if lines[last].count + word.count > 96 {
                    lines.append(String(word))
                } else {
                    lines[last] += (lines[last].isEmpty ? "" : " ") + word
                }
            }
            return help.map { "# \($0)\n" }.joined() + "#\(key.name) = \(key.usual)\n"
        }
        let head = """
            # The configuration of a Child Centre. A line is: key = value. What the program's command line says wins.
            # Each line below is a comment that shows what holds without it, or an example.

            """
        return head + "\n" + keys.joined(separator: "\n")
    }

    private struct LineFault: Error {
        let reason: String
    }

    private static func split(_ line: String) throws(LineFault) -> (ConfigurationKey, String) {
        guard let equals = line.firstIndex(of: "=") else { throw LineFault(reason: "there is no “=” in “\(line)”") }
        let name = String(line[..<equals]).trimmed
        guard let key = ConfigurationKey.all.first(where: { $0.name == name }) else {
            throw LineFault(reason: "there is no key “\(name)”; childcentre serve --describe-configuration lists them")
        }
        return (key, String(line[line.index(after: equals)...]).trimmed)
    }
}
