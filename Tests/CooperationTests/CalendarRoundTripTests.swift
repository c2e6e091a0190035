import Basics
import Calendar
import Cooperation
import EngineTesting
import Languages
import Store
import Testing

@Suite("A calendar that the house wrote", .onEveryEngineWhenLong)
struct CalendarRoundTripTests {
    @Test(
        "is read as what was written", arguments: [Language.english, .swedish, .russian],
        ["Europe/Stockholm", "Etc/UTC"])
    func roundTrip(_ language: Language, zone: String) throws {
        let store = try freshStore()
        defer { store.close() }
        try Loader.load(folder: baltic, into: store)
        let items = try store.read { connection in
            try ActivityList.between(
                try #require(Day("2015-01-01")), try #require(Day("2020-01-01")), in: connection, for: language)
        }
        #expect(items.count > 30)
        let name = "Barn, unga; \\ och\nfamiljer"
        let bytes = CalendarText.bytes(items, name: name, host: "house.example", now: Moment(milliseconds: 0))
        let file = try CalendarFile(bytes, zone: try #require(Zone.named(zone)))
        #expect(file.refused.isEmpty)
        #expect(file.name == name)
        #expect(file.events.map(\.summary) == items.map(\.title.body))
        #expect(file.events.map(\.location) == items.map(\.place))
        #expect(file.events.map(\.begins) == items.map(\.begins))
        #expect(file.events.map(\.ends) == items.map(\.ends))
        #expect(file.events.map(\.uid) == items.map { "activity-\($0.number)@house.example" })
        #expect(file.events.map { $0.status == .cancelled } == items.map { $0.state == .postponed })
        #expect(file.events.allSatisfy { $0.times == nil })
    }
}
