import Basics
import HTTP
import Testing

@Suite("Header fields")
struct FieldsTests {
    @Test("are found whatever the case of their name")
    func names() throws {
        var fields: HTTPFields = [.contentType: "text/html"]
        #expect(fields[try #require(HTTPFieldName("content-TYPE"))] == "text/html")
        fields[try #require(HTTPFieldName("CONTENT-type"))] = "text/css"
        #expect(fields.map(\.value) == ["text/css"])
        #expect(Set([HTTPFieldName.eTag, try #require(HTTPFieldName("etag"))]).count == 1)
    }

    @Test(
        "refuse a name that is no token",
        arguments: ["", "a b", "a:", "a\r\n", "é", "a\0", "(a)", "a/b", "\u{212a}ey"])
    func badNames(_ name: String) {
        #expect(HTTPFieldName(name) == nil)
    }

    @Test("keep their order and their doubles")
    func order() {
        var fields = HTTPFields()
        fields.append(.setCookie, "a=1")
        fields.append(.vary, "Accept")
        fields.append(.setCookie, "b=2")
        #expect(fields.map(\.name) == [.setCookie, .vary, .setCookie])
        #expect(fields.values(of: .setCookie) == ["a=1", "b=2"])
        #expect(fields[.setCookie] == "a=1, b=2")
        fields[.setCookie] = "c=3"
        #expect(fields.map(\.value) == ["c=3", "Accept"])
        fields[.setCookie] = nil
        #expect(fields.count == 1)
        #expect(!fields.contains(.setCookie))
        #expect(fields[.setCookie] == nil)
    }

    @Test("join cookies with a semicolon")
    func cookies() {
        let fields: HTTPFields = [.cookie: "a=1", .accept: "x", .cookie: "b=2"]
        #expect(fields[.cookie] == "a=1; b=2")
    }

    @Test(
        "can never end a line",
        arguments: [
            ("a\r\nSet-Cookie: b", "a  Set-Cookie: b"), ("a\nb", "a b"), ("a\rb", "a b"), ("a\0b", "a b"),
            ("\r\n", ""), (" a\t", "a"), ("\u{1b}[0m", "[0m"), ("\u{7f}", ""), ("é\tü", "é\tü"), ("", ""),
            ("a\u{85}b\u{2028}c", "a\u{85}b\u{2028}c"),
        ])
    func splitting(_ value: String, _ cleaned: String) {
        var fields: HTTPFields = [.location: value]
        #expect(fields[.location] == cleaned)
        fields[.location] = value
        fields.append(.location, value)
        #expect(fields.values(of: .location) == [cleaned, cleaned])
        #expect(HTTPFields([HTTPFields.Field(.location, value)])[.location] == cleaned)
        #expect(!fields.contains { field in field.value.utf8.contains { [0, 10, 13].contains($0) } })
    }
}

@Suite("A status")
struct StatusTests {
    @Test("has three digits that exist", arguments: [-1, 0, 99, 600, 1000, Int.max])
    func range(_ code: Int) {
        #expect(HTTPStatus(code: code) == .internalServerError)
    }

    @Test("has a phrase")
    func phrase() {
        #expect(HTTPStatus.notFound.description == "404 Not Found")
        #expect(HTTPStatus(code: 299).reasonPhrase == "Status")
    }
}

@Suite("A date of HTTP")
struct DateTests {
    @Test("is written as RFC 9110 writes it")
    func text() {
        #expect(HTTPDate.text(of: Moment(milliseconds: 784_111_777_000)) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.text(of: Moment(milliseconds: 0)) == "Thu, 01 Jan 1970 00:00:00 GMT")
    }
}

@Suite("A reply")
struct ReplyTests {
    private final class Outcomes: @unchecked Sendable {
        var all: [String] = []
    }

    private struct Mishap: Error {}

    /// Uses a reply and lets it go, and tells what came out.
    private func outcomes(_ use: (HTTPReply) -> Void) -> [String] {
        let outcomes = Outcomes()
        do {
            let reply = HTTPReply { outcome in
                switch outcome {
                case .answered(let response): outcomes.all.append("\(response.status.code)")
                case .streaming(let response, _): outcomes.all.append("\(response.status.code) and more")
                case .failed(let error): outcomes.all.append("\(error)")
                case .dropped: outcomes.all.append("dropped")
                }
            }
            use(reply)
        }
        return outcomes.all
    }

    @Test("delivers the first answer, once")
    func once() {
        #expect(
            outcomes {
                $0.send(HTTPResponse(.ok, "")); $0.send(HTTPResponse(.notFound, ""))
            } == ["200"])
        #expect(
            outcomes {
                $0.fail(Mishap()); $0.send(HTTPResponse(.ok, ""))
            } == ["Mishap()"])
    }

    @Test("goes on with a stream, and lets go of one that comes too late")
    func streams() {
        let left = Outcomes()
        let stream = { (name: String) in HTTPStream(owner: name) { left.all.append(name) } }
        let early = stream("early"), late = stream("late")
        #expect(
            outcomes {
                $0.stream(HTTPResponse(.ok, ""), early); $0.stream(HTTPResponse(.ok, ""), late)
            } == ["200 and more"])
        #expect(left.all == ["late"])
    }

    @Test("tells when it was let go unanswered")
    func dropped() {
        #expect(outcomes { _ in } == ["dropped"])
    }
}
