import Testing

@testable import Web

@Suite("A form with files")
struct MultipartTests {
    static let boundary = Array("----WebKitFormBoundaryq1w2".utf8)

    static func part(_ head: String..., content: String) -> String {
        head.joined(separator: "\r\n") + "\r\n\r\n" + content
    }

    /// A body as a browser writes it.
    static func body(_ parts: [String], end: String = "--\r\n", between: String = "\r\n") -> [UInt8] {
        let line = "--" + String(decoding: boundary, as: UTF8.self)
        return Array((parts.map { line + between + $0 + "\r\n" }.joined() + line + end).utf8)
    }

    static func field(_ name: String, _ value: String) -> String {
        part("Content-Disposition: form-data; name=\"\(name)\"", content: value)
    }

    static func file(_ name: String, _ fileName: String, _ content: String, type: String? = "text/calendar") -> String {
        let disposition = "Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(fileName)\""
        return type.map { part(disposition, "Content-Type: \($0)", content: content) }
            ?? part(disposition, content: content)
    }

    private func read(_ body: [UInt8]) throws(Fields.Refusal) -> Multipart {
        try Multipart(body, boundary: Self.boundary)
    }

    @Test("has fields and files by their names, byte for byte")
    func whole() throws {
        let form = try read(
            Self.body([
                Self.field("title", " Två\r\nrader "), Self.file("file", "möte.ics", "BEGIN\r\n--no boundary\r\n"),
                Self.field("empty", ""), Self.file("other", "", "", type: "application/octet-stream"),
                Self.file("bare", "x", "\u{0}\u{1}", type: nil),
            ]))
        #expect(form.fields.pairs.map(\.name) == ["title", "empty"])
        #expect(form.fields["title"] == "Två\r\nrader")
        #expect(form.fields["empty"] == nil)
        #expect(form.files.map(\.name) == ["file", "bare"])
        #expect(form.files[0].fileName == "möte.ics")
        #expect(form.files[0].type == "text/calendar")
        #expect(form.files[0].bytes == Array("BEGIN\r\n--no boundary\r\n".utf8))
        #expect(form.files[1].bytes == [0, 1])
        #expect(form.files[1].type == "application/octet-stream")
    }

    @Test("may be without any part, and without a line break at its end")
    func empty() throws {
        #expect(try read(Self.body([])).fields.pairs.isEmpty)
        #expect(try read(Self.body([Self.field("a", "b")], end: "--")).fields["a"] == "b")
    }

    @Test(
        "gives a file its own name, without folders and without what does not show",
        arguments: [
            ("C:\\\\Users\\\\x.ics", "x.ics"), ("../../etc/passwd", "passwd"), ("a%22b%0D%0Ac.csv", "a\"bc.csv"),
            ("a\\\"b.csv", "a\"b.csv"), ("50%25.csv", "50%25.csv"), ("..", nil), ("/", nil),
            ("evil\u{202e}gpj.exe", "evilgpj.exe"),
            (String(repeating: "n", count: 300), String(repeating: "n", count: 200)),
        ])
    func fileNames(_ sent: String, kept: String?) throws {
        let form = try read(Self.body([Self.file("f", sent, "content")]))
        #expect(form.files.map(\.fileName) == [kept])
    }

