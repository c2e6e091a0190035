import Basics
import Cooperation
import EngineTesting
import HTTP
import House
import HouseTesting
import Markup
import Store
import Testing

@Suite("Where results lead", .onEveryEngineWhenLong)
struct FoundPlacesTests {
    private struct Found: Selectable {
        let record: Key<AnyRecord>
        let origin: String
        static var columns: [StaticString] { ["record", "origin"] }
        init(_ row: inout Row) throws(StoreFailure) {
            record = try row.next()
            origin = try row.next()
        }
    }

    @Test(
        "every document's link is a page of the house that shows it, and its anchor stands on that page",
        arguments: ["Samples/baltic-2017-2018", "Tests/Networks/three-rivers", "Tests/Networks/with-defects"])
    func links(_ network: String) throws {
        let test = try TestHouse.fresh(network: network)
        let client = try test.client()
        let all: [Found] = try test.house.store.read {
            try $0.all("select \(columns: Found.self) from search_documents")
        }
        #expect(all.count > 20)
        var pages: [String: HTTPResponse] = [:]
        for one in all {
            let record = try #require(
                try test.house.store.read { try PublicRecord.find(one.record, of: one.origin, in: $0, for: .english) })
            let parts = record.link.address.split(separator: "#").map(String.init)
            let page = pages[parts[0]] ?? client.get(parts[0], language: .english)
            pages[parts[0]] = page
            #expect(page.status == .ok, "\(one.origin): \(record.link.address)")
            if parts.count > 1 {
                #expect(page.text.contains("id=\"\(parts[1])\""), "\(one.origin): \(record.link.address)")
            }
            // A state's law has no title of its own on the state's page.
            if record.kind != .law {
                #expect(
                    page.text.contains(HTML(text: record.title.body).description),
                    "\(one.origin): \(record.link.address) does not say \(record.title.body)")
            }
        }
        #expect(client.faults.isEmpty)
    }
}
