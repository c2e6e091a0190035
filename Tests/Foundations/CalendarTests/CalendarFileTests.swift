import Basics
import Calendar
import Languages
import Testing

@Suite("A calendar file")
struct CalendarFileTests {
    static let stockholm = Zone.named("Europe/Stockholm") ?? .utc

    static func read(_ lines: [String], zone: Zone = stockholm, limits: CalendarFile.Limits = .init())
        throws(CalendarRefusal) -> CalendarFile
    {
        try CalendarFile(Array(lines.map { $0 + "\r\n" }.joined().utf8), zone: zone, limits: limits)
    }

    /// A file with one event of these lines.
    static func event(_ lines: String...) throws(CalendarRefusal) -> CalendarFile {
        try read(["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT"] + lines + ["END:VEVENT", "END:VCALENDAR"])
    }

    static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

    @Test("gives days, texts with their escapes undone, and the calendar's own name")
    func days() throws {
        let file = try Self.read([
            "BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Barn\\, och mer", "BEGIN:VEVENT", "UID:a-1@example.org",
            "DTSTART;VALUE=DATE:20180419", "DTEND;VALUE=DATE:20180421",
            #"SUMMARY;LANGUAGE="en":Rights\; wrongs\, and \\ strokes"#, "LOCATION:Åbo", #"DESCRIPTION:One\nTwo\NThree"#,
            "STATUS:tentative", "END:VEVENT", "END:VCALENDAR",
        ])
        #expect(file.name == "Barn, och mer")
        #expect(file.refused.isEmpty)
        let event = try #require(file.events.first)
        #expect(event.begins == Self.day("2018-04-19"))
        #expect(event.ends == Self.day("2018-04-20"))
        #expect(event.times == nil)
        #expect(event.uid == "a-1@example.org")
        #expect(event.summary == #"Rights; wrongs, and \ strokes"#)
        #expect(event.location == "Åbo")
        #expect(event.details == "One\nTwo\nThree")
        #expect(event.status == .tentative)
        #expect(event.line == 4)
    }

    @Test(
        "gives times of every zone to the network's own",
        arguments: [
            ("DTSTART:20180419T223000Z", "2018-04-20", "2018-04-19T22:30:00.000Z"),
            ("DTSTART:20180419T223000", "2018-04-19", "2018-04-19T20:30:00.000Z"),
            ("DTSTART;TZID=Europe/Helsinki:20180419T003000", "2018-04-18", "2018-04-18T21:30:00.000Z"),
            ("DTSTART;TZID=\"Europe/Riga\":20180119T090000", "2018-01-19", "2018-01-19T07:00:00.000Z"),
            ("DTSTART;TZID=/example.org/2024/Europe/Riga:20180119T090000", "2018-01-19", "2018-01-19T07:00:00.000Z"),
            ("DTSTART;TZID=FLE Standard Time:20180719T090000", "2018-07-19", "2018-07-19T06:00:00.000Z"),
            ("DTSTART;VALUE=DATE-TIME:20161231T235960Z", "2017-01-01", "2016-12-31T23:59:59.000Z"),
        ])
    func zones(_ line: String, day: String, moment: String) throws {
        let event = try #require(Self.event(line).events.first)
        #expect(event.begins == Self.day(day))
        #expect(event.ends == Self.day(day))
        #expect(event.times?.start.description == moment)
    }

    @Test(
        "ends with the last day that is touched",
        arguments: [
            ("DTSTART:20180419T080000", "DTEND:20180420T000000", "2018-04-19"),
            ("DTSTART:20180419T080000", "DTEND:20180420T000100", "2018-04-20"),
            ("DTSTART:20180419T080000", "DURATION:P1DT2H", "2018-04-20"),
            ("DTSTART:20180419T080000", "DURATION:PT45M30S", "2018-04-19"),
            ("DTSTART;VALUE=DATE:20180419", "DURATION:P3D", "2018-04-21"),
            ("DTSTART;VALUE=DATE:20180419", "DURATION:P1W", "2018-04-25"),
            ("DTSTART;VALUE=DATE:20180419", "DTEND;VALUE=DATE:20180419", "2018-04-19"),
            ("DTSTART:20180419", "X-NOTHING:1", "2018-04-19"),
        ])
    func ends(_ start: String, _ end: String, day: String) throws {
        let file = try Self.event(start, end)
        #expect(file.refused.isEmpty)
        #expect(file.events.first?.ends == Self.day(day))
    }

