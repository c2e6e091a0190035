import Basics
import Cooperation
import House
import Languages
import Markup
import Store

/// `report lint`: what keeps the annual report of a presidency from being published.
enum ReportLint {
    static func run(_ arguments: inout Arguments) throws {
        guard let ref = try arguments.option("--presidency") else {
            throw Usage(description: "Say which presidency: --presidency REF")
        }
        let code = try arguments.option("--language")
        let isJSON = arguments.flag("--json")
        let language = code.flatMap(Language.init(rawValue:)) ?? .english
        if let code, language.code != code { throw Usage(description: "“\(code)” is no language of the house.") }
        let house = try Command.open(&arguments)
        defer { house.store.close() }
        let findings = try house.store.read { connection in
            try self.findings(of: ref, in: connection, Languages.tongue(language))
        }
        Console.say(isJSON ? json(findings) : lines(findings))
        guard !findings.contains(where: { $0.severity == .error }) else { throw Unpublishable() }
    }

    private static func findings(of ref: String, in store: Connection, _ say: Tongue) throws -> [Finding] {
        let presidencies = try Presidency.all(in: store, for: say.language)
        guard let presidency = presidencies.first(where: { $0.ref == ref }) else {
            let known = presidencies.map(\.ref).joined(separator: ", ")
            throw Usage(description: "There is no presidency “\(ref)”. There are: \(known)")
        }
        let network = try Network.find(in: store, for: say.language)
        let zone = network.flatMap { Zone.named($0.timeZone) } ?? .utc
        let today = network?.today ?? zone.day(of: .now)
        return try Lint.findings(for: presidency, on: today, in: store, say)
    }

    private static func lines(_ findings: [Finding]) -> String {
        let errors = findings.count { $0.severity == .error }
        return (findings.map(line) + ["errors: \(errors), warnings: \(findings.count - errors)"]).joined(
            separator: "\n")
    }

    private static func line(_ finding: Finding) -> String {
        let place = [finding.table, finding.ref, finding.column].compactMap(\.self).joined(separator: "/")
        return """
            \(finding.severity.rawValue) \(finding.rule.rawValue): \(place) “\(finding.place.body)”
                \(finding.reason) \(finding.remedy)
            """
    }

    private static func json(_ findings: [Finding]) -> String {
        let objects = findings.map { finding in
            JSONText.object([
                ("rule", finding.rule.rawValue), ("severity", finding.severity.rawValue), ("table", finding.table),
                ("ref", finding.ref), ("column", finding.column), ("place", finding.place.body),
                ("link", finding.link?.address), ("mend", finding.mend.address), ("reason", finding.reason),
                ("remedy", finding.remedy),
            ])
        }
        return objects.isEmpty ? "[]" : "[\n" + objects.joined(separator: ",\n") + "\n]"
    }
}

/// The findings were listed already; the exit code says that there are errors among them.
struct Unpublishable: Error, CustomStringConvertible {
    let description = "The report cannot be published while there are errors."
}
