import Basics
import Cooperation
import EngineTesting
import Foundation
import Journal
import Markup
import Search
import Store
import Testing

@Suite("Finding", .onEveryEngine)
struct FindingsTests {
    private func sample() throws -> Store {
        let store = try freshStore()
        try Loader.load(folder: baltic, into: store)
        return store
    }

    private func found(
        _ text: String, _ language: Language = .english, filters: Findings.Filters = .init(), in store: Store
    ) throws -> Findings {
        try store.read { try Findings.find(text, filters: filters, limit: 100, in: $0, for: language) }
    }

    @Test("finds the law's texts, the law of the states and the objective on corporal punishment, and the project")
    func corporal() throws {
        let store = try sample()
        defer { store.close() }
        let finding = try found("corporal punishment", in: store)
        let links = finding.results.map(\.link.address)
        #expect(links.contains("/law#text-law-ban"))
        #expect(links.contains("/states/SE"))
        #expect(links.contains("/strategy/objectives/P1.1"))
        let project = try found("punishment of children", in: store).results.map(\.link.address)
        #expect(project.contains("/projects/non-violent-childhoods"))
        #expect(finding.isRanked)
        #expect(finding.count == finding.results.count)
        #expect(try found("corporally punished", in: store).count ?? 0 > 0)
        #expect(try found("\"punishment corporal\"", in: store).count == 0)
        #expect(try found("corporal puni", in: store).count == finding.count)
    }

    @Test("puts what stands in the reader's language first and marks what does not")
    func languages() throws {
        let store = try sample()
        defer { store.close() }
        let swedish = try found("aga", .swedish, in: store)
        #expect(swedish.results.contains { $0.link.address == "/strategy/objectives/P1.1" })
        #expect(swedish.results.first?.titleLanguage == .swedish)
        for result in swedish.results {
            let marked = (result.titlePieces + result.snippet.pieces).filter(\.isMarked).map { $0.text.lowercased() }
            #expect(!marked.isEmpty, "\(result.title)")
            #expect(marked.allSatisfy { $0.hasPrefix("aga") }, "\(marked)")
            #expect(result.titlePieces.map(\.text).joined() == result.title)
        }
        let english = try found("children", .swedish, in: store)
        #expect(english.results.contains { $0.snippetLanguage == .english })
        let foreign = try found("bestraffning", in: store)
        #expect(!foreign.results.isEmpty)
        for result in foreign.results where result.snippetLanguage != .english {
            #expect(result.snippet.pieces.contains(where: \.isMarked) || result.titleLanguage == .english)
        }
    }

    @Test("narrows by kind, year, state and project, and counts what each choice leaves")
    func filters() throws {
        let store = try sample()
        defer { store.close() }
        let all = try found("children", in: store)
        let choices = try #require(all.choices["kind"])
        #expect(choices.compactMap(\.count).reduce(0, +) == all.count)
        for choice in choices {
            let filters = Findings.Filters(kind: SearchKind(rawValue: choice.value))
            let some = try found("children", filters: filters, in: store)
            #expect(some.count == choice.count)
            #expect(some.results.allSatisfy { $0.kind.rawValue == choice.value })
        }
        for (name, values) in all.choices where name != "kind" {
            for choice in values {
                let filters = Findings.Filters(
                    year: name == "year" ? Int(choice.value) : nil, state: name == "state" ? choice.value : nil,
                    project: name == "project" ? choice.value : nil)
                #expect(try found("children", filters: filters, in: store).count == choice.count, "\(name) \(choice)")
            }
        }
        let meetings = try found("", filters: .init(kind: .meeting), in: store)
        #expect(meetings.results.count == meetings.count)
        #expect(meetings.results.compactMap(\.date).isEmpty == false)
        #expect(try found("", in: store).results.isEmpty)
        #expect(try found("children", filters: .init(state: "XX"), in: store).results.isEmpty)
        #expect(try found("children", filters: .init(project: "x\" OR \"en"), in: store).results.isEmpty)
    }

