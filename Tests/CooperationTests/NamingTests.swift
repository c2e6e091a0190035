import Basics
import Foundation
import Testing

@testable import Cooperation

/// The numbers are those by which the states themselves explain their rules, or made up to fit them.
@Suite("What names a child")
struct NamingTests {
    private let today = Day("2018-04-19") ?? Day(number: 0)

    @Test(
        "is a national number of the region with the check digit that it should have",
        arguments: [
            ("swedish", "811218-9876"), ("swedish", "198112189876"), ("swedish", "19811218-9876"),
            ("danish", "010203-4242"),
            ("norwegian", norwegian), ("finnish", "131052-308T"), ("finnish", "131052A308T"),
            ("estonian", "37605030299"),
            ("lithuanian", "33309240064"), ("latvian", "161175-19997"), ("latvian", "320000-12345"),
            ("polish", "44051401359"), ("icelandic", "120174-3399"), ("icelandic", "1201743399"),
            ("russian", "112-233-445 95"),
        ])
    func numbers(_ kind: String, _ number: String) {
        for text in [number, "The girl (\(number)) came.", "Nr. \(number), moved", "id:\(number)\n"] {
            #expect(ChildSign.first(in: text, on: today) == .nationalNumber, "\(kind): \(text)")
        }
    }

    /// A number that fits both Norwegian check digits, worked out here.
    private static let norwegian: String = {
        for serial in 100...999 {
            let digits = "120398\(serial)".compactMap(\.wholeNumberValue)
            let first = 11 - zip(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]).reduce(0) { $0 + $1.0 * $1.1 } % 11
            guard first < 10 || first == 11 else { continue }
            let ten = digits + [first % 11]
            let second = 11 - zip(ten, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]).reduce(0) { $0 + $1.0 * $1.1 } % 11
            guard second < 10 || second == 11 else { continue }
            return (ten + [second % 11]).map(String.init).joined()
        }
        return ""
    }()

    @Test(
        "is no number that merely looks like one",
        arguments: [
            "811218-9875", "198112189875", "131052-308U", "37605030298", "161175-19998", "44051401358",
            "112-233-445 96", "+46811218-9876", "+372 5123 4567", "https://example.org/811218-9876", "2017-2018",
            "2018-04-19", "ISBN 978-91-7000-123-4", "DOI 10.1080/02650533.2017.1234567", "202100-2114", "12 500 000",
            "0000000000", "99999999999",
        ])
    func noNumbers(_ text: String) {
        #expect(ChildSign.first(in: text, on: today) == nil)
    }

    @Test(
        "is a name beside a child's age, however it is said",
        arguments: [
            "Anna, 9, lives with her aunt.", "Anna Svensson (9) was heard.",
            "Anna Svensson, nine years old, was heard.",
            "Anna Svensson, who is nine years old", "The nine-year-old Anna told us.", "We met 9-year-old Kasia there.",
            "Kasia, aged 9, told us.", "Kasia is a girl of nine.", "Lars, en 9-årig pojke", "9-åriga Elsa",
            "Lars er 9 år gammel", "Mette er en 9-årig pige", "Анна, 9 лет", "Катя и Анна 9 лет",
            "9-letnia Zuzanna", "Mari, 9-aastane", "Ieva, 9 gadus veca", "9-vuotias Aino", "Jonas, 9 Jahre alt",
            "der neunjährige Jonas", "Xylona Zebrowska, 9 years old,", "Xylona Zebrowska aged 12",
        ])
    func ages(_ text: String) {
        #expect(ChildSign.first(in: text, on: today) == .nameAndAge, "\(text)")
    }

    @Test(
        "is a name beside the birth date of somebody below eighteen",
        arguments: [
            "Anna Svensson, born 12 March 2009", "Anna Svensson, born on 2009-03-12", "Anna, född 12.3.2009",
            "Anna, date of birth 12/03/2009", "Anna Svensson, born in 2009", "Jonas, geb. 12.03.2009",
            "Aino, syntynyt 2009",
        ])
    func births(_ text: String) {
        #expect(ChildSign.first(in: text, on: today) == .nameAndBirth, "\(text)")
    }

    @Test(
        "is nothing that a network says of itself, of adults, of years, or of children without their names",
        arguments: [
            "A girl of nine was heard at a Barnahus.", "Girls of nine to twelve", "A nine-year-old was heard.",
            "Children under 18 years old", "young people aged 15–17 in Estonia", "Anna Svensson, born 1958, chairs it.",
            "Anna Svensson, 45 years old", "Anna Svensson (chair)", "Meeting 9 in Riga", "Priority 3 (9)",
            "Article 19 (2) of the Convention", "Anna Svensson spoke for 9 minutes.", "Sweden, 9 May 2018",
            "12 states, 9 projects", "The Expert Group met for the 9th time.", "after 10 years of work, Lars Loof left",
            "Maria, 9 June 2018", "Turid Heiberg took over on 3 March 2016.", "Anna Lindh, Sweden. 17 years old law.",
            "The Council of the Baltic Sea States was founded in 1992 and Child Protection, 1998, came later.",
        ])
    func nothing(_ text: String) {
        #expect(ChildSign.first(in: text, on: today) == nil, "\(text)")
    }

    @Test(
        "stands nowhere in the sample networks",
        arguments: [
            "Samples/baltic-2017-2018", "Tests/Networks/three-rivers", "Tests/Networks/with-defects",
            "Tests/Networks/with-mistakes",
        ])
    func samples(_ folder: String) throws {
        let package = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
        let read = Folder(reading: "\(package)/\(folder)")
        #expect(read.rows.count > 1)
        let signs: [ChildSign] = [.nationalNumber, .nameAndAge, .nameAndBirth]
        let found = read.mistakes.filter { mistake in signs.contains { $0.expectation == mistake.expected } }
        #expect(found == [])
    }

    @Test("is refused in a table and in a text of a network's folder, with its place and without repeating it")
    func loading() throws {
        let package = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.copyItem(atPath: "\(package)/Tests/Networks/three-rivers", toPath: folder)
        let file = folder + "/activities.csv"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let header = lines[0].split(separator: ",").map(String.init)
        let row = header.map { ["ref": "x1", "title": "Kasia is a girl of nine"][$0] ?? "" }.joined(separator: ",")
        try (lines[0] + "\n" + row + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let mistakes = Folder(reading: folder).mistakes.filter { $0.expected == ChildSign.nameAndAge.expectation }
        #expect(mistakes.count == 1)
        #expect(
            mistakes.first?.file == "activities.csv" && mistakes.first?.line == 2 && mistakes.first?.column == "title")
        #expect(mistakes.first?.description.contains("Kasia") == false)
    }
}
