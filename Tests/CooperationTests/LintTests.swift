import Basics
import Cooperation
import EngineTesting
import Files
import Languages
import Markup
import Store
import Testing

let defects = project + "Tests/Networks/with-defects"

/// The findings of one presidency of a network's folder, on the network's own day.
func findings(
    in folder: String, of ref: String, _ language: Language = .english, changing: (Store) throws -> Void = { _ in }
) throws -> [Finding] {
    let store = try freshStore()
    defer { store.close() }
    try Loader.load(folder: folder, into: store)
    try changing(store)
    return try store.read { connection in
        let presidencies = try Presidency.all(in: connection, for: language)
        let presidency = try #require(presidencies.first { $0.ref == ref })
        let today = try #require(try Network.find(in: connection, for: language)?.today)
        return try Lint.findings(for: presidency, on: today, in: connection, Languages.tongue(language))
    }
}

/// The places of a rule's findings, `table/ref`, each as often as it was found.
func places(_ rule: Finding.Rule, in findings: [Finding]) -> [String] {
    findings.filter { $0.rule == rule }.map { "\($0.table)/\($0.ref)" }
}

@Suite("The linter", .onEveryEngineWhenLong)
struct LintTests {
    static let planted: [(Finding.Rule, [String])] = [
        (.missingMessages, ["activities/2018-05-23-unnoted", "meetings/2018-spring"]),
        (.placeholder, ["messages/2017-autumn.2"]),
        (.coverPeriod, ["conclusions/early-2016", "meetings/2017-summer", "presidencies/2017-NQ"]),
        (.wrongMonth, ["activities/2017-10-11-autumn", "meetings/2018-spring"]),
        (.repeatedParagraph, ["narratives/celebration"]),
        (
            .brokenLink,
            [
                "narratives/outlook", "narratives/outlook", "narratives/outlook", "projects/lookout",
                "sources/broken-site",
            ]
        ),
        (.activityOutside, ["activities/2018-07-04-late"]),
        (.meetingWithoutDate, ["meetings/2018-extra"]),
        (.numbering, ["objectives/P1.3", "objectives/P2.1"]),
        (.objectiveWithoutActivity, ["objectives/P2.2"]),
        (.activityWithoutOutcome, ["activities/2018-01-17-call"]),
        (.activityWithoutObjective, ["activities/2018-02-21-visit"]),
        (.projectWithoutFunder, ["projects/lantern"]),
        (.projectWithoutLead, ["projects/lookout"]),
        (.staleTranslation, ["narratives/de", "priorities/de"]),
        (.unpaidContribution, ["contributions/2017-MQ", "contributions/2018-SQ"]),
        (.unbalancedBudget, ["budgets/2017"]),
        (.overdueCommitment, ["commitments/lights", "commitments/report-back"]),
        (.missingParticipants, ["activities/2017-11-08-crews"]),
        (.plannedInThePast, ["activities/2018-03-14-evening"]),
        (.missingReason, ["activities/2018-06-06-guardians", "commitments/drawings", "objectives/P2.2"]),
    ]

    @Test("finds each planted defect where it is, and nowhere else")
    func planted() throws {
        let found = try findings(in: defects, of: "2017-NQ")
        for (rule, expected) in Self.planted {
            #expect(places(rule, in: found).sorted() == expected, "\(rule.rawValue)")
        }
        let others = Set(Finding.Rule.allCases).subtracting(Self.planted.map(\.0))
        #expect(others == [.missingTranslation])
        let untranslated = places(.missingTranslation, in: found)
        #expect(untranslated.allSatisfy { $0.hasSuffix("/de") })
        #expect(untranslated.contains("objectives/de"))
        #expect(!untranslated.contains("states/de"))
        #expect(Set(untranslated).count == untranslated.count)
    }

    @Test("says errors first, then by table and ref, and each with a sentence for the reason and for the remedy")
    func order() throws {
        let found = try findings(in: defects, of: "2017-NQ")
        let keys = found.map { ($0.severity == .error ? "1" : "2") + $0.table + " " + $0.ref }
        #expect(keys == keys.sorted())
        for finding in found {
            #expect(!finding.place.body.isEmpty)
            #expect(finding.reason.hasSuffix("."), "\(finding.reason)")
            #expect(finding.remedy.hasSuffix("."), "\(finding.remedy)")
            #expect(!finding.reason.contains("{") && !finding.remedy.contains("{"))
        }
    }

