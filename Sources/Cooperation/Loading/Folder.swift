import Basics
import CSV
import Files

/// A network's folder as it was read: every row canonical, every mistake noted.
public struct Folder: Sendable {
    /// The rows of each table, by the table's name, in the order of the file.
    var rows: [String: [Row]] = [:]
    /// Links that say themselves where they come from.
    var links: [LinkRow] = []
    var translations: [Translation] = []
    /// The outlines of the states, as GeoJSON.
    var map: [UInt8]?
    /// What is wrong with the folder so far.
    public internal(set) var mistakes: [Mistake] = []
    /// The day by which it is told who is a child.
    let today = Moment.now.day

    struct Row: Sendable {
        let file: String
        let line: Int
        let ref: String
        /// Canonical values by column; empty ones are left out. `language` is among them.
        var values: [String: String]
    }

    struct LinkRow: Sendable, Hashable {
        let line: Int
        let table: String
        let ref: String
        let field: String
        let target: String
        let source: String
    }

    /// A text of a record in another language than its own.
    struct Translation: Sendable {
        let file: String
        let line: Int?
        let table: String
        let ref: String
        let field: String
        let language: Language
        let state: String
        /// The digest of the text it translates; nil for the text as it stands now.
        let of: String?
        let text: String
    }

    /// Reads every table, translation, text and the map of a folder; faults become mistakes, never errors.
    public init(reading path: String) {
        for name in Files.names(in: path) {
            switch name {
            case "links.csv": readLinks(path, name)
            case _ where name.hasSuffix(".csv"): readTable(path, name)
            case "translations":
                for file in Files.names(in: path + "/translations") { readTranslations(path, "translations/" + file) }
            case "texts":
                for language in Files.names(in: path + "/texts") { readTexts(path, language) }
            case "map.geojson": map = read(path, name, limit: 60 << 10)
            default: continue
            }
        }
        if rows["network"]?.count != 1 {
            mistakes.append(Mistake(file: "network.csv", expected: "exactly one row, with the ref network"))
        }
    }

    /// The first language that the network offers: that of its tables' own texts.
    var firstLanguage: Language {
        let codes = rows["network"]?.first?.values["languages"] ?? ""
        return Column.words(codes).first.flatMap(Language.init(rawValue:)) ?? .english
    }

    mutating func read(_ folder: String, _ file: String, limit: Int) -> [UInt8]? {
        do {
            return try Files.read(folder + "/" + file, limit: limit)
        } catch {
            mistakes.append(Mistake(file: file, expected: "a readable file (\(error.reason))"))
            return nil
        }
    }

    mutating func readCSV(_ folder: String, _ file: String) -> CSVTable? {
        guard let bytes = read(folder, file, limit: CSVTable.Limits().bytes) else { return nil }
        do {
            let table = try CSVTable(bytes)
            mistakes += table.problems.map { problem in
                Mistake(file: file, line: problem.line, expected: "a whole row; \(problem.explanation)")
            }
            return table
        } catch {
            mistakes.append(Mistake(file: file, line: error.line, expected: "a readable table; \(error.explanation)"))
            return nil
        }
    }
}
