import Basics
import Cooperation
import EngineTesting
import Languages
import Markup
import Store
import Testing

@Suite("A list of activities", .onEveryEngine)
struct ActivityListTests {
    private func loaded() throws -> Store {
        let store = try freshStore()
        try Loader.load(folder: baltic, into: store)
        return store
    }

    @Test("comes page by page, each activity once, in either order", arguments: [ActivityList.Order.newest, .oldest])
    func pages(_ order: ActivityList.Order) throws {
        let store = try loaded()
        defer { store.close() }
        try store.read { connection in
            var list = ActivityList(order: order)
            list.limit = 7
            var numbers: [Int] = []
            var days: [Day] = []
            repeat {
                let page = try list.page(in: connection, for: .english)
                #expect(page.rows.count <= 7)
                numbers += page.rows.map(\.number)
                days += page.rows.map(\.begins)
                list.after = page.next
            } while list.after != nil
            #expect(numbers.count == 31)
            #expect(Set(numbers).count == 31)
            #expect(days == (order == .newest ? days.sorted(by: >) : days.sorted()))
        }
    }

    @Test("is filtered by any tags together")
    func filters() throws {
        let store = try loaded()
        defer { store.close() }
        try store.read { connection in
            let workshops = try ActivityList(tags: ["kind/workshop", "project/protect"]).page(
                in: connection, for: .english
            ).rows
            #expect(workshops.count == 2)
            #expect(workshops.allSatisfy { $0.kind == .workshop })
            #expect(
                try ActivityList(tags: ["state/SE", "state/NO", "kind/workshop"]).page(in: connection, for: .english)
                    .rows.isEmpty)
            #expect(try ActivityList(tags: ["state/ZZ"]).page(in: connection, for: .english).rows.isEmpty)
            #expect(try ActivityList().count(in: connection) == 31)
            #expect(try ActivityList(tags: ["a", "b"]).count(in: connection) == nil)
        }
    }

    @Test("holds what the activities themselves say, whichever two filters are chosen")
    func pairs() throws {
        let store = try loaded()
        defer { store.close() }
        try store.read { connection in
            let all = try ActivityList().page(in: connection, for: .english).rows
            let abroad: Set<Int> = Set(
                try connection.values(
                    """
                    select a.number from activities a where a.country = 'SE' or exists (select 1 from links l
                      join states s on s.id = l.target where l.record = a.id and l.field = 'states' and s.ref = 'SE')
                    """))
            for kind in ActivityKind.allCases {
                let own = all.filter { $0.kind == kind }.map(\.number), theirs = own.filter(abroad.contains)
                let list = { (tags: [String]) in
                    try ActivityList(tags: tags).page(in: connection, for: .english).rows.map(\.number)
                }
                #expect(try list(["kind/\(kind.rawValue)"]) == own)
                #expect(try list(["kind/\(kind.rawValue)", "state/SE"]) == theirs)
                #expect(try list(["state/SE", "kind/\(kind.rawValue)", "progress/done"]) == theirs)
                #expect(try list(["kind/\(kind.rawValue)", "progress/postponed"]).isEmpty)
            }
            #expect(!abroad.isEmpty && abroad.count < all.count)
        }
    }

    @Test("follows an activity that becomes one of another kind")
    func changed() throws {
        let store = try loaded()
        defer { store.close() }
        let before = ["kind/workshop", "project/protect"], after = ["kind/webinar", "project/protect"]
        let list = { (tags: [String]) in
            try store.read { try ActivityList(tags: tags).page(in: $0, for: .english).rows.map(\.number) }
        }
        let number = try #require(try list(before).first)
        try store.write { transaction in
            let id: Key<AnyRecord>? = try transaction.value("select id from activities where number = \(number)")
            guard let id else { return }
            try transaction.run("update activities set kind = 'webinar' where number = \(number)")
            try ActivityTags.update(id, in: transaction)
            transaction.note(Change(by: "test", "activity.changed", table: "activities", record: id))
        }
        #expect(try !list(before).contains(number))
        #expect(try list(after) == [number])
    }

    @Test("reads a cursor strictly", arguments: ["", "2018-04-19", "2018-04-19.x", "x.1", "2018-04-19.1.2"])
    func cursors(_ text: String) {
        #expect(ActivityList.Cursor(text) == nil)
    }

    @Test("finds what touches a month, also what began before it")
    func months() throws {
        let store = try loaded()
        defer { store.close() }
        let june = try #require(Day("2018-06-01"))
        let items = try store.read { try ActivityList.between(june, june.startOfNextMonth, in: $0, for: .english) }
        #expect(items.map(\.begins.description) == ["2018-05-31"])
    }
}

@Suite("A text", .onEveryEngine)
struct TextTests {
    private func text(_ language: Language, digest: String? = nil, state: String = "confirmed") throws -> Text {
        let store = try freshStore()
        defer { store.close() }
        let folder = try Scratch()
        try folder.write(smallNetwork, to: "network.csv")
        try folder.write("ref,name,kind\nSE,Sweden,state\n", to: "states.csv")
        try folder.write(
            "table,ref,field,state,of,text\nstates,SE,name,\(state),\(digest ?? ""),Sverige\n",
            to: "translations/sv.csv")
        try Loader.load(folder: folder.path, into: store)
        return try store.read { try #require(try State.find("SE", in: $0, for: language)).name }
    }

    @Test("is read in one's own language, and says how far it can be trusted")
    func translated() throws {
        #expect(try text(.swedish) == Text(body: "Sverige", language: .swedish, state: .confirmed))
        #expect(try text(.swedish, state: "draft").state == .draft)
        #expect(try text(.english) == Text(body: "Sweden", language: .english, state: .original))
    }

    @Test("falls back to the language it was written in, and shows which")
    func fallback() throws {
        let fallen = try text(.finnish)
        #expect(fallen == Text(body: "Sweden", language: .english, state: .original))
        let shown = fallen.shown(Languages.tongue(.finnish)).description
        #expect(shown.contains("<span lang=\"en\">Sweden</span>"))
        #expect(shown.contains("class=\"tongue\""))
    }

    @Test("is stale when it translates an earlier wording")
    func stale() throws {
        let old = try text(.swedish, digest: "0123456789abcdef")
        #expect(old.state == .stale)
        #expect(old.shown(Languages.tongue(.swedish)).description.contains("class=\"stale\""))
    }
}