    @Test("leads to the public page of what it found")
    func links() throws {
        let found = try findings(in: defects, of: "2017-NQ")
        let links = Dictionary(found.map { ("\($0.table)/\($0.ref)", $0.link?.address) }) { first, _ in first }
        #expect(links["meetings/2018-spring"] == "/meetings/2018-spring")
        #expect(links["messages/2017-autumn.2"] == "/meetings/2017-autumn")
        #expect(links["projects/lantern"] == "/projects/lantern")
        #expect(links["contributions/2017-MQ"] == "/finances")
        #expect(links["presidencies/2017-NQ"] == .some(nil))
        #expect(found.first { $0.ref == "2017-MQ" }?.place.body == "Midquay 2017")
    }

    @Test("speaks the reader's language and names records in it")
    func german() throws {
        let found = try findings(in: defects, of: "2017-NQ", .german)
        let spring = try #require(found.first { $0.rule == .wrongMonth && $0.table == "meetings" })
        #expect(spring.place.body == "Märzsitzung 2018")
        #expect(spring.reason.contains("März"))
        #expect(spring.reason.contains("April 2018"))
        #expect(!spring.reason.contains("meeting"))
    }

    @Test("keeps to the presidency that is asked about")
    func others() throws {
        let found = try findings(in: defects, of: "2018-MQ")
        let errors = found.filter { $0.severity == .error }.map { "\($0.table)/\($0.ref)" }
        #expect(errors == ["activities/2018-07-04-late", "projects/lookout", "sources/broken-site"])
        #expect(!found.contains { $0.ref.hasPrefix("2017-") && $0.table == "activities" })
    }

    @Test("finds a source, a link and messages that were lost after they were loaded")
    func lost() throws {
        let found = try findings(in: defects, of: "2017-NQ") { store in
            try store.write { transaction in
                let objective: Key<AnyRecord> = try #require(
                    try transaction.connection.value("select id from objectives where ref = 'P2.1'"))
                _ = try transaction.run("update objectives set source = 'nowhere page 3' where id = \(objective)")
                _ = try transaction.run(
                    "update links set target = \(Key<AnyRecord>.fresh(at: transaction.moment)) where target = \(objective)"
                )
                _ = try transaction.run("delete from messages where title = '(TBD)'")
                _ = try transaction.run(
                    "update commitments set message_id = null")
                _ = try transaction.run("delete from messages")
                transaction.note(
                    Change(
                        by: "test", "broken", table: "objectives", record: objective, values: [.init("source", to: "")])
                )
            }
        }
        let broken = found.filter { $0.rule == .brokenLink }.map { "\($0.table)/\($0.ref)/\($0.column ?? "")" }
        #expect(broken.contains("objectives/P2.1/source"))
        #expect(broken.contains("projects/lookout/objectives"))
        #expect(broken.contains("activities/2017-11-08-crews/objectives"))
        #expect(places(.missingMessages, in: found).contains("meetings/2017-autumn"))
        #expect(places(.placeholder, in: found).isEmpty)
    }

    @Test("costs about the same however many years lie before and after")
    func growth() throws {
        var before: [Finding] = []
        let found = try findings(in: defects, of: "2017-NQ") { store in
            before = try store.read { connection in
                let presidency = try #require(
                    try Presidency.all(in: connection, for: .english).first { $0.ref == "2017-NQ" })
                let today = try #require(Day("2018-08-01"))
                return try Lint.findings(for: presidency, on: today, in: connection, Languages.tongue(.english))
            }
            let folder = try Scratch()
            try folder.write(Files.read(defects + "/network.csv", limit: 9999), to: "network.csv")
            let first = try #require(Day("1900-01-01"))
            let rows = (0..<4_000).map { index in
                let day = first.adding(days: index * 10)
                return "old-\(index),\(day),\(day),An old day \(index),workshop,organiser,Southquay,done\n"
            }
            try folder.write("ref,from,to,title,kind,role,place,state\n" + rows.joined(), to: "activities.csv")
            try Loader.load(folder: folder.path, into: store)
            try store.read { connection in
                let presidency = try #require(
                    try Presidency.all(in: connection, for: .english).first { $0.ref == "2017-NQ" })
                let today = try #require(Day("2018-08-01"))
                // PostgreSQL counts no steps.
                if connection.engine == .sqlite { connection.stepLimit = 20_000 }
                defer { connection.stepLimit = nil }
                _ = try Lint.findings(for: presidency, on: today, in: connection, Languages.tongue(.english))
            }
        }
        #expect(found.map(\.reason) == before.map(\.reason))
    }
}

