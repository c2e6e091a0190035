import Basics
import Cooperation
import HTTP
import House
import HouseTesting
import Identity
import Room
import Store

/// A family of records of every kind that can be kept to some, with words that occur nowhere else.
struct Hidden {
    static let mark = "Qwzzx"

    let word: String
    /// Where it would stand, for whoever may see it.
    let addresses: [String]
    /// Addresses of its own, each with one of the same shape that leads nowhere.
    let pairs: [(String, String)]

    /// One family for each word that stands on records.
    static func all(as words: [String], in test: TestHouse, by secretary: TestClient) throws -> [Hidden] {
        try words.enumerated().map { position, word in
            try test.house.store.write { transaction in
                try Family(word, number: position, in: transaction).made()
            }
        }
    }

    private struct Family {
        let word: String
        let number: Int
        let recorder: Recorder
        let transaction: Transaction

        init(_ word: String, number: Int, in transaction: Transaction) {
            self.word = word
            self.number = number
            self.transaction = transaction
            recorder = Recorder(transaction, by: "test")
        }

        private func add(_ table: String, hidden: Bool = true, _ values: [String: String]) throws -> (
            ref: String, number: Int
        ) {
            guard let known = Tables.named(table) else { return ("", 0) }
            var values = values
            if hidden { values["visibility"] = word }
            let key = Key<AnyRecord>.fresh(at: transaction.moment)
            return try recorder.add(Sheet(language: .german, values: values), to: known, key: key)
        }

        func made() throws -> Hidden {
            let title = "\(Hidden.mark) \(word)"
            let day = "2026-0\(number + 3)-11"
            let state: String? = try transaction.value("select ref from states order by number limit 1")
            let presidency: String? = try transaction.value("select ref from presidencies order by number desc limit 1")
            let objective: String? = try transaction.value("select ref from objectives order by number limit 1")
            let group: String? = try transaction.value("select ref from groups order by number limit 1")
            let (s, p, o, g) = (state ?? "", presidency ?? "", objective ?? "", group ?? "")
            let project = try add(
                "projects", ["title": title, "position": "9", "state": "underway", "summary": title, "states": s])
            _ = try add(
                "project_phases", hidden: false,
                ["project": project.ref, "position": "1", "title": title, "state": "underway"])
            let activity = try add(
                "activities",
                [
                    "title": title, "from": day, "to": day, "kind": "workshop", "role": "organiser", "place": "Adaburg",
                    "country": s, "state": "done", "project": project.ref, "objectives": o, "states": s,
                ])
            let meeting = try add(
                "meetings", hidden: false,
                [
                    "activity": activity.ref, "group": g, "presidency": p, "title": title, "decisions": title,
                    "messages_state": "recorded",
                ])
            for (table, more) in [
                ("agenda_items", ["position": "1", "title": title]), ("attendance", ["state": s, "people": "3"]),
                ("messages", ["position": "1", "title": title]),
            ] {
                _ = try add(table, hidden: false, more.merging(["meeting": meeting.ref]) { one, _ in one })
            }
            _ = try add("commitments", hidden: false, ["title": title, "meeting": meeting.ref, "state": "open"])
            _ = try add("commitments", ["title": title, "state": "open", "owner_state": s])
            let conclusion = try add("conclusions", ["title": title, "kind": "statement", "adopted": "2026"])
            _ = try add(
                "conclusion_items", hidden: false, ["conclusion": conclusion.ref, "position": "1", "title": title])
            _ = try add("timeline", ["date": "2026", "title": title])
            _ = try add("narratives", ["place": "about", "title": title, "body": title, "position": "9"])
            _ = try add(
                "narratives",
                ["place": "report-summary", "title": title, "body": title, "position": "9", "presidency": p])
            let paper = try add("papers", ["title": title, "kind": "draft", "date": "2026"])
            let own = [
                ("/activities/\(activity.number)", "/activities/99999"), ("/projects/\(project.ref)", "/projects/none"),
                ("/meetings/\(meeting.ref)", "/meetings/none"), ("/conclusions/\(conclusion.ref)", "/conclusions/none"),
                ("/api/v1/activities/\(activity.ref)", "/api/v1/activities/none"),
                ("/api/v1/projects/\(project.ref)", "/api/v1/projects/none"),
                ("/api/v1/meetings/\(meeting.ref)", "/api/v1/meetings/none"),
                ("/projects/\(project.ref)/calendar.ics", "/projects/none/calendar.ics"),
            ]
            let lists = [
                "/activities", "/projects", "/meetings", "/conclusions", "/history", "/about",
                "/calendar/\(day.prefix(7))", "/calendar.ics", "/states/\(s)", "/strategy/objectives/\(o)",
                "/search?q=\(Hidden.mark.lowercased())", "/api/v1/activities", "/api/v1/commitments",
                "/api/v1/search?q=\(Hidden.mark.lowercased())", "/reports/\(p)",
                "/members/papers", "/members/papers/\(paper.ref)", "/desk/activities",
                "/desk/activities/\(activity.ref)",
                "/desk/activities/\(activity.ref)/history", "/desk/papers/\(paper.ref)",
            ]
            return Hidden(word: word, addresses: own.map(\.0) + lists, pairs: own)
        }
    }
}

/// Somebody who comes, and which words of records they should see.
struct Guest {
    let name: String
    let client: TestClient
    let sees: Set<String>
    var isSecretary = false

    /// Strangers, members without a function, holders of each function, of one in another group, and of one that has ended.
    static func all(in test: TestHouse) throws -> [Guest] {
        let cooperating: Set<FunctionKind> = [
            .chair, .viceChair, .seat, .alternate, .secretariat, .contactPoint, .observer,
        ]
        var guests = [
            Guest(name: "a stranger", client: try test.client(), sees: []),
            Guest(name: "a member without a function", client: try test.client(as: "none", holding: []), sees: []),
        ]
        for kind in FunctionKind.allCases {
            var sees: Set<String> = cooperating.contains(kind) ? ["members"] : []
            if kind == .secretariat { sees.insert("group/geschaeftsstelle") }
            let ended = ["from": "2001-01-01", "to": "2026-03-09"]
            guests += [
                Guest(
                    name: kind.rawValue, client: try test.client(as: "\(kind)", holding: [kind]), sees: sees,
                    isSecretary: kind == .secretariat),
                Guest(
                    name: "a former \(kind.rawValue)",
                    client: try test.client(as: "former \(kind)", holding: [kind], more: ended), sees: []),
            ]
            guard kind != .chair, kind != .viceChair else { continue }
            guests += [
                Guest(
                    name: "\(kind.rawValue) in the group",
                    client: try test.client(as: "inner \(kind)", holding: [kind], more: ["group": "geschaeftsstelle"]),
                    sees: sees.union(["group/geschaeftsstelle"]), isSecretary: kind == .secretariat),
                Guest(
                    name: "\(kind.rawValue) for another state",
                    client: try test.client(as: "foreign \(kind)", holding: [kind], more: ["state": "CE"]), sees: sees,
                    isSecretary: kind == .secretariat),
            ]
        }
        for kind in [FunctionKind.secretariat, .chair, .viceChair, .seat] {
            let client = try test.client(as: "keys \(kind)", holding: [kind])
            try test.givePasskeys(to: "keys \(kind)")
            let sees: Set<String> = kind == .secretariat ? ["members", "group/geschaeftsstelle"] : ["members"]
            guests.append(
                Guest(
                    name: "\(kind.rawValue) with passkeys", client: client,
                    sees: kind == .seat ? sees : sees.union(["confidential"]), isSecretary: kind == .secretariat))
        }
        return guests
    }
}