    @Test("unfolds lines, also between the bytes of a letter, and takes line ends as they come")
    func folding() throws {
        let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\r\nDTSTART:2018\r\n 0419\nSUMMARY:Two \n\twords and \u{c3}"
        var bytes = [0xef, 0xbb, 0xbf] + Array(text.utf8)
        bytes.removeLast(2)
        bytes += [0xc3, 0x0d, 0x0a, 0x20, 0xa5] + Array("\n\nEND:VEVENT\nEND:VCALENDAR".utf8)
        let file = try CalendarFile(bytes, zone: .utc)
        #expect(file.events.first?.summary == "Two words and å")
        #expect(file.events.first?.begins == Self.day("2018-04-19"))
    }

    @Test("passes over what is no event and what belongs to an alarm or a zone")
    func others() throws {
        let file = try Self.read([
            "begin:vcalendar", "BEGIN:VTIMEZONE", "TZID:Here", "BEGIN:STANDARD", "DTSTART:19701025T030000",
            "RRULE:FREQ=YEARLY", "END:STANDARD", "END:VTIMEZONE", "BEGIN:VTODO", "SUMMARY:No event", "END:VTODO",
            "BEGIN:VEVENT", "DTSTART:20180419T080000Z", "SUMMARY:Event", "BEGIN:VALARM", "SUMMARY:Alarm",
            "DTSTART:20200101", "END:VALARM", "END:VEVENT", "end:vcalendar",
        ])
        #expect(file.events.map(\.summary) == ["Event"])
        #expect(file.refused.isEmpty)
    }

    @Test("refuses an event that it cannot take, names its line, and takes the others")
    func refusedEvents() throws {
        let cases: [(lines: [String], CalendarRefusal.Reason)] = [
            (["DTSTART:20180419", "RRULE:FREQ=DAILY"], .repeats),
            (["DTSTART:20180419", "RECURRENCE-ID:20180419"], .repeats),
            (["SUMMARY:No day"], .missing(property: "DTSTART")),
            (["DTSTART:20180230"], .unreadable(property: "DTSTART", value: "20180230")),
            (["DTSTART:20180419T2500"], .unreadable(property: "DTSTART", value: "20180419T2500")),
            (["DTSTART;VALUE=DATE:20180419T080000"], .unreadable(property: "DTSTART", value: "20180419T080000")),
            (["DTSTART;TZID=Nowhere/Land:20180419T080000"], .unknownZone(name: "Nowhere/Land")),
            (["DTSTART:20180419", "DTSTART:20180420"], .repeated(property: "DTSTART")),
            (["DTSTART:20180419", "DTEND:20180418"], .endsBeforeItBegins),
            (["DTSTART:20180419T100000Z", "DTEND:20180419T090000Z"], .endsBeforeItBegins),
            (["DTSTART:20180419T100000Z", "DTEND:20180420"], .unreadable(property: "DTEND", value: "20180420")),
            (["DTSTART:20180419", "DURATION:-P1D"], .unreadable(property: "DURATION", value: "-P1D")),
            (["DTSTART:20180419", "DURATION:P99999999W"], .unreadable(property: "DURATION", value: "P99999999W")),
            (["DTSTART:20180419T100000Z", "DURATION:PT"], .unreadable(property: "DURATION", value: "PT")),
        ]
        for (lines, reason) in cases {
            let file = try Self.read(
                ["BEGIN:VCALENDAR", "BEGIN:VEVENT"] + lines + ["END:VEVENT"]
                    + ["BEGIN:VEVENT", "DTSTART:20180501", "END:VEVENT", "END:VCALENDAR"])
            #expect(file.events.map(\.begins) == [Self.day("2018-05-01")], "\(lines)")
            #expect(file.refused.map(\.reason) == [reason])
            #expect(file.refused.allSatisfy { (2...5).contains($0.line) }, "\(file.refused)")
            let text = try #require(file.refused.first).text(Languages.tongue(.english))
            #expect(text.contains("ine \(file.refused[0].line)") && !text.contains("{"), "\(text)")
        }
    }

