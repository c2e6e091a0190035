import Basics
import HTTPServer

/// The lines of the log. What may stand in them is written out here field by field, and nothing else gets in: no query,
/// no header, no cookie, no address of a person or a machine, and no part of a path that differs from record to record.
struct LogText: Sendable {
    let format: Configuration.LogFormat
    let clock: Clock

    init(_ format: Configuration.LogFormat, clock: Clock = .system) {
        self.format = format
        self.clock = clock
    }

    /// The line for an answered request; nil where nobody wants one.
    func request(_ line: HTTPLogLine) -> String? {
        switch format {
        case .quiet: nil
        case .text: line.description
        case .json:
            object(
                "request",
                [
                    ("method", JSONText.quoted(line.method)), ("route", JSONText.quoted(line.route ?? "")),
                    ("status", "\(line.status)"), ("bytes", "\(line.bytes)"), ("ms", "\(line.milliseconds)"),
                ] + (line.incident.map { [("incident", JSONText.quoted($0))] } ?? []))
        }
    }

    /// The line for a fault, under the number that the visitor was told.
    func fault(_ incident: String, _ error: (any Error)?) -> String {
        let cause = error.map { Explanation.of($0) } ?? "a reply was never given"
        guard format == .json else { return "incident \(incident): \(cause)" }
        return object("fault", [("incident", JSONText.quoted(incident)), ("cause", JSONText.quoted(cause))])
    }

    /// The line for something that the operator should know.
    func note(_ words: String) -> String {
        format == .json ? object("note", [("words", JSONText.quoted(words))]) : words
    }

    private func object(_ kind: String, _ fields: [(String, String)]) -> String {
        let all = [("time", JSONText.quoted(clock.now.description)), ("kind", JSONText.quoted(kind))] + fields
        return "{" + all.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
}

extension Configuration.LogFormat {
    /// Something that the operator should know, as the log says it.
    public func note(_ words: String) -> String { LogText(self).note(words) }
}
