import Basics
import HTTP
import Testing

@Suite("What a client can read")
struct AcceptTests {
    @Test(
        "is everything where it does not say",
        arguments: [
            nil, "", "*/*", "application/json", "APPLICATION/JSON", "application/*;q=0.2", "text/html, */*;q=0.1",
        ])
    func yes(_ field: String?) {
        #expect(HTTPAccept.allows("application/json", in: field))
    }

    @Test(
        "is decided by the most precise range that fits",
        arguments: [
            "text/html", "application/json;q=0", "application/json; q=0.000, */*", "*/*;q=0", "application/xml, text/*",
            "application/*;q=0, */*", ",", ";", "application", "json",
        ])
    func no(_ field: String) {
        #expect(!HTTPAccept.allows("application/json", in: field))
    }
}

@Suite("A problem")
struct ProblemTests {
    @Test("is an object with its status, and names what is at fault")
    func whole() {
        let answer = Problem(.badRequest, "Expected a \"day\".", parameter: "since").response
        #expect(answer.status == .badRequest)
        #expect(answer.fields[.contentType] == "application/problem+json")
        #expect(answer.fields[.cacheControl] == "no-store")
        #expect(
            String(decoding: answer.body, as: UTF8.self)
                == #"{"type":"about:blank","title":"Bad Request","status":400,"detail":"Expected a \"day\".","parameter":"since"}"#
        )
    }
}
