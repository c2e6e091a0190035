import HTTP
import HouseTesting

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The key in the hidden field of the form; empty where there is none.
    var key: String {
        guard let rest = text.components(of: "name=\"key\" value=\"").dropFirst().first else { return "" }
        return String(rest.prefix { $0 != "\"" })
    }
}

extension String {
    /// The pieces between the places where some words stand.
    func components(of words: String) -> [Substring] {
        var pieces: [Substring] = []
        var rest = self[...]
        while let place = rest.firstRange(of: words) {
            pieces.append(rest[..<place.lowerBound])
            rest = rest[place.upperBound...]
        }
        return pieces + [rest]
    }
}

extension TestClient {
    /// Writes a note in a form of its own, or in one whose key is known.
    func write(_ text: String, key: String? = nil) -> HTTPResponse {
        post("/notebook", form: [(name: "text", value: text), (name: "key", value: key ?? get("/notebook").key)])
    }
}