    @Test("is refused where it is not exactly what its boundary says")
    func malformed() {
        let good = Self.body([Self.field("a", "b")])
        let heads = [
            "Content-Disposition: attachment; name=\"a\"", "Content-Disposition: form-data", "Content-Type: text/plain",
            "Content-Disposition: form-data; name=a", "Content-Disposition: form-data; name=\"a",
            "Content-Disposition: form-data; name=\"a\"; name=\"b\"", "Content-Disposition: form-data; name=\"a\" x",
            "Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
            "Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64",
            "Content-Disposition: form-data; name=\"a\"; filename*=\"UTF-8''x\"", "no colon",
            "Content-Disposition: form-data; name=\"a\"\r\n folded: x", "Content-Disposition : form-data; name=\"a\"",
            "Content-Disposition: form-data; name=\"a\"\nX: y",
            "Content-Disposition: form-data; name=\"a\"\r\nX: " + String(repeating: "x", count: 3000),
        ]
        var bodies = heads.map { Self.body([$0 + "\r\n\r\nb"]) }
        bodies += [
            [], Array("a=b".utf8), Array(good.dropFirst()), Array(good.dropLast(5)), good + [0x20], good + good,
            [0x0d, 0x0a] + good, Self.body([Self.field("a", "b")], between: "\n"), Self.body([""]),
            Self.body(["\r\n\r\n"]),
            Self.body([Self.field("a", "b\u{0}")]), Self.body([Self.field("a", "b")], end: " --\r\n"),
        ]
        for body in bodies {
            #expect(throws: Fields.Refusal.malformed, "\(String(decoding: body.prefix(200), as: UTF8.self))") {
                try Multipart(body, boundary: Self.boundary)
            }
        }
        #expect(throws: Fields.Refusal.malformed) {
            try Multipart(Self.body([]), boundary: Self.boundary + [0x78])
        }
        // Bytes that are no text are no value of a field, but may be a file.
        var bytes = Self.body([Self.field("a", "XY")])
        if let at = bytes.firstIndex(of: 0x58) { bytes[at] = 0xff }
        #expect(throws: Fields.Refusal.malformed) { try Multipart(bytes, boundary: Self.boundary) }
    }

    @Test("keeps its limits of parts and files")
    func limits() throws {
        let fields = (0..<200).map { Self.field("f\($0)", "x") }
        #expect(try read(Self.body(fields)).fields.pairs.count == 200)
        #expect(throws: Fields.Refusal.tooMany(limit: 200)) {
            try Multipart(Self.body(fields + [fields[0]]), boundary: Self.boundary)
        }
        let files = (0..<20).map { Self.file("f\($0)", "n", "x") }
        #expect(try read(Self.body(files)).files.count == 20)
        #expect(throws: Fields.Refusal.tooMany(limit: 20)) {
            try Multipart(Self.body(files + [files[0]]), boundary: Self.boundary)
        }
    }

    @Test(
        "finds the boundary where it may stand",
        arguments: [
            ("multipart/form-data; boundary=abc", "abc"),
            ("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"", "a b"),
            ("multipart/form-data", nil), ("multipart/form-data; boundary=", nil),
            ("multipart/mixed; boundary=abc", nil),
            ("multipart/form-data; boundary=a\"b", nil), ("multipart/form-data; boundary=a; boundary=b", nil),
            ("application/x-www-form-urlencoded; boundary=a", nil), ("", nil),
            ("multipart/form-data; boundary=" + String(repeating: "x", count: 71), nil),
            ("multipart/form-data; boundary=å", nil),
        ])
    func boundaries(_ type: String, found: String?) {
        #expect(Multipart.boundary(in: type) == found.map { Array($0.utf8) })
    }

    @Test("ends with an answer or a refusal, whatever the bytes")
    func random() {
        var generator = SystemRandomNumberGenerator()
        let line = "--" + String(decoding: Self.boundary, as: UTF8.self)
        let words = [
            line, "\r\n", "\r\n\r\n", "--", "Content-Disposition: form-data; ", "name=\"a\"", "; filename=\"", "\"",
            "%22", "\\",
            "Content-Type: x", ":", "\r", "\n", "é", line + "\r\n", line + "--",
        ]
        let good = Self.body([Self.field("a", "b"), Self.file("c", "d", "e")])
        var answered = 0
        for round in 0..<4000 {
            var bytes = good
            if round % 2 == 0 {
                bytes = Array((line + "\r\n").utf8)
                for _ in 0..<Int.random(in: 0...20, using: &generator) {
                    bytes += words[Int.random(in: 0..<words.count, using: &generator)].utf8
                }
            } else {
                for _ in 0...Int.random(in: 0...3, using: &generator) {
                    let place = Int.random(in: 0..<bytes.count, using: &generator)
                    switch Int.random(in: 0...2, using: &generator) {
                    case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                    case 1: bytes.remove(at: place)
                    default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
                    }
                }
            }
            if let form = try? Multipart(bytes, boundary: Self.boundary) {
                answered += 1
                #expect(form.files.count + form.fields.pairs.count <= bytes.count)
            }
        }
        #expect(answered < 4000)
    }
}