@Suite("The linter on networks that are in order", .onEveryEngineWhenLong)
struct LintSampleTests {
    @Test("names on the sample only what its source leaves open")
    func sample() throws {
        let found = try findings(in: baltic, of: "2017-SE")
        #expect(
            found.filter { $0.severity == .error }.map { "\($0.rule.rawValue) \($0.table)/\($0.ref)" } == [
                "missing-messages meetings/2018-spring"
            ])
        #expect(places(.numbering, in: found) == ["objectives/P6.1"])
        #expect(
            places(.objectiveWithoutActivity, in: found) == [
                "objectives/P1.2", "objectives/P2.2", "objectives/P3.1", "objectives/P3.2", "objectives/P4.1",
                "objectives/P5.3",
            ])
    }

    @Test("names the activities of which the source says no more", arguments: leftOpen)
    func open(_ rule: Finding.Rule, _ expected: [String]) throws {
        #expect(places(rule, in: try findings(in: baltic, of: "2017-SE")) == expected.map { "activities/\($0)" })
    }

    @Test("has nothing else to say about the sample but how far it is translated")
    func nothingElse() throws {
        let said: Set<Finding.Rule> = [
            .missingMessages, .numbering, .objectiveWithoutActivity, .activityWithoutOutcome,
            .activityWithoutObjective, .missingParticipants, .missingTranslation, .staleTranslation,
        ]
        #expect(Set(try findings(in: baltic, of: "2017-SE").map(\.rule)).isSubset(of: said))
    }

    static let leftOpen: [(Finding.Rule, [String])] = [
        (
            .activityWithoutObjective,
            [
                "2017-08-29-stockholm",
                "2017-09-07-cso",
                "2017-11-06-brussels",
                "2017-11-20-stockholm",
                "2017-12-05-stockholm",
                "2018-01-15-stockholm",
                "2018-02-14-stockholm",
                "2018-05-09-bhutan",
            ]
        ),
        (
            .activityWithoutOutcome,
            [
                "2017-08-29-stockholm",
                "2017-09-07-cso",
                "2017-10-23-utrecht",
                "2017-11-02-bergen",
                "2017-11-06-brussels",
                "2017-11-13-budapest",
                "2017-11-20-stockholm",
                "2017-11-21-stockholm",
                "2017-11-23-stockholm",
                "2017-12-05-stockholm",
                "2017-12-15-vienna",
                "2018-01-15-stockholm",
                "2018-01-25-stockholm",
                "2018-02-14-stockholm",
                "2018-02-23-stockholm",
                "2018-02-26-riga",
                "2018-03-05-utrecht",
                "2018-04-19-stockholm",
                "2018-05-09-bhutan",
                "2018-05-31-malta",
            ]
        ),
        (
            .missingParticipants,
            [
                "2017-10-09-riga",
                "2017-10-12-stockholm",
                "2017-11-15-estonia",
                "2017-11-29-warsaw",
                "2018-01-25-stockholm",
                "2018-02-26-riga",
                "2018-02-27-riga",
                "2018-03-13-warsaw",
                "2018-04-17-tallinn",
                "2018-04-19-stockholm",
                "2018-05-03-stockholm",
            ]
        ),
    ]

    @Test(
        "finds nothing wrong with three rivers, and what is open there", arguments: ["2025-AR", "2026-BO", "2027-CE"])
    func threeRivers(_ ref: String) throws {
        let found = try findings(in: rivers, of: ref)
        #expect(found.filter { $0.severity == .error }.isEmpty)
    }

    @Test("names what is open in three rivers")
    func openInThreeRivers() throws {
        let found = try findings(in: rivers, of: "2025-AR")
        #expect(places(.unpaidContribution, in: found) == ["contributions/2025-CE"])
        #expect(places(.unbalancedBudget, in: found) == ["budgets/haushalt-2025"])
        #expect(places(.missingReason, in: found).isEmpty)
        #expect(places(.overdueCommitment, in: found).isEmpty)
    }

}
