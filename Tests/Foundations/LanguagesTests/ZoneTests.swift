import Basics
import Testing

@testable import Languages

@Suite("A time zone")
struct ZoneTests {
    static func moment(_ day: String, _ minutes: Int64) throws -> Moment {
        Moment(startOf: try #require(Day(day))).adding(seconds: minutes * 60)
    }

    @Test(
        "has its days and offsets",
        arguments: [
            ("Europe/Stockholm", "2018-04-19", 1319, "2018-04-19", 7200),
            ("Europe/Stockholm", "2018-04-19", 1320, "2018-04-20", 7200),
            ("Europe/Stockholm", "2018-01-19", 1379, "2018-01-19", 3600),
            ("Atlantic/Reykjavik", "2018-04-19", 1439, "2018-04-19", 0),
            ("Europe/Helsinki", "2018-12-31", 1320, "2019-01-01", 7200),
            ("America/New_York", "2018-04-19", 60, "2018-04-18", -14_400),
            ("Asia/Kolkata", "2018-04-19", 1110, "2018-04-20", 19_800),
            ("Etc/UTC", "2018-04-19", 0, "2018-04-19", 0),
        ] as [(String, String, Int64, String, Int)])
    func days(_ name: String, _ day: String, _ minutes: Int64, _ local: String, _ offset: Int) throws {
        let zone = try #require(Zone.named(name)), moment = try Self.moment(day, minutes)
        #expect(zone.day(of: moment).description == local)
        #expect(zone.utcOffset(of: moment) == offset)
        #expect(Zone.named(name)?.name == name)
    }

    @Test(
        "is known or it is nothing",
        arguments: [
            "", "Mars/Olympus", "europe/stockholm", "GMT+3", "Europe/Stockholm\0", "ö",
            String(repeating: "Europe/", count: 10_000), "../../etc/passwd",
        ])
    func unknown(_ name: String) {
        #expect(Zone.named(name) == nil)
    }

    @Test("goes through spring and autumn")
    func changes() throws {
        let zone = try #require(Zone.named("Europe/Stockholm"))
        let spring = try #require(Day("2018-03-25")), autumn = try #require(Day("2018-10-28"))
        #expect(
            zone.localTime(of: try Self.moment("2018-03-25", 59))
                == LocalTime(day: spring, hour: 1, minute: 59, second: 0))
        #expect(
            zone.localTime(of: try Self.moment("2018-03-25", 60))
                == LocalTime(day: spring, hour: 3, minute: 0, second: 0))
        #expect(zone.moment(of: spring, hour: 2, minute: 30) == (try Self.moment("2018-03-25", 90)))
        #expect(zone.moment(of: autumn, hour: 2, minute: 30) == (try Self.moment("2018-10-28", 30)))
        #expect(zone.moment(of: autumn, hour: 3, minute: 0) == (try Self.moment("2018-10-28", 120)))
        #expect(zone.moment(of: spring, hour: 99, minute: -5) == (try Self.moment("2018-03-25", 21 * 60)))
    }

    @Test(
        "finds every hour of two years again",
        arguments: ["Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
    func again(_ name: String) throws {
        let zone = try #require(Zone.named(name))
        var repeated = 0
        for hour in 0..<Int64(17_520) {
            let moment = try Self.moment("2018-01-01", hour * 60), local = zone.localTime(of: moment)
            let found = zone.moment(of: local.day, hour: local.hour, minute: local.minute)
            if found != moment { repeated += 1 }
            #expect(zone.localTime(of: found) == local)
        }
        #expect(repeated <= 2)
    }

    @Test("bears the ends of time")
    func ends() throws {
        let zone = try #require(Zone.named("Europe/Stockholm"))
        for milliseconds in [Int64.min, .max, 0] {
            let local = zone.localTime(of: Moment(milliseconds: milliseconds))
            #expect((0...23).contains(local.hour) && (0...59).contains(local.minute) && (0...59).contains(local.second))
        }
        for day in [Day(number: .min), Day(number: .max)] { _ = zone.moment(of: day, hour: 12, minute: 0) }
        #expect(zone.utcOffset(of: try Self.moment("2150-07-01", 0)) == 3600)
    }
}
