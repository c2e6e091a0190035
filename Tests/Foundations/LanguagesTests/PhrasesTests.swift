import Foundation
import Testing

@Suite("The phrases")
struct PhrasesTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test("are all translated into every language, and gettext agrees")
    func ours() throws {
        let check = try Self.run(Self.root.appending(path: "scripts/phrases"), "--check")
        #expect(check.status == 0, "\(check.errors)")
    }

    @Test("are found in the code, filled in as drafts, and every fault is named")
    func script() throws {
        let project = try Project(
            """
            /// say("In a comment")
            let page = \"""
                <h1>\\(say("Calendar"))</h1>\\(say("Welcome, {name}", ["name": name]))
                \\(say(one: "{count} meeting", other: "{count} meetings", count: 3))
                \"""
            let month = say(Phrase("May", context: "month")), other = say(month), log = Console.say("A log of \\(name)"), quote = say("A \\"quote\\" \\u{2013}")
            """)
        defer { project.remove() }
        #expect(try project.phrases().status == 0)
        let english = try project.text("Phrases/en/house.po")
        #expect(english.contains("msgctxt \"month\"\nmsgid \"May\"\nmsgstr \"May\""))
        #expect(english.contains("msgid \"A \\\"quote\\\" –\""))
        #expect(!english.contains("comment") && !english.contains("log") && !english.contains("draft"))

        let untranslated = try project.phrases("--check")
        #expect(untranslated.status == 1)
        #expect(untranslated.errors.contains("Phrases/lv/house.po: untranslated: \"Calendar\""))
        #expect(!untranslated.errors.contains("Phrases/en"))

        try project.write(
            "da.json",
            """
            [{"msgid": "Calendar", "msgstr": "Kalender"}, {"msgid": "May", "context": "month", "msgstr": "maj"},
             {"msgid": "{count} meeting", "msgstr": ["Et møde", "{count} møder"]},
             {"msgid": "A \\"quote\\" –", "msgstr": "Et \\"citat\\""}, {"msgid": "Welcome, {name}", "msgstr": "Velkommen, {navn}"}]
            """)
        let filled = try project.phrases("--fill", "da", "da.json")
        #expect(filled.status == 1)
        #expect(filled.errors == "has a hole the English has not: navn: \"Welcome, {name}\"\n")
        #expect(try project.phrases("--missing", "da").output.contains("Welcome, {name}"))
        let danish = try project.text("Phrases/da/house.po")
        #expect(danish.contains("# draft\nmsgid \"Calendar\"\nmsgstr \"Kalender\""))
        #expect(danish.contains("X-Checked-By-Native-Speaker: no"))
        #expect(try !project.phrases("--check").errors.contains("Phrases/da/house.po: untranslated: \"Calendar\""))

        // What is confirmed stays; what is not said any more goes; a second run changes nothing.
        try project.write(
            "Phrases/da/house.po", danish.replacing("# draft\nmsgid \"Calendar\"", with: "msgid \"Calendar\""))
        try project.write("Sources/House/Page.swift", "let a = say(\"Calendar\"), b = say(\"Welcome, {name}\")")
        let changed = try project.phrases("--check").errors
        #expect(changed.contains("Phrases/da/house.po: unused: \"May\" [month]"))
        #expect(try project.phrases().status == 0)
        #expect(
            try project.phrases("--fill", "da", "da.json").errors.contains(
                "confirmed already, left alone: \"Calendar\""))
        let after = try project.text("Phrases/da/house.po")
        #expect(after.contains("\n\nmsgid \"Calendar\"\nmsgstr \"Kalender\"") && !after.contains("møde"))
        #expect(try project.phrases().status == 0)
        #expect(try project.text("Phrases/da/house.po") == after)

        try project.write(
            "Phrases/da/house.po",
            after.replacing("\"Welcome, {name}\"\nmsgstr \"\"", with: "\"Welcome, {name}\"\nmsgstr \"{navn}\""))
        #expect(
            try project.phrases("--check").errors.contains("Phrases/da/house.po: has a hole the English has not: navn"))
        try project.write("Phrases/da/house.po", after.replacing("Calendar\"", with: "Calendar"))
        #expect(try project.phrases("--check").status == 1)
    }

    @Test(
        "are refused where the script could not read them",
        arguments: [
            ("say(isOpen ? \"Open\" : \"Closed\")", "written out as a literal"),
            ("say(\"Hello \\(name)\")", "no interpolation"),
            ("say(\"Hello \" + name)", "one literal"), ("Phrase(#\"Raw\"#)", "written out as a literal"),
            ("say(\"\")", "an empty phrase"),
            ("say(one: \"a\", other: \"b\", count: 1) + say(one: \"a\", other: \"c\", count: 1)", "two plurals"),
            ("say(\"open", "without an end"),
        ])
    func unreadable(_ swift: String, _ reason: String) throws {
        let project = try Project(swift)
        defer { project.remove() }
        let run = try project.phrases()
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("Sources/House/Page.swift:1: ") && run.errors.contains(reason), "\(run.errors)")
        #expect(try project.phrases("--check").status == 1)
    }

    @Test("may not be said in two ways in two rooms")
    func conflict() throws {
        let project = try Project("say(\"Open\")")
        defer { project.remove() }
        try project.write("Sources/Rooms/Archive/Page.swift", "say(\"Open\")")
        #expect(try project.phrases().status == 0)
        for (room, text) in [("house", "Öppna"), ("archive", "Öppet")] {
            let path = "Phrases/sv/\(room).po"
            try project.write(
                path, try project.text(path).replacing("\"Open\"\nmsgstr \"\"", with: "\"Open\"\nmsgstr \"\(text)\""))
        }
        #expect(
            try project.phrases("--check").errors.contains(
                "Phrases/sv/house.po: said otherwise than in archive: \"Open\""))
    }

    static func run(
        _ script: URL, _ arguments: String..., in folder: URL? = nil
    ) throws -> (status: Int32, output: String, errors: String) {
        try run(script, arguments, in: folder)
    }

    static func run(
        _ script: URL, _ arguments: [String], in folder: URL?
    ) throws -> (status: Int32, output: String, errors: String) {
        let process = Process(), output = Pipe(),
            scratch = FileManager.default.temporaryDirectory.appending(path: "errors-\(UUID())")
        try Data().write(to: scratch)
        defer { try? FileManager.default.removeItem(at: scratch) }
        process.executableURL = script
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = output
        // A file, since two pipes read one after the other can block each other.
        process.standardError = try FileHandle(forWritingTo: scratch)
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let errors = try String(contentsOf: scratch, encoding: .utf8)
        return (process.terminationStatus, String(decoding: text, as: UTF8.self), errors)
    }
}

/// A project of one file, with the script.
struct Project {
    let folder = FileManager.default.temporaryDirectory.appending(path: "phrases-\(UUID())")

    init(_ swift: String) throws {
        try write("Sources/House/Page.swift", swift)
        try write(
            "scripts/phrases",
            try String(contentsOf: PhrasesTests.root.appending(path: "scripts/phrases"), encoding: .utf8))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "scripts/phrases").path)
    }

    func phrases(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
        try PhrasesTests.run(folder.appending(path: "scripts/phrases"), arguments, in: folder)
    }

    func text(_ path: String) throws -> String { try String(contentsOf: folder.appending(path: path), encoding: .utf8) }

    func write(_ path: String, _ text: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
