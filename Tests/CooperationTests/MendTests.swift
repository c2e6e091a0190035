import EngineTesting
import Languages
import Markup
import Store
import Testing
import Web

@testable import Cooperation

@Suite("What the linter finds", .onEveryEngineWhenLong)
struct MendTests {
    private static let findings = Result { () throws -> [Finding] in
        try ["2016-SQ", "2017-NQ", "2018-MQ"].flatMap { presidency -> [Finding] in
            try CooperationTests.findings(in: defects, of: presidency)
        }
    }

    @Test("is mended by a form of the desk: of the record that is wrong, at its field, or of the one that is missing")
    func forms() throws {
        let store = try freshStore()
        defer { store.close() }
        try Loader.load(folder: defects, into: store)
        let all = try Self.findings.get()
        #expect(Set(all.map(\.rule)).count >= 20)
        for finding in all {
            let address = finding.mend.address
            let path = address.prefix { $0 != "?" && $0 != "#" }
            let segments = try #require(Percent.segments(of: String(path)), "\(address)")
            let query = address.split(separator: "#").first?.split(separator: "?").dropFirst().first.map(String.init)
            let anchor = address.split(separator: "#").dropFirst().first.map(String.init)
            if let kind = Places.newRecord.read(segments) {
                let table = try #require(Tables.named(kind), "\(address)")
                let field = try #require(query?.split(separator: "=").first.map(String.init), "\(address)")
                #expect(table.columns.contains { $0.name == field }, "\(address)")
            } else if let (kind, ref) = Places.record.read(segments) {
                let table = try #require(Tables.named(kind), "\(address)")
                let rows = try store.read {
                    try $0.values("select ref from \(name: table.identifier)", as: String.self)
                }
                #expect(rows.contains(ref), "\(address)")
                if let anchor { #expect(table.columns.contains { $0.name == anchor }, "\(address)") }
            } else {
                let kind = try #require(Places.records.read(segments), "\(address)")
                #expect(Tables.named(kind) != nil, "\(address)")
                #expect(query?.contains("language=\(finding.ref)") == true, "\(address)")
            }
        }
    }

    @Test(
        "leads to what is missing, not to what is there",
        arguments: [
            (Finding.Rule.missingMessages, "/desk/messages/new?meeting=2018-spring"),
            (.missingMessages, "/desk/meetings/new?activity=2018-05-23-unnoted"),
            (.objectiveWithoutActivity, "/desk/activities/new?objectives=P2.2"),
            (.activityWithoutOutcome, "/desk/activities/2018-01-17-call#outcome"),
            (.staleTranslation, "/desk/narratives?language=de&translation=stale"),
            (.missingParticipants, "/desk/activities/2017-11-08-crews#participants"),
        ])
    func places(_ rule: Finding.Rule, _ address: String) throws {
        #expect(try Self.findings.get().contains { $0.rule == rule && $0.mend.address == address })
    }

    @Test("has a name for each kind", arguments: Finding.Rule.allCases)
    func titles(_ rule: Finding.Rule) {
        #expect(!rule.title.english.isEmpty)
        #expect(Set(Finding.Rule.allCases.map(\.title.english)).count == Finding.Rule.allCases.count)
    }
}
