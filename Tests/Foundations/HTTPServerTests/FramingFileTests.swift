import Foundation
import Testing

/// The cases in a file that tests in other languages read, to send them through proxies.
@Suite("The framing cases")
struct FramingFileTests {
    private struct Written: Codable, Equatable {
        let name: String
        let bytes: Data
        let statuses: [Int]
    }

    /// To renew the file, run this test with CHILDCENTRE_RECORD=1.
    @Test("are written down as they are")
    func written() throws {
        let cases = FramingCase.all.map { Written(name: $0.name, bytes: Data($0.bytes), statuses: $0.statuses) }
        let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let file = tests.appending(path: "Fixtures/framing.json")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if ProcessInfo.processInfo.environment["CHILDCENTRE_RECORD"] != nil {
            // Those of more than a few kilobytes only try limits, and would make the file large.
            let small = cases.filter { $0.bytes.count <= 4096 }
            let lines = try small.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
            try ("[\n" + lines.joined(separator: ",\n") + "\n]\n").write(to: file, atomically: true, encoding: .utf8)
        }
        let read = try JSONDecoder().decode([Written].self, from: Data(contentsOf: file))
        #expect(read == cases.filter { $0.bytes.count <= 4096 })
        #expect(read.count > 250)
    }
}
