import Cooperation
import HTTP
import Languages
import Room
import Search
import Web

/// What a visitor asks of the search page: the words, the filters and the page.
struct Asked {
    let text: String
    let filters: Findings.Filters
    let after: Findings.Cursor?

    /// A filter that no house could have is "not found" to whoever made it up.
    init(_ visitor: Visitor) throws {
        let query = visitor.query
        let kind = query["kind"].map(SearchKind.init(rawValue:))
        let year = query["year"].map { text in Int(text).flatMap { (1...9999).contains($0) ? $0 : nil } }
        let refs = ["state", "project"].map { query[$0] }
        let areRefs = refs.allSatisfy { ref in
            ref.map { $0.utf8.count <= 60 && $0.utf8.allSatisfy(Asked.isRefByte) } ?? true
        }
        guard kind != .some(nil), year != .some(nil), areRefs else {
            throw Refused(.notFound, Phrase("There is nothing to choose by that name."))
        }
        text = query["q"] ?? ""
        filters = Findings.Filters(kind: kind ?? nil, year: year ?? nil, state: refs[0], project: refs[1])
        after = query["after"].flatMap(Findings.Cursor.init)
    }

    private static func isRefByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    var hasFilters: Bool { filters != Findings.Filters() }
    var isEmpty: Bool { text.isEmpty && !hasFilters }

    /// What is wrong with the words, if anything.
    func fault(_ say: Tongue) -> String? {
        guard text.count > SearchQuery.longest else { return nil }
        return say(
            "A search has at most {most} characters. Yours has {number}.",
            ["most": say.number(SearchQuery.longest), "number": say.number(text.count)])
    }

    /// The query of an address that asks for the same again, from its first page.
    func query(without name: String? = nil) -> [(name: String, value: String?)] {
        let all: [(name: String, value: String?)] = [
            ("q", text), ("kind", filters.kind?.rawValue), ("year", filters.year.map(String.init)),
            ("state", filters.state), ("project", filters.project),
        ]
        return all.filter { $0.name != name }
    }
}
