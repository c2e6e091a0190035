import Basics
import Cooperation
import EngineTesting
import Foundation
import Languages
import Store
import Testing

@Suite("A calendar file", .onEveryEngine)
struct CalendarTests {
    @Test("follows RFC 5545: line ends, folding between letters, escapes, exclusive end")
    func standard() throws {
        let store = try freshStore()
        defer { store.close() }
        let folder = try Scratch()
        try folder.write(smallNetwork, to: "network.csv")
        let title = String(repeating: "Ķ👩‍👧; ", count: 20) + "end"
        try folder.write(
            "ref,from,to,title,kind,role,place,state\na,2018-04-19,2018-04-20,\"\(title)\",workshop,organiser,\"Tallinn, Estonia\",postponed\n",
            to: "activities.csv")
        try Loader.load(folder: folder.path, into: store)
        let from = try #require(Day("2018-04-01"))
        let items = try store.read { try ActivityList.between(from, from.startOfNextMonth, in: $0, for: .english) }
        let bytes = CalendarText.bytes(items, name: "All", host: "example.org", now: Moment(startOf: from))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n"))
        #expect(text.hasSuffix("END:VCALENDAR\r\n"))
        #expect(!text.replacingOccurrences(of: "\r\n", with: "").contains("\n"))
        #expect(bytes.split(separator: 10).allSatisfy { $0.count <= 76 })
        let unfolded = text.replacingOccurrences(of: "\r\n ", with: "")
        #expect(unfolded.contains("DTSTART;VALUE=DATE:20180419\r\nDTEND;VALUE=DATE:20180421"))
        #expect(unfolded.contains("LOCATION:Tallinn\\, Estonia"))
        #expect(unfolded.contains("SUMMARY:Ķ👩‍👧\\; "))
        #expect(unfolded.contains("STATUS:CANCELLED"))
        #expect(unfolded.contains("DTSTAMP:20180401T000000Z"))
    }
}

@Suite("Dates")
struct DatesTests {
    let say = Languages.tongue(.english)

    @Test("are said as precisely as they are known")
    func precision() {
        #expect(Dates.text("2018-04-19", say) == "19 April 2018")
        #expect(Dates.text("2018-04", say) == "April 2018")
        #expect(Dates.text("2018", say) == "2018")
        #expect(Dates.period("2017", "2020", say) == "2017–2020")
        #expect(Dates.period("2017", nil, say) == "since 2017")
        #expect(Dates.period(nil, "2018-02", say) == "until February 2018")
        #expect(Dates.period(nil, nil, say) == "")
    }
}

@Suite("A map")
struct GeoShapesTests {
    @Test("becomes paths, with short numbers")
    func paths() throws {
        let json = """
            {"type":"FeatureCollection","viewBox":[0,0,10,20],"features":[{"type":"Feature","properties":{"id":"A"},
            "geometry":{"type":"Polygon","coordinates":[[[0,0],[1.25,-0.5],[3,4]]]}}]}
            """
        let shapes = try #require(GeoShapes(geoJSON: Array(json.utf8)))
        #expect(shapes.width == 10)
        #expect(shapes.paths.map(\.id) == ["A"])
        #expect(shapes.paths[0].path == "M0 0L1.3 -0.5L3 4Z")
    }

    @Test(
        "refuses what is none",
        arguments: [
            "", "{}", "[]", #"{"features":[]}"#,
            #"{"features":[{"properties":{"id":"A"},"geometry":{"type":"Point","coordinates":[0,0]}}]}"#,
            #"{"features":[{"properties":{"id":"A"},"geometry":{"type":"Polygon","coordinates":[[[0]]]}}]}"#,
            #"{"features":[{"properties":{"id":"A"},"geometry":{"type":"Polygon","coordinates":[[[1e99,0]]]}}]}"#,
        ])
    func refused(_ json: String) {
        #expect(GeoShapes(geoJSON: Array(json.utf8)) == nil)
    }
}
