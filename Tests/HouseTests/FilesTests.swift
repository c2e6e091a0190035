import Basics
import EngineTesting
import HTTP
import House
import HouseTesting
import Markup
import Room
import Testing
import Web

@Suite("A form with files", .onEveryEngineWhenLong)
struct FilesTests {
    private static let place = Address("/files-of-a-test")
    private static let room = Room("files", window: .archive) { routes in
        routes.post(place, for: .everyone, limit: 4096) { (visitor: Visitor) -> Outcome in
            try visitor.form.only(["title"])
            let file = visitor.file("file")
            let words =
                "\(visitor.form["title"] ?? "-")|\(file?.fileName ?? "-")|\(file?.type ?? "-")|\(file?.bytes.count ?? 0)"
            return .page(Page(words, in: .archive, body: "<p>\(words)</p>"))
        }
    }

    private func send(_ body: String, type: String = "multipart/form-data; boundary=XyZ", site: String = "same-origin")
        throws -> HTTPResponse
    {
        let client = try TestHouse.fresh(rooms: House.ownRooms + [Self.room]).client()
        return client.send(
            .post, "/files-of-a-test", .english, [.contentType: type, .secFetchSite: site], body: Array(body.utf8))
    }

    private let good = """
        --XyZ\r\nContent-Disposition: form-data; name="title"\r\n\r\nÅr & dag\r\n--XyZ\r\n\
        Content-Disposition: form-data; name="file"; filename="a.ics"\r\nContent-Type: text/calendar\r\n\r\nBEGIN\r\n--XyZ--\r\n
        """

    @Test("reaches the room as fields and files")
    func whole() throws {
        let answer = try send(good)
        #expect(answer.status == .ok)
        #expect(answer.text.contains("<p>År &amp; dag|a.ics|text/calendar|5</p>"))
    }

    @Test("is refused in a page where it is broken, too long, from elsewhere, or has a field that nobody asked for")
    func refused() throws {
        #expect(try send(String(good.dropLast(8))).status == .badRequest)
        #expect(try send(good + "x").status == .badRequest)
        #expect(try send(good, type: "multipart/form-data").status == .unsupportedMediaType)
        #expect(try send(good, type: "multipart/mixed; boundary=XyZ").status == .unsupportedMediaType)
        #expect(try send(good, type: "text/plain").status == .unsupportedMediaType)
        #expect(try send(good, site: "cross-site").status == .forbidden)
        #expect(try send(good + String(repeating: "x", count: 5000)).status == .contentTooLarge)
        #expect(try send(good.replacing("\"title\"", with: "\"other\"")).status == .badRequest)
    }
}
