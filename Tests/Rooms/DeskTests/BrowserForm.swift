import Basics
import HTTP
import HouseTesting

/// The form of a record as a browser would send it: every field as the page shows it, changed by the test.
struct BrowserForm {
    private(set) var fields: [(name: String, value: String)] = []

    init(_ page: HTTPResponse) {
        let whole = page.text
        guard let start = whole.firstRange(of: "class=\"record") else { return }
        let rest = whole[start.upperBound...]
        let form = String(rest[..<(rest.firstRange(of: "</form>")?.lowerBound ?? rest.endIndex)])
        for match in form.matches(of: /<input ([^>]*)>/) {
            let tag = String(match.output.1)
            guard let name = BrowserForm.attribute("name", of: tag), name != "token", !tag.contains("type=\"file\"")
            else { continue }
            let isBox = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"")
            if isBox, !tag.hasSuffix(" checked") { continue }
            fields.append((name, BrowserForm.attribute("value", of: tag) ?? ""))
        }
        for match in form.matches(of: /<textarea ([^>]*)>([^<]*)<\/textarea>/) {
            guard let name = BrowserForm.attribute("name", of: String(match.output.1)) else { continue }
            fields.append((name, BrowserForm.plain(String(match.output.2))))
        }
        for match in form.matches(of: /(?s)<select ([^>]*)>(.*?)<\/select>/) {
            guard let name = BrowserForm.attribute("name", of: String(match.output.1)) else { continue }
            let chosen = match.output.2.firstMatch(of: /<option value="([^"]*)" selected>/)
            fields.append((name, BrowserForm.plain(String(chosen?.output.1 ?? ""))))
        }
    }

    subscript(_ name: String) -> String? {
        get { fields.first { $0.name == name }?.value }
        set {
            fields.removeAll { $0.name == name }
            if let newValue { fields.append((name, newValue)) }
        }
    }

    func with(_ changes: KeyValuePairs<String, String>) -> BrowserForm {
        var form = self
        for (name, value) in changes { form[name] = value }
        return form
    }

    private static func attribute(_ name: String, of tag: String) -> String? {
        guard let start = tag.firstRange(of: "\(name)=\"") else { return nil }
        return plain(String(tag[start.upperBound...].prefix { $0 != "\"" }))
    }

    private static func plain(_ text: String) -> String {
        text.replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }

    var location: String { fields[.location] ?? "" }
}

extension TestClient {
    /// The form on a page, as a browser would fill it in.
    func form(_ address: String) -> BrowserForm { BrowserForm(get(address, language: .english)) }

    /// Sends a form of a record.
    func send(_ form: BrowserForm, to address: String, _ action: String = "save") -> HTTPResponse {
        post(address, form: form.fields + [("do", action)], language: .english)
    }

    /// Records something in a new form, and follows to the page that says so.
    @discardableResult
    func record(_ kind: String, _ fields: KeyValuePairs<String, String>, query: String = "") -> HTTPResponse {
        send(form("/desk/\(kind)/new\(query)").with(fields), to: "/desk/\(kind)/new")
    }
}