    @Test(
        "refuses as a whole what is no calendar file, and says where",
        arguments: [
            ([], 0), (["Dear all,"], 1), (["BEGIN:VEVENT", "END:VEVENT"], 1), (["SUMMARY:Too early"], 1),
            (["BEGIN:VCALENDAR"], 1), (["BEGIN:VCALENDAR", "END:VEVENT"], 2),
            (["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VCALENDAR"], 3),
            (["BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VEVENT"], 3), (["BEGIN:VCALENDAR", "VERSION:1.0"], 2),
            (["BEGIN:VCALENDAR", "no colon"], 2), (["BEGIN:VCALENDAR", "A;B:c"], 2),
            (["BEGIN:VCALENDAR", "A;B=\"c:d"], 2), (["BEGIN:VCALENDAR", ":x"], 2), (["BEGIN:VCALENDAR", "X:\u{0}"], 2),
            (["BEGIN:VCALENDAR", "BEGIN:VCALENDAR"], 2),
            (["BEGIN:VCALENDAR", "END:VCALENDAR", "SUMMARY:Too late"], 3),
            (["BEGIN:VCALENDAR"] + Array(repeating: "BEGIN:X", count: 9), 9),
        ])
    func noCalendar(_ lines: [String], line: Int) {
        #expect { try Self.read(lines) } throws: { ($0 as? CalendarRefusal)?.line == line }
    }

    @Test("keeps its limits of bytes, lines and events")
    func limits() throws {
        var limits = CalendarFile.Limits()
        limits.events = 2
        limits.line = 100
        limits.bytes = 1000
        let one = ["BEGIN:VEVENT", "DTSTART:20180419", "END:VEVENT"]
        func reason(_ lines: [String]) -> CalendarRefusal.Reason? {
            do {
                _ = try Self.read(["BEGIN:VCALENDAR"] + lines + ["END:VCALENDAR"], limits: limits)
                return nil
            } catch { return error.reason }
        }
        #expect(reason(one + one) == nil)
        #expect(reason(one + one + one) == .tooManyEvents(limit: 2))
        #expect(reason(["X:" + String(repeating: "x", count: 98)]) == nil)
        #expect(reason(["X:" + String(repeating: "x", count: 99)]) == .tooLong(limit: 100))
        #expect(
            reason(["X:" + String(repeating: "x", count: 60), " " + String(repeating: "x", count: 60)])
                == .tooLong(limit: 100))
        #expect(reason(Array(repeating: "X:" + String(repeating: "x", count: 90), count: 12)) == .tooLarge(limit: 1000))
    }

    @Test("ends with an answer or a refusal, whatever the bytes")
    func random() {
        var generator = SystemRandomNumberGenerator()
        let words = [
            "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "DTSTART", "DTEND", ";TZID=", ":", "\r\n",
            "\n ",
            "20180419", "T", "Z", "235959", "DURATION:P", "99999999", "W", "\"", "\\", "\u{feff}", "é", ";", "=", ",",
            "VALUE=DATE", "Europe/Riga", "00010101", "99991231", "-", "RRULE:",
        ]
        var read = 0
        for round in 0..<3000 {
            var bytes: [UInt8] = round % 2 == 0 ? Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\n".utf8) : []
            for _ in 0..<Int.random(in: 0...30, using: &generator) {
                if Int.random(in: 0...9, using: &generator) == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &generator))
                } else {
                    bytes += words[Int.random(in: 0..<words.count, using: &generator)].utf8
                }
            }
            if round % 4 == 0 { bytes += "\nEND:VEVENT\nEND:VCALENDAR".utf8 }
            do {
                let file = try CalendarFile(bytes, zone: Self.stockholm)
                #expect(file.events.allSatisfy { $0.begins <= $0.ends })
                read += 1
            } catch {
                #expect(error.line <= bytes.count + 1)
            }
        }
        #expect(read < 3000)
    }
}
