import HTTP
import Testing

@Suite("A file")
struct FileTests {
    private let file = HTTPFile(
        bytes: Array("0123456789".utf8), contentType: "text/plain; charset=utf-8", etag: "\"v1\"",
        cacheControl: "public, max-age=60")

    private func answer(_ fields: HTTPFields, method: HTTPMethod = .get) -> HTTPResponse {
        file.response(to: HTTPRequest(method: method, path: "/file", fields: fields))
    }

    private func text(_ response: HTTPResponse) -> String {
        String(decoding: response.body, as: UTF8.self)
    }

    @Test("is sent whole, with its type, tag and lifetime")
    func whole() {
        let response = answer([:])
        #expect(response.status == .ok)
        #expect(text(response) == "0123456789")
        #expect(response.fields[.contentType] == "text/plain; charset=utf-8")
        #expect(response.fields[.eTag] == "\"v1\"")
        #expect(response.fields[.cacheControl] == "public, max-age=60")
        #expect(response.fields[.acceptRanges] == "bytes")
    }

    @Test("gets a tag of its own that changes with its bytes")
    func ownTag() {
        let one = HTTPFile(bytes: [1], contentType: "a/b", cacheControl: "")
        let other = HTTPFile(bytes: [2], contentType: "a/b", cacheControl: "")
        #expect(one.etag != other.etag)
        #expect(one.etag.hasPrefix("\"") && one.etag.hasSuffix("\"") && one.etag.utf8.count == 34)
    }

    @Test(
        "is not sent again to whom has it",
        arguments: ["\"v1\"", "W/\"v1\"", "\"v0\", \"v1\"", "\"v0\" ,W/\"v1\"", "*"])
    func notModified(_ tags: String) {
        for method in [HTTPMethod.get, .head] {
            let response = answer([.ifNoneMatch: tags, .range: "bytes=0-1"], method: method)
            #expect(response.status == .notModified)
            #expect(response.body.isEmpty)
            #expect(response.fields[.eTag] == "\"v1\"")
            #expect(response.fields[.cacheControl] != nil)
            #expect(response.fields[.contentType] == nil)
        }
    }

    @Test("is sent to whom has another", arguments: ["\"v2\"", "v1", "\"V1\"", "", "W/v1", "\"v1", "\"**\""])
    func modified(_ tags: String) {
        #expect(answer([.ifNoneMatch: tags]).status == .ok)
    }

    @Test("keeps to If-Match, strictly")
    func ifMatch() {
        #expect(answer([.ifMatch: "\"v1\""]).status == .ok)
        #expect(answer([.ifMatch: "*"]).status == .ok)
        #expect(answer([.ifMatch: "\"v2\""]).status == .preconditionFailed)
        #expect(answer([.ifMatch: "W/\"v1\""]).status == .preconditionFailed)
    }

    @Test(
        "is sent in parts",
        arguments: [
            ("bytes=0-0", "0", "0-0"), ("bytes=2-4", "234", "2-4"), ("bytes=7-", "789", "7-9"),
            ("bytes=-3", "789", "7-9"), ("bytes=-99", "0123456789", "0-9"), ("bytes=8-99", "89", "8-9"),
            ("Bytes=9-9", "9", "9-9"), ("bytes=0-99999999999999999999999", "0123456789", "0-9"),
        ])
    func part(_ range: String, _ body: String, _ place: String) {
        let response = answer([.range: range])
        #expect(response.status == .partialContent)
        #expect(text(response) == body)
        #expect(response.fields[.contentRange] == "bytes \(place)/10")
        #expect(response.fields[.contentType] != nil)
    }

    @Test(
        "has no part beyond its end",
        arguments: ["bytes=10-", "bytes=10-12", "bytes=-0", "bytes=99999999999999999999-"])
    func unsatisfiable(_ range: String) {
        let response = answer([.range: range])
        #expect(response.status == .rangeNotSatisfiable)
        #expect(response.fields[.contentRange] == "bytes */10")
        #expect(response.body.isEmpty)
    }

    @Test(
        "is sent whole when the range makes no sense, or is several",
        arguments: [
            "bytes=4-2", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-2,4-5", "bytes 1-2", "items=1-2", "bytes=+1-2",
            "bytes=1--2", "bytes= 1-2", "bytes=1", "", "-", "bytes-1=2", "bytes=0x1-2",
        ])
    func ignored(_ range: String) {
        #expect(answer([.range: range]).status == .ok)
    }

    @Test("is sent in parts only when If-Range names this version")
    func ifRange() {
        #expect(answer([.range: "bytes=0-0", .ifRange: "\"v1\""]).status == .partialContent)
        for other in ["\"v2\"", "W/\"v1\"", "Sun, 06 Nov 1994 08:49:37 GMT"] {
            let response = answer([.range: "bytes=0-0", .ifRange: other])
            #expect(response.status == .ok)
            #expect(text(response) == "0123456789")
        }
    }

    @Test("has the same fields for HEAD, whatever the range, and no other method")
    func methods() {
        #expect(answer([.range: "bytes=0-0"], method: .head).status == .ok)
        #expect(answer([:], method: .head).fields == answer([:]).fields)
        let response = answer([:], method: .post)
        #expect(response.status == .methodNotAllowed)
        #expect(response.fields[.allow] == "GET, HEAD")
        #expect(response.body.isEmpty)
    }

    @Test("may be empty")
    func empty() {
        let empty = HTTPFile(bytes: [], contentType: "a/b", cacheControl: "")
        for (range, status) in [("bytes=0-", 416), ("bytes=-1", 416), ("bytes=0-0", 416), ("x", 200)] {
            let response = empty.response(to: HTTPRequest(path: "/", fields: [.range: range]))
            #expect(response.status.code == status)
        }
    }
}
