import Basics
import Foundation
import Testing

@testable import Mail

@Suite("A mail")
struct LetterTests {
    private func letter(
        name: String = "The Baltic Network", subject: String = "Something waits for you",
        text: String = "Come and see.\n",
        to: String = "anna@example.org", unsubscribe: String? = nil
    ) throws -> Letter {
        Letter(
            from: Correspondent(name: name, address: try #require(MailAddress("house@example.org"))),
            to: Correspondent(address: try #require(MailAddress(to))), subject: subject, text: text, language: .swedish,
            date: Moment(milliseconds: 1_524_130_200_000), id: Key(rawValue: 0x0190),
            unsubscribe: unsubscribe.flatMap(HeaderAddress.init))
    }

    /// The headers of a mail, unfolded, and its body.
    private func read(_ letter: Letter) throws -> (headers: [(name: String, value: String)], body: String) {
        let text = String(decoding: letter.bytes, as: UTF8.self)
        let end = try #require(text.range(of: "\r\n\r\n"))
        let head = text[..<end.lowerBound].replacingOccurrences(of: "\r\n ", with: " ")
        let headers = head.components(separatedBy: "\r\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            return (name: parts[0], value: parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
        return (headers, String(text[end.upperBound...]))
    }

    /// What a mail program shows of encoded words (RFC 2047).
    private func decoded(_ text: String) -> String {
        text.replacing("?= =?", with: "?==?").replacing(/=\?UTF-8\?B\?([A-Za-z0-9+\/=]*)\?=/) { match in
            Data(base64Encoded: String(match.1)).map { String(decoding: $0, as: UTF8.self) } ?? "?"
        }
    }

    /// Undoes quoted-printable.
    private func plain(_ body: String) -> String {
        var bytes: [UInt8] = []
        let joined = Array(body.replacing("=\r\n", with: "").utf8)
        var index = 0
        while index < joined.count {
            if joined[index] == UInt8(ascii: "="), index + 2 < joined.count,
                let byte = UInt8(String(decoding: joined[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                bytes.append(byte)
                index += 3
            } else {
                bytes.append(joined[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    }

    @Test("has the headers that the standards ask for, each once, and says that a program wrote it")
    func headers() throws {
        let (headers, body) = try read(letter(unsubscribe: "https://house.example.org/mail/unsubscription?token=ab"))
        let value = { (name: String) in headers.filter { $0.name == name }.map(\.value) }
        #expect(value("Date") == ["Thu, 19 Apr 2018 09:30:00 +0000"])
        #expect(value("From") == ["The Baltic Network <house@example.org>"])
        #expect(value("To") == ["<anna@example.org>"])
        #expect(value("Message-ID") == ["<00000000000000000000000000000190@example.org>"])
        #expect(value("Subject") == ["Something waits for you"])
        #expect(value("Auto-Submitted") == ["auto-generated"])
        #expect(value("MIME-Version") == ["1.0"])
        #expect(value("Content-Type") == ["text/plain; charset=utf-8"])
        #expect(value("Content-Language") == ["sv"])
        #expect(value("List-Unsubscribe") == ["<https://house.example.org/mail/unsubscription?token=ab>"])
        #expect(value("List-Unsubscribe-Post") == ["List-Unsubscribe=One-Click"])
        #expect(Set(headers.map(\.name)).count == headers.count)
        #expect(body == "Come and see.\r\n")
        #expect(try !read(letter()).headers.contains { $0.name.hasPrefix("List-") })
    }

    @Test(
        "says any name and subject as they are, in words that every server carries",
        arguments: [
            "Ostsee & Bałtyk", "Сеть детской защиты стран Балтийского моря и все её друзья, близкие и далёкие",
            "Žmogus 🦔 naïve", "=?UTF-8?B?Zm9v?=", "Semi; colon, \"quoted\" (really) <b@example.org>",
            "👩‍👩‍👧‍👦 families everywhere 👩‍👩‍👧‍👦 and once more 👩‍👩‍👧‍👦 until the line is full 👩‍👩‍👧‍👦",
            "back\\slash", String(repeating: "long", count: 60),
        ])
    func words(_ text: String) throws {
        let letter = try letter(name: text, subject: text)
        let (headers, _) = try read(letter)
        let subject = try #require(headers.first { $0.name == "Subject" }?.value)
        #expect(decoded(subject) == text)
        let from = try #require(headers.first { $0.name == "From" }?.value)
        #expect(from.hasSuffix(" <house@example.org>"))
        var name = decoded(String(from.dropLast(" <house@example.org>".count)))
        if name.hasPrefix("\"") {
            name = String(name.dropFirst().dropLast()).replacingOccurrences(of: "\\\"", with: "\"")
                .replacingOccurrences(of: "\\\\", with: "\\")
        }
        #expect(name == text)
        for line in String(decoding: letter.bytes, as: UTF8.self).components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 998)
            for word in line.split(separator: " ") where word.hasPrefix("=?") { #expect(word.utf8.count <= 75) }
        }
    }

    @Test(
        "takes no header, no second reader and no body from a name or a subject",
        arguments: [
            "Anna\r\nBcc: everybody@example.org", "Anna\nBcc: everybody@example.org",
            "Anna\rBcc: everybody@example.org",
            "Anna\u{2028}Bcc: everybody@example.org", "Anna\u{85}Bcc: everybody@example.org", "Anna\r\n\r\nA body",
            "Anna\u{0}\u{B}\u{C}Bcc: everybody@example.org", "Anna\u{202E}gro.elpmaxe@ybodyreve",
            "Анна\r\nBcc: everybody@example.org", "\r\n.\r\nMAIL FROM:<a@example.org>",
        ])
    func injection(_ text: String) throws {
        let letter = try letter(name: text, subject: text)
        let (headers, body) = try read(letter)
        #expect(
            headers.map(\.name) == [
                "Date", "From", "To", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type",
                "Content-Language", "Content-Transfer-Encoding",
            ])
        #expect(body == "Come and see.\r\n")
        let bytes = letter.bytes
        for (index, byte) in bytes.enumerated() {
            #expect((0x20...0x7e).contains(byte) || byte == 13 || byte == 10)
            if byte == 10 { #expect(index > 0 && bytes[index - 1] == 13) }
            if byte == 13 { #expect(index + 1 < bytes.count && bytes[index + 1] == 10) }
        }
        #expect(!decoded(headers[1].value).unicodeScalars.contains { $0.properties.isBidiControl })
    }

    @Test(
        "carries any text, on lines of at most 76 characters of ASCII",
        arguments: [
            "Short.\n", "Grüße\n\nжизнь прекрасна и длинна, и эта строка тоже длинна, очень длинна\n",
            String(repeating: "x", count: 2000) + "\n", "a line that ends with a blank \nand a tab\t\n", "1 + 1 = 2\n",
            ".\n..\nFrom here on\n", "https://house.example.org/welcome?code=0123456789abcdef0123456789abcdef\n",
            "🦔🍎🌲🏠🌊⛵️🦢🍓🫐🦔🍎🌲🏠🌊⛵️🦢🍓🫐\n", "\n\n\n",
            String(repeating: "y", count: 75) + ".\n", String(repeating: "y", count: 76) + "F\n",
        ])
    func body(_ text: String) throws {
        let body = try read(letter(text: text)).body
        #expect(plain(body) == text)
        for line in body.components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 76)
            #expect(!line.hasPrefix(".") && !line.hasPrefix("From"))
            #expect(!line.hasSuffix(" ") && !line.hasSuffix("\t"))
            #expect(line.utf8.allSatisfy { (0x20...0x7e).contains($0) })
        }
    }

    @Test("ends each line of its text, whichever way it was ended")
    func ends() throws {
        #expect(try read(letter(text: "a\rb\nc\r\nd")).body == "a\r\nb\r\nc\r\nd\r\n")
    }

    @Test("is the same, byte for byte, however often it is written")
    func same() throws {
        #expect(try letter().bytes == letter().bytes)
    }

    @Test(
        "goes to an address that is one",
        arguments: [
            "a@b", "anna.berg@example.org", "x+tag@sub.example.org", "o'neill@example.org", "a_b-c@ex-ample.org",
        ])
    func addresses(_ text: String) { #expect(MailAddress(text)?.text == text) }

    @Test(
        "goes to nothing else",
        arguments: [
            "", "anna", "@", "a@", "@b", "a b@c", "a@b c", "a@b@c", "a@b\r\nRCPT TO:<c@d>", "a@b\n", " a@b", "a@b>",
            "<a@b>", "a..b@c", ".a@b", "a.@b", "a@-b", "a@b-", "a@b..c", "ä@example.org", "a@exämple.org", "\"a b\"@c",
            "a,b@c", "a@b,c@d", "a;b@c", "a@[127.0.0.1]", "a@b\u{0}", String(repeating: "a", count: 65) + "@b",
            "a@" + String(repeating: "b", count: 64), "a@" + String(repeating: "b.", count: 130) + "c", "a@b\u{202E}",
        ])
    func noAddresses(_ text: String) { #expect(MailAddress(text) == nil) }

    @Test(
        "has no address behind which a program would unsubscribe elsewhere",
        arguments: ["", "mailto:a@b", "javascript:x", "https://a>b", "https://a\r\nBcc: b@c", "https://a b", "ftp://a"])
    func unsubscribing(_ text: String) { #expect(HeaderAddress(text) == nil) }

    @Test("goes to a server in plain text on this machine alone")
    func servers() {
        let server = { (host: String, security: MailServer.Security) in
            MailServer(host: host, port: 25, security: security, name: "house.example.org")
        }
        for host in ["localhost", "127.0.0.1", "::1"] { #expect(server(host, .none) != nil) }
        for host in ["mail.example.org", "10.0.0.1", "127.0.0.1.example.org", "localhost.example.org"] {
            #expect(server(host, .none) == nil)
            #expect(server(host, .starttls) != nil)
        }
        for host in ["", "a b", "a/b", "a@b", "a\r\nb", "a?b", "a#b"] { #expect(server(host, .tls) == nil) }
        #expect(
            MailServer(host: "a", port: 25, security: .tls, name: "b", user: "anna", password: nil) == nil)
    }
}
