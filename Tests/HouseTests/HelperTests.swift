import Converters
import Foundation
import HTTP
import House
import HouseTesting
import Testing

@Suite("The helper that runs converters")
struct HelperTests {
    /// The program, which lies beside the tests.
    static let program: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "childcentre").path()
    }()

    /// A folder for a test with a converter in it that is a script; it goes when the test is over.
    final class Place: Sendable {
        let folder = FileManager.default.temporaryDirectory.path() + "/childcentre-helper-\(UUID().uuidString)"
        let programs: Programs

        init(_ script: String) throws {
            try FileManager.default.createDirectory(atPath: folder + "/work", withIntermediateDirectories: true)
            try "#!/bin/bash\n\(script)\n".write(toFile: folder + "/pdf.sh", atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/pdf.sh")
            programs = Programs(weasyPrint: folder + "/pdf.sh", pandoc: "/nowhere/pandoc")
        }

        deinit {
            try? FileManager.default.removeItem(atPath: folder)
        }

        func helper() throws -> HelperProcess {
            try HelperProcess(program: HelperTests.program, programs: programs)
        }

        func text(_ name: String) -> String? {
            (try? String(contentsOfFile: folder + "/work/" + name, encoding: .utf8))?
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }

        /// Waits for a file that the script writes.
        func wait(for name: String) -> String {
            while true {
                if let text = text(name), !text.isEmpty { return text }
                usleep(10_000)
            }
        }
    }

    static func runs(_ process: Int32) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
        return text.split(separator: ")").last?.hasPrefix(" Z") == false
    }

    static func ends(_ process: Int32) -> Bool {
        for _ in 0..<1000 {
            if !runs(process) { return true }
            usleep(10_000)
        }
        return false
    }

    @Test("converts, says what failed, and goes on with the next", .timeLimit(.minutes(10)))
    func works() throws {
        let place = try Place(
            "cat source.html > $2; [ -s source.html ] || exit 5; grep -q slow source.html && sleep 600; exit 0")
        let helper = try place.helper()
        let source = place.folder + "/work/source.html"
        try "text".write(toFile: source, atomically: true, encoding: .utf8)
        try helper.convert(.pdf, in: place.folder + "/work", seconds: 20)
        #expect(place.text("result.pdf") == "text")
        #expect(throws: ConverterFailure.missing(.docx)) {
            try helper.convert(.docx, in: place.folder + "/work", seconds: 20)
        }
        try "".write(toFile: source, atomically: true, encoding: .utf8)
        #expect(throws: ConverterFailure.failed(.pdf, code: 5)) {
            try helper.convert(.pdf, in: place.folder + "/work", seconds: 20)
        }
        try "slow".write(toFile: source, atomically: true, encoding: .utf8)
        #expect(throws: ConverterFailure.tooSlow(.pdf, seconds: 1)) {
            try helper.convert(.pdf, in: place.folder + "/work", seconds: 1)
        }
        let process = try #require(helper.process)
        try "again".write(toFile: source, atomically: true, encoding: .utf8)
        try helper.convert(.pdf, in: place.folder + "/work", seconds: 20)
        #expect(helper.process == process)
        helper.end()
        #expect(Self.ends(process))
    }

    @Test("has nothing open but its line: no database, no socket of the server")
    func bare() throws {
        let place = try Place("true")
        let helper = try place.helper()
        let process = try #require(helper.process)
        _ = try? helper.convert(.pdf, in: place.folder + "/work", seconds: 20)
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")
        #expect(Set(open) == ["0", "1", "2", "3"])
    }

    @Test("that is killed fails its job with a clear message; the next one works", .timeLimit(.minutes(10)))
    func killed() throws {
        let place = try Place("echo $$ > own; [ -e wait ] && sleep 600; echo done > $2")
        let helper = try place.helper()
        try Data().write(to: URL(filePath: place.folder + "/work/wait"))
        let first = try #require(helper.process)
        let killer = Thread {
            _ = place.wait(for: "own")
            kill(first, SIGKILL)
        }
        killer.start()
        #expect(throws: ConverterFailure.helperGone) {
            try helper.convert(.pdf, in: place.folder + "/work", seconds: 60)
        }
        // The converter goes with it.
        #expect(Self.ends(try #require(Int32(place.wait(for: "own")))))
        try FileManager.default.removeItem(atPath: place.folder + "/work/wait")
        try helper.convert(.pdf, in: place.folder + "/work", seconds: 20)
        #expect(place.text("result.pdf") == "done")
        #expect(helper.process != first)
        // Killed while nobody waits for it: noticed before the next job.
        let second = try #require(helper.process)
        kill(second, SIGKILL)
        #expect(Self.ends(second))
        try helper.convert(.pdf, in: place.folder + "/work", seconds: 20)
    }

    @Test("goes when the house is killed, and so does what it runs", .timeLimit(.minutes(10)))
    func orphaned() throws {
        let place = try Place("echo $$ > own; sleep 600 & echo $! > child; sleep 600")
        let house = Process()
        house.executableURL = URL(filePath: Self.program)
        house.arguments = ["serve", "--data", place.folder + "/data", "--port", "0"]
        house.standardOutput = FileHandle.nullDevice
        try house.run()
        // The house is a parent that watches over the program that serves, whose child the helper is.
        let serving = Self.child(of: house.processIdentifier)
        let helper = Self.child(of: serving)
        // Until it is the program, it is still the house's own child on its way there.
        while (try? String(contentsOfFile: "/proc/\(helper)/cmdline", encoding: .utf8))?.contains("convert-helper")
            != true
        { usleep(10_000) }
        kill(house.processIdentifier, SIGKILL)
        house.waitUntilExit()
        #expect(Self.ends(serving))
        #expect(Self.ends(helper))
    }

    /// The first child of a process, as soon as it has one.
    private static func child(of process: Int32) -> Int32 {
        while true {
            let children = try? String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
            if let child = children?.split(separator: " ").first.flatMap({ Int32($0) }) { return child }
            usleep(10_000)
        }
    }

    @Test("ends what it runs when it is let go in the middle", .timeLimit(.minutes(10)))
    func letGo() throws {
        let place = try Place("echo $$ > own; sleep 600 & echo $! > child; sleep 600")
        let helper = try place.helper()
        let thread = Thread { try? helper.convert(.pdf, in: place.folder + "/work", seconds: 60) }
        thread.start()
        let own = try #require(Int32(place.wait(for: "own")))
        let child = try #require(Int32(place.wait(for: "child")))
        kill(try #require(helper.process), SIGTERM)
        #expect(Self.ends(own))
        #expect(Self.ends(child))
    }
}

