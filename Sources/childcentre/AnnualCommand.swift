import AnnualReport
import Basics
import Converters
import Cooperation
import Files
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

        let address = try arguments.option("--address").map(checked)

        let house = try Command.open(&arguments)
        defer { house.store.close() }
        let file = try house.store.read { store in
            try report(of: ref, in: store, Languages.tongue(language), now: house.clock.now, address: address)
        }
        try Files.write(try bytes(of: file, as: format, beside: output), to: output)
        Console.say("The report of \(ref) stands in \(output).")
    }

    /// An address of a house, without a stroke at its end.
    private static func checked(_ address: String) throws -> String {
        guard Link(outside: address) != nil, address.hasPrefix("http") else {
            throw Usage(description: "“\(address)” is no address of a house, such as https://house.example.org.")
        }
        return address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    private static func report(
        of ref: String, in store: Connection, _ say: Tongue, now: Moment, address: String?
    ) throws -> ReportFile {
        guard let year = try ReportYear.find(ref, in: store, for: say.language) else {
            throw Usage(description: "There is no presidency “\(ref)” in this house.")
        }
        let network = try Network.find(in: store, for: say.language)
        let zone = network.flatMap { Zone.named($0.timeZone) } ?? .utc
        return try ReportFile(
            year, in: store, say, today: network?.today ?? zone.day(of: now), style: Workshops.materials.style,
            address: address)
    }

    /// Converts as the house does, in a folder of its own that goes when it is done, but in this process.
    private static func bytes(of file: ReportFile, as format: Format, beside output: String) throws -> [UInt8] {
        guard let recipe = Recipe(rawValue: format.rawValue) else { return file.page }
        let conversion = Conversion(
            recipe, of: recipe == .docx ? file.text : file.print, with: Workshops.materials.companions[recipe] ?? [:])
        let converter = Converter()
        return try conversion.carryOut(below: output + ".converting") { recipe, folder throws(ConverterFailure) in
            try converter.run(recipe, in: folder, seconds: recipe.seconds)
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
}
