import Basics
import Cooperation
import Foundation
import Languages
import Markup
import Store
import Testing

private let say = Languages.tongue(.english)

/// The pictures of a document as SVG.
private func pictures(in html: HTML) throws -> [String] {
    try html.description.matches(of: /src="data:image\/svg\+xml;base64,([^"]+)"/).map {
        let data = try #require(Data(base64Encoded: String($0.1)))
        return try #require(String(data: data, encoding: .utf8))
    }
}

private func text(_ body: String, _ language: Language = .english) -> Text {
    Text(body: body, language: language, state: .original)
}

private func network<Answer>(_ folder: String, _ look: (Connection) throws -> Answer) throws -> Answer {
    let store = try freshStore()
    defer { store.close() }
    try Loader.load(folder: folder, into: store)
    return try store.read(look)
}

private func year(_ ref: String, in store: Connection) throws -> ReportYear {
    try #require(try ReportYear.find(ref, in: store, for: .english))
}

@Suite("A chart of months")
struct MonthChartTests {
    @Test("says each month's number on its column, in its sentence and in its table")
    func numbers() throws {
        let chart = try network(baltic) { try #require(MonthChart.chart(try year("2017-SE", in: $0).months, say)) }
        #expect(chart.inWords.hasPrefix("Activities by month: 31 in all – August 2017 1, September 2017 2"))
        #expect(!chart.inWords.contains("July 2017 0"))
        let page = chart.html(say).description
        #expect(page.contains(#"role="img" aria-label="Activities by month: 31 in all"#))
        #expect(page.contains("<th scope=\"row\">November 2017</th><td>8</td>"))
        #expect(page.matches(of: /<rect class="column"/).count == 12)
        let document = chart.document()
        #expect(document.description.contains("alt=\"Activities by month: 31 in all"))
        #expect(document.description.contains("<th scope=\"col\">Nov</th>"))
        #expect(try pictures(in: document).first?.contains("<svg xmlns=\"http://www.w3.org/2000/svg\"") == true)
    }

    @Test("is left out where nothing took place, and where there are more months than it can hold")
    func nothing() throws {
        let first = try #require(Day("2017-07-01"))
        #expect(MonthChart.chart([], say) == nil)
        #expect(MonthChart.chart([(first, 0), (first, 0)], say) == nil)
        #expect(MonthChart.chart(Array(repeating: (first, 1), count: 37), say) == nil)
    }
}

@Suite("A chart of counts")
struct CountChartTests {
    private func chart(_ counts: [Int], name: String = "A") -> Chart? {
        CountChart(
            "Title", thing: "Thing", unit: "Number",
            rows: counts.map { CountChart.Row(text(name), nil, count: $0, fact: "\($0)") }
        ).chart(say)
    }

    @Test("holds whatever number there is", arguments: [[Int.max, Int.max - 1], [-5, 1], [Int.min, 3], [1]])
    func extremes(_ counts: [Int]) throws {
        let drawn = try #require(chart(counts))
        let svg = try #require(try pictures(in: drawn.document()).first)
        for width in svg.matches(of: /<rect[^>]* width="(-?\d+)"/) {
            let width = try #require(Int(width.1))
            #expect(width > 0 && width <= 480)
        }
    }

    @Test("is left out where all counts are none")
    func nothing() {
        #expect(chart([]) == nil)
        #expect(chart([0, 0]) == nil)
        #expect(chart([Int](repeating: 1, count: 61)) == nil)
    }

    @Test("escapes what it is given, in markup and in the picture")
    func escapes() throws {
        let escaped = try #require(chart([1], name: "<b>&\""))
        #expect(!escaped.html(say).description.contains("<b>"))
        #expect(!escaped.document().description.contains("<b>"))
        #expect(
            try pictures(in: escaped.document()).allSatisfy { !$0.contains("<b>") && $0.contains("&lt;b&gt;&amp;") })
    }

    @Test("names the language of a name that is not the reader's, in the picture too")
    func language() throws {
        let row = CountChart.Row(text("Kinder", .german), nil, count: 1, fact: "one")
        let chart = try #require(CountChart("Title", thing: "T", unit: "N", rows: [row]).chart(say))
        #expect(try pictures(in: chart.document()).first?.contains("Kinder [de]") == true)
        #expect(chart.html(say).description.contains("<span lang=\"de\">Kinder</span>"))
    }
}

@Suite("A chart of progress")
struct ProgressChartTests {
    @Test("tells its states apart by pattern and by word, not by colour alone")
    func patterns() throws {
        let blocks = [Progress.planned, .underway, .done, .postponed, .waiting].enumerated().map {
            ProgressChart.Block("\($0 + 1)", $1)
        }
        let chart = try #require(ProgressChart([.init(text("All"), nil, blocks)]).chart(say))
        let page = chart.html(say).description
        for word in ["planned", "under way", "done", "postponed", "waiting for funding"] {
            #expect(page.contains(word))
            #expect(chart.inWords.contains("1 \(word)"))
        }
        let svg = try #require(try pictures(in: chart.document()).first)
        for mark in ["full", "light", "empty", "hatched", "dotted"] { #expect(svg.contains("mark \(mark)")) }
        #expect(svg.contains("class=\"hatch\""))
        #expect(svg.contains("class=\"dot\""))
    }

    @Test("leaves out priorities without objectives, and itself where there is none")
    func nothing() {
        #expect(ProgressChart([]).chart(say) == nil)
        #expect(ProgressChart([.init(text("Empty"), nil, [])]).chart(say) == nil)
    }
}

@Suite("A chart of contributions")
struct ContributionChartTests {
    private func chart(_ folder: String, _ year: Int) throws -> Chart? {
        try network(folder) { store in
            let states = try store.all(.states, in: .english)
            let rows = try Contribution.all(in: store).filter { $0.year == year }.compactMap { one in
                states.first { $0.id == one.state }.map { ContributionChart.Row($0, one) }
            }
            return ContributionChart(year, rows).chart(say)
        }
    }