@Suite("A report as a file")
struct DownloadTests {
    private func house(_ script: String) throws -> (HelperTests.Place, TestHouse, TestClient) {
        let place = try HelperTests.Place(script)
        let converter = Converter(place.programs)
        let workshop = Workshop(folder: place.folder + "/converting", keeping: place.folder + "/converted") {
            recipe, folder, seconds throws(ConverterFailure) in
            try converter.run(recipe, in: folder, seconds: seconds)
        }
        let test = try TestHouse.fresh(network: "Samples/baltic-2017-2018", workshop: workshop)
        return (place, test, try test.client(as: "Signe"))
    }

    private func file(_ client: TestClient, _ address: String) -> HTTPResponse {
        while true {
            let answer = client.get(address)
            if answer.status != .accepted { return answer }
            usleep(10_000)
        }
    }

    @Test("says how far it has come, asks again by itself, and then comes with its name and type")
    func comes() throws {
        let (place, _, client) = try house(
            "while [ ! -e ../../go ]; do sleep 0.05; done; (echo -n %PDF-; cat source.html) > $2")
        let address = "/en/reports/2017-SE/download/pdf?language=sv"
        let waiting = client.get(address)
        #expect(waiting.status == .accepted)
        #expect(waiting.fields[try #require(HTTPFieldName("Refresh"))] == "2")
        #expect(waiting.text.contains("annual-report-2017-SE-draft-2018-06-15-sv.pdf"))
        #expect(waiting.text.contains("being made now") || waiting.text.contains("It is next"))
        try Data().write(to: URL(filePath: place.folder + "/go"))
        #expect(file(client, address).status == .ok)
    }

    @Test("of a draft and of a published version, in the language asked for")
    func files() throws {
        let (place, test, client) = try house("(echo -n %PDF-; cat source.html) > $2")
        let draft = file(client, "/en/reports/2017-SE/download/pdf?language=sv")
        #expect(draft.status == .ok)
        #expect(draft.fields[.contentType] == "application/pdf")
        #expect(
            draft.fields[.contentDisposition]
                == "attachment; filename=\"annual-report-2017-SE-draft-2018-06-15-sv.pdf\"")
        #expect(draft.text.hasPrefix("%PDF-<!doctype html>\n<html lang=\"sv\">"))
        #expect(client.get("/en/reports/2017-SE/download/html").text.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
        #expect(client.get("/en/reports/2017-SE/download/odt").status == .notFound)
        #expect(client.get("/en/reports/2017-SE/download/pdf?language=xx").status == .notFound)
        #expect(try test.client().get("/en/reports/2017-SE/download/pdf").status == .seeOther)
        withExtendedLifetime(place) {}
    }

    @Test("that cannot be made for want of a program says so once; the web page is there all the same")
    func missing() throws {
        let (place, _, client) = try house("true")
        let answer = file(client, "/en/reports/2017-SE/download/docx")
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.text.contains("pandoc is not installed"))
        #expect(answer.text.contains("Try again"))
        #expect(client.get("/en/reports/2017-SE").status == .ok)
        #expect(client.get("/en/reports/2017-SE/download/html").status == .ok)
        withExtendedLifetime(place) {}
    }

    @Test("that fails is said to have failed, and can be tried again")
    func fails() throws {
        let (place, _, client) = try house("exit 9")
        let answer = file(client, "/en/reports/2017-SE/download/pdf")
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.text.contains("WeasyPrint could not convert the report."))
        withExtendedLifetime(place) {}
    }
}