    @Test(
        "takes a search engine's own words for words",
        arguments: [
            "\"", "\"\"\"", "*", "a*", "NEAR(children rights)", "children OR", "OR", "AND NOT",
            "title_words : children",
            "tags : kind", "-children", "^children", "{children}", "children + rights", "kind/activity",
            "'); drop table x",
            "\u{0}children", "((((((", "state/SE",
        ])
    func syntax(_ text: String) throws {
        let store = try sample()
        defer { store.close() }
        let finding = try found(text, in: store)
        #expect(finding.count != nil)
        let plain = text.lowercased().map { $0.isLetter ? $0 : " " }
        let words = try found(String(plain), in: store)
        if !text.contains("/") { #expect(finding.results.map(\.title) == words.results.map(\.title)) }
    }

    @Test("takes as many words as it allows, in every language")
    func longest() throws {
        let store = try sample()
        defer { store.close() }
        let text = (0..<40).map { "ab\($0)c-d" }.joined(separator: " ")
        #expect(try found(text, in: store).count == 0)
    }

    @Test("gives every result once, page by page", arguments: ["children", "ch", "the"])
    func paging(_ text: String) throws {
        let store = try sample()
        defer { store.close() }
        try store.read { connection in
            var seen: [String] = []
            var cursor: Findings.Cursor?
            var total = 0
            repeat {
                let page = try Findings.find(text, after: cursor, limit: 7, in: connection, for: .english)
                total = page.count ?? 0
                #expect(page.results.count <= 7)
                seen += page.results.map { "\($0.link.address) \($0.title)" }
                cursor = page.next
            } while cursor != nil
            #expect(seen.count == total)
            #expect(Set(seen).count >= total - 1)
        }
    }

    @Test("follows a load that changed a record, and a single record that changed")
    func renewal() throws {
        let store = try freshStore()
        defer { store.close() }
        let folder = try Scratch()
        try folder.write(smallNetwork, to: "network.csv")
        try folder.write("ref,name,kind,note\nSE,Sweden,state,Quokkas live here\n", to: "states.csv")
        try Loader.load(folder: folder.path, into: store)
        #expect(try found("quokka", in: store).results.map(\.link.address) == ["/states/SE"])
        try folder.write("ref,name,kind,note\nSE,Sweden,state,Wombats live here\n", to: "states.csv")
        try Loader.load(folder: folder.path, into: store)
        #expect(try found("quokka", in: store).results.isEmpty)
        #expect(try found("wombats", in: store).count == 1)
        let state: Key<AnyRecord> = try #require(try store.read { try $0.value("select id from states") })
        let change = { (note: String?) in
            try store.write { transaction in
                if let note {
                    try transaction.run("update states set note = \(note) where id = \(state)")
                } else {
                    try transaction.run("delete from states where id = \(state)")
                }
                try SearchIndex.update(state, of: "states", in: transaction)
                transaction.note(Change(by: "test", "state.changed", table: "states", record: state))
            }
        }
        try change("Koalas sleep here")
        #expect(try found("wombat", in: store).count == 0)
        #expect(try found("koala sleeping", in: store).count == 1)
        try change(nil)
        #expect(try found("koala", in: store).count == 0)
        #expect(try store.read { try $0.value("select count(*) from search_documents", as: Int.self) } == 0)
    }

    @Test("is made for a house that an older program left without an index, once, and journalled")
    func upgrade() throws {
        let store = try sample()
        defer { store.close() }
        let entries = { try store.read { try $0.value("select count(*) from journal_entries", as: Int.self) ?? 0 } }
        try store.write { transaction in
            for table in ["search_texts", "search_documents", "search_languages", "search_version"] as [Identifier] {
                try transaction.run("delete from \(name: table)")
            }
            try SearchIndex.adopt(in: transaction)
            transaction.note(
                Change(by: "test", "gone", table: "states", record: Key<AnyRecord>.fresh(at: transaction.moment)))
        }
        let before = try entries()
        #expect(try found("children", in: store).count == 0)
        try SearchIndex.renewIfOld(in: store)
        try SearchIndex.renewIfOld(in: store)
        #expect(try found("children", in: store).count ?? 0 > 10)
        #expect(try entries() == before + 1)
        let empty = try freshStore()
        defer { empty.close() }
        try SearchIndex.renewIfOld(in: empty)
        #expect(try empty.read { try $0.value("select count(*) from journal_entries", as: Int.self) } == 0)
    }

    @Test("keeps an index that is the same after every record was taken singly")
    func single() throws {
        let store = try sample()
        defer { store.close() }
        let before = try found("children", in: store).results.map(\.title)
        try store.write { transaction in
            let records = try transaction.all("select record, origin from search_documents order by id") { row in
                (try row.next() as Key<AnyRecord>, try row.text())
            }
            for (record, table) in records where table != "law_facts" {
                try SearchIndex.update(record, of: table, in: transaction)
            }
            if transaction.engine == .sqlite {
                try transaction.run("insert into search_words (search_words, rank) values ('integrity-check', 1)")
            }
            transaction.note(
                Change(by: "test", "renewed", table: "states", record: Key<AnyRecord>.fresh(at: transaction.moment)))
        }
        #expect(try found("children", in: store).results.map(\.title) == before)
    }

    @Test("gives the newest first where a word is very common, and does not count them")
    func common() throws {
        let store = try sample()
        defer { store.close() }
        let many = Findings.mostRanked + 10
        let key: SQL = """
            \(sqlite: "cast(printf('%016d', i) as blob)", postgres: "convert_to(lpad(cast(i as text), 16, '0'), 'UTF8')")
            """
        try store.write { transaction in
            try transaction.run(
                """
                insert into activities (id, number, ref, language, begins, ends, title, kind, role, place, state)
                with recursive counting(i) as (select 1 union all select i + 1 from counting where i < \(many))
                select \(key), 1000 + i, 'x' || i, 'en', i, i, 'Zebra ' || i, 'workshop',
                       'organiser', 'Here', 'done' from counting
                """)
            try SearchIndex.renew(in: transaction)
            transaction.note(
                Change(
                    by: "test", "invented", table: "activities", record: Key<AnyRecord>.fresh(at: transaction.moment)))
        }
        try store.read { connection in
            let first = try Findings.find("zebras", in: connection, for: .english)
            #expect(first.count == nil)
            #expect(!first.isRanked)
            #expect(first.results.map(\.title).prefix(2) == ["Zebra \(many)", "Zebra \(many - 1)"])
            let second = try Findings.find("zebras", after: first.next, in: connection, for: .english)
            #expect(second.results.first?.title == "Zebra \(many - 20)")
            #expect(try Findings.find("zebra 17", in: connection, for: .english).count ?? 0 > 0)
            #expect(first.choices["kind"]?.first?.count == nil)
        }
    }
}