    @Test("marks each state where the amounts are not published")
    func marks() throws {
        let chart = try #require(try chart(baltic, 2017))
        #expect(chart.inWords.hasPrefix("Contributions for 2017: paid – Denmark, Estonia"))
        #expect(chart.html(say).description.contains("not published"))
        #expect(try pictures(in: chart.document()).first?.contains(">Iceland<") == true)
    }

    @Test("draws the amounts where they are published, and whether they were paid")
    func amounts() throws {
        let chart = try #require(try chart(rivers, 2025))
        #expect(chart.inWords.contains("42,000 EUR, paid"))
        #expect(chart.inWords.contains("19,500 EUR, paid in part"))
        #expect(try pictures(in: chart.document()).first?.contains("mark hatched") == true)
    }

    @Test("is left out where none is recorded")
    func nothing() throws {
        #expect(try chart(baltic, 1999) == nil)
    }
}

@Suite("A chart of states")
struct StatesChartTests {
    private func chart(_ folder: String, _ ref: String) throws -> Chart? {
        try network(folder) { store in
            let counts = try year(ref, in: store).counts(.state, in: store)
            let states = try State.all(in: store, for: .english).map { ($0, counts[$0.ref] ?? 0) }
            return try StatesChart("By state", states).chart(in: store, say)
        }
    }

    @Test("is a map with its numbers on it and what its shades stand for, the same as the table says")
    func map() throws {
        let chart = try #require(try chart(baltic, "2017-SE"))
        let svg = try #require(try pictures(in: chart.document()).first)
        #expect(svg.matches(of: /<path/).count == 11)
        #expect(svg.contains(">12</text>"))
        let page = chart.html(say).description
        #expect(page.contains("<th scope=\"row\">Sweden</th><td>12</td>"))
        #expect(page.contains("class=\"legend\""))
        #expect(page.contains("aria-hidden=\"true\""))
        #expect(page.contains("<span class=\"hidden\">. By state: Sweden 12, "))
    }

    @Test("is a tile for each state where a network has no map")
    func tiles() throws {
        let chart = try #require(try chart(rivers, "2025-AR"))
        let svg = try #require(try pictures(in: chart.document()).first)
        #expect(!svg.contains("<path"))
        for name in ["Arvenia", "Bohland", "Cessia"] { #expect(svg.contains(">\(name)<")) }
    }

    @Test("has darker shades for more, none for none, and the darkest for the most", arguments: [1, 3, 12, Int.max])
    func shades(_ most: Int) {
        #expect(Shade(0, of: most) == .none)
        #expect(Shade(-1, of: most) == .none)
        #expect(Shade(most, of: most) == .most)
        #expect(Shade(1, of: 0) == .none)
        let all = (0...12).map { Shade($0, of: 12).rawValue }
        #expect(all == all.sorted())
        #expect(Set(all).count == 5)
    }
}

@Suite("The year as a timeline")
struct YearTimelineTests {
    @Test("has a dot for each activity and a mark with a name for each meeting")
    func dots() throws {
        let chart = try network(baltic) { store in
            let year = try year("2017-SE", in: store)
            return try #require(
                YearTimeline(
                    from: year.presidency.begins, to: year.presidency.ends, year.activities, meetings: year.meetings
                ).chart(say))
        }
        let svg = try #require(try pictures(in: chart.document(withTable: false)).first)
        // One dot more explains the dots.
        #expect(svg.matches(of: /<circle/).count == 31 + 1)
        #expect(svg.matches(of: /class="meeting"/).count == 2 + 1)
        #expect(svg.contains("Autumn meeting 2017"))
        #expect(chart.inWords.contains("31 activities"))
        #expect(chart.inWords.contains("Spring meeting 2018 – 19–20 April 2018"))
        #expect(!chart.document(withTable: false).description.contains("<table"))
        let page = chart.html(say).description
        #expect(page.matches(of: /href="\/activities\/\d+" tabindex="-1"/).count == 31)
    }

    @Test("leaves out what lies outside, and itself where nothing is left or the days make no sense")
    func nothing() throws {
        try network(baltic) { store in
            let year = try year("2017-SE", in: store)
            let first = year.presidency.begins, last = year.presidency.ends
            func chart(_ from: Day, _ to: Day) -> Chart? {
                YearTimeline(from: from, to: to, year.activities, meetings: year.meetings).chart(say)
            }
            #expect(YearTimeline(from: first, to: last, [], meetings: []).chart(say) == nil)
            #expect(chart(last.adding(days: 1), last.adding(days: 300)) == nil)
            #expect(chart(last, first) == nil)
            #expect(chart(first.adding(days: -2000), last) == nil)
            let october = try #require(Day("2017-10-01"))
            #expect(chart(october, october.adding(days: 30))?.inWords.contains("3 activities") == true)
        }
    }
}
