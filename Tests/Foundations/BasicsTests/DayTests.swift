import Basics
import Testing

@Suite("A day")
struct DayTests {
    @Test(
        "reads and prints ISO 8601", arguments: ["1970-01-01", "2018-04-19", "2000-02-29", "1998-01-22", "9999-12-31"])
    func roundTrip(_ text: String) throws {
        #expect(try #require(Day(text)).description == text)
    }

    @Test(
        "refuses what no calendar has",
        arguments: [
            "2017-02-29", "1900-02-29", "2018-13-01", "2018-00-10", "2018-4-19", "18-04-19", "", "2018-04-31",
            "２０１８-04-19",
        ])
    func refused(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test("knows its weekday and its month")
    func calendar() throws {
        let day = try #require(Day("2018-04-19"))
        #expect(day.weekday == 4)
        #expect(day.startOfMonth.description == "2018-04-01")
        #expect(day.startOfNextMonth.description == "2018-05-01")
        #expect(Day(number: -1).description == "1969-12-31")
        #expect(Day(number: -1).weekday == 3)
    }

    @Test("counts every day of four hundred years once")
    func everyDay() throws {
        let first = try #require(Day("1800-01-01"))
        for step in 0..<146_097 {
            let day = first.adding(days: step)
            #expect(Day(year: day.year, month: day.month, day: day.day) == day)
        }
    }
}

@Suite("A moment")
struct MomentTests {
    @Test("prints RFC 3339 in UTC, before the epoch too")
    func prints() {
        #expect(Moment(milliseconds: 1_524_130_200_005).description == "2018-04-19T09:30:00.005Z")
        #expect(Moment(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
    }
}

@Suite("A key")
struct KeyTests {
    @Test("is a UUID of version 7 that keeps its bytes")
    func version() throws {
        let key = Key<Day>.fresh(at: Moment(milliseconds: 1_524_130_200_000))
        #expect(key.bytes.count == 16)
        #expect(key.bytes[6] >> 4 == 7)
        #expect(key.bytes[8] >> 6 == 2)
        #expect(Key<Day>(bytes: key.bytes) == key)
        #expect(Key<Day>(bytes: [1, 2]) == nil)
    }

    @Test("sorts by the time it was made")
    func order() {
        let keys = (0..<100).map { Key<Day>.fresh(at: Moment(milliseconds: Int64($0))) }
        #expect(keys == keys.sorted())
        #expect(Set(keys).count == 100)
    }
}

@Suite("A digest")
struct DigestTests {
    @Test("is the SHA-256 of the standard's example")
    func example() {
        #expect(Digest(of: "abc").description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("survives hexadecimal, and refuses what is not")
    func hexadecimal() {
        #expect(Hexadecimal.bytes(of: "00ffA0") == [0, 255, 160])
        #expect(Hexadecimal.bytes(of: "0") == nil)
        #expect(Hexadecimal.bytes(of: "0g") == nil)
    }
}

@Suite("A JSON text")
struct JSONTextTests {
    @Test("escapes what JSON forbids")
    func escapes() {
        #expect(JSONText.object([("a\"", "b\\\n"), ("c", nil)]) == #"{"a\"":"b\\\u000a","c":null}"#)
    }
}
