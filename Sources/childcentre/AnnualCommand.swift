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
    /// How the report is wanted.
    enum Format: String, CaseIterable {
        case html, pdf, docx
    }

    static func run(_ arguments: inout Arguments) throws {
        guard let ref = try arguments.option("--presidency") else {
            throw Usage(description: "Say which one: --presidency REF.")
        }
        let format = try read(
            try arguments.option("--format") ?? "html", as: Format.self, among: Format.allCases.map(\.rawValue))
        let code = try arguments.option("--language") ?? "en"
        let language = try read(code, as: Language.self, among: Language.allCases.map(\.code))
        guard let output = try arguments.option("--output") else {
            throw Usage(description: "Say where to write it: --output FILE.")
        }

        let house = try Command.open(&arguments)
        defer { house.store.close() }
        let document = try house.store.read { store in
            try html(
                of: ref, in: store, Languages.tongue(language), for: format == .docx ? .text : .page,
                now: house.clock.now)
        }
        switch format {
        case .html: try Files.write(document.bytes, to: output)
        case .pdf:
            let program = environment("CHILDCENTRE_WEASYPRINT") ?? "weasyprint"
            try convert(document, to: output, by: Converter(name: "WeasyPrint", program: program)) {
                [$0, $1, "--pdf-variant", "pdf/ua-1"]
            }
        case .docx:
            let program = environment("CHILDCENTRE_PANDOC") ?? "pandoc"
            try convert(document, to: output, by: Converter(name: "pandoc", program: program)) {
                [$0, "-o", $1, "-f", "html", "-t", "docx"]
            }
        }
        Console.say("The report of \(ref) stands in \(output).")
    }

    /// The report as a document of its own, with its style inside.
    private static func html(
        of ref: String, in store: Connection, _ say: Tongue, for medium: ReportDocument.Medium, now: Moment
    ) throws -> HTML {
        guard let year = try ReportYear.find(ref, in: store, for: say.language) else {
            throw Usage(description: "There is no presidency “\(ref)” in this house.")
        }
        let network = try Network.find(in: store, for: say.language)
        let zone = network.flatMap { Zone.named($0.timeZone) } ?? .utc
        let report = try ReportDocument(year, in: store, say, today: network?.today ?? zone.day(of: now), for: medium)
        let style = Asset.named("report.css")?.bytes ?? []
        return """
            <!doctype html>
            <html lang="\(say.language.code)"><head><meta charset="utf-8"><title>\(report.title)</title>
            <style>\(unescaped: style, because: "a style sheet of our own, embedded in the program")</style></head>
            <body>
            \(report.html)
            </body></html>

            """
    }

    /// Converts in a folder of its own, which goes when it is done; the result appears whole or not at all.
    private static func convert(
        _ document: HTML, to output: String, by converter: Converter,
        _ arguments: (_ from: String, _ to: String) -> [String]
    ) throws {
        let source = output + ".source.html"
        let result = output + ".converted." + (output.split(separator: ".").last.map(String.init) ?? "out")
        defer { unsafe unlink(source) }
        try Files.write(document.bytes, to: source)
        try converter.run(arguments(source, result), seconds: 60)
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
