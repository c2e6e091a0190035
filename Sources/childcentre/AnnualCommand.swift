import AnnualReport
import Assets
import Basics
import Cooperation
import Documents
import Files
import Glibc
import House
import Languages
import Markup
import Store

/// `childcentre report annual`: the annual report of a presidency as a file.
enum AnnualCommand {
    static func run(_ arguments: inout Arguments) throws {
        guard let ref = try arguments.option("--presidency") else {
            throw Usage(description: "Say which one: --presidency REF.")
        }
        let format = try read(
            try arguments.option("--format") ?? "html", as: ReportFormat.self,
            among: ReportFormat.allCases.map(\.rawValue))
        let code = try arguments.option("--language") ?? "en"
        let language = try read(code, as: Language.self, among: Language.allCases.map(\.code))
        let address = try arguments.option("--address").map(checked)
        guard let output = try arguments.option("--output") else {
            throw Usage(description: "Say where to write it: --output FILE.")
        }

        let house = try Command.open(&arguments)
        defer { house.store.close() }
        let document = try house.store.read { store in
            try html(
                of: ref, in: store, Languages.tongue(language), for: format.medium, now: house.clock.now,
                address: address)
        }
        if let converter = format.converter {
            let program = environment(converter.variable) ?? converter.program
            try convert(document, to: output, as: format, by: Converter(name: converter.name, program: program))
        } else {
            try Files.write(document.bytes, to: output)
        }
        Console.say("The report of \(ref) stands in \(output).")
    }

    /// An address of a house, without a stroke at its end.
    private static func checked(_ address: String) throws -> String {
        guard Link(outside: address) != nil, address.hasPrefix("http") else {
            throw Usage(description: "“\(address)” is no address of a house, such as https://house.example.org.")
        }
        return address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    /// The report as a document of its own.
    private static func html(
        of ref: String, in store: Connection, _ say: Tongue, for medium: ReportDocument.Medium, now: Moment,
        address: String?
    ) throws -> HTML {
        guard let year = try ReportYear.find(ref, in: store, for: say.language) else {
            throw Usage(description: "There is no presidency “\(ref)” in this house.")
        }
        let network = try Network.find(in: store, for: say.language)
        let zone = network.flatMap { Zone.named($0.timeZone) } ?? .utc
        let report = try ReportDocument(year, in: store, say, today: network?.today ?? zone.day(of: now), for: medium)
        return report.alone(
            in: say.language.code, style: Asset.named("report.css")?.bytes ?? [], address: address)
    }

    /// Converts in a folder of its own, which goes when it is done; the result appears whole or not at all.
    private static func convert(_ document: HTML, to output: String, as format: ReportFormat, by converter: Converter)
        throws
    {
        let folder = "\(output).\(getpid()).making"
        let source = folder + "/report.html"
        let result = "\(folder)/report.\(format.rawValue)"
        try Files.makeFolder(folder)
        defer {
            for name in [source, result] + format.assets.map({ "\(folder)/\($0)" }) { unsafe unlink(name) }
            unsafe rmdir(folder)
        }
        for name in format.assets { try Files.write(Asset.named(name)?.bytes ?? [], to: "\(folder)/\(name)") }
        try Files.write(document.bytes, to: source)
        try converter.run(format.arguments(from: source, to: result, in: folder), seconds: 60)
        guard unsafe rename(result, output) == 0 else {
            throw Converter.Failure.failed(name: converter.name, code: errno)
        }
    }

    private static func read<Choice: RawRepresentable>(
        _ text: String, as kind: Choice.Type, among words: [String]
    ) throws -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: text) else {
            throw Usage(description: "“\(text)” was not expected; choose among \(words.joined(separator: ", ")).")
        }
        return choice
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}
