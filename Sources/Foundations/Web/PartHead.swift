import Basics

/// The lines above one part of a form: what the field is called, and what the file.
struct PartHead {
    let name: String
    /// Whether the part is a file, even one without a name.
    let isFile: Bool
    let fileName: String?
    let type: String

    /// Nil for lines that no browser writes.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var lines: [String: String] = [:]
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, let name = halves.first?.lowercased(), let value = halves.last?.trimmed,
                !name.isEmpty, name.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), lines[name] == nil,
                !value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f })
            else { return nil }
            lines[name] = value
        }
        // An encoding that browsers do not use (RFC 7578, 4.7) would be read as what it is not.
        let plain = ["7bit", "8bit", "binary"]
        guard lines["content-transfer-encoding"].map({ plain.contains($0.lowercased()) }) ?? true,
            let disposition = lines["content-disposition"], let parameters = PartHead.parameters(of: disposition),
            let name = parameters["name"], parameters["filename*"] == nil
        else { return nil }
        self.name = name
        isFile = parameters["filename"] != nil
        fileName = parameters["filename"].flatMap(PartHead.lastPart)
        type = lines["content-type"] ?? (isFile ? "application/octet-stream" : "text/plain")
    }

    /// The parameters of `form-data; name="a"; filename="b"`, each once.
    private static func parameters(of text: String) -> [String: String]? {
        var rest = text.unicodeScalars[...]
        let kind = rest.prefix { $0 != ";" }
        guard String(kind).trimmed.lowercased() == "form-data" else { return nil }
        rest = rest[kind.endIndex...]
        var parameters: [String: String] = [:]
        while !rest.isEmpty {
            guard rest.popFirst() == ";" else { return nil }
            rest = rest.drop { $0 == " " }
            let name = rest.prefix { $0 != "=" && $0 != ";" && $0 != "\"" }
            rest = rest[name.endIndex...]
            guard rest.popFirst() == "=", rest.popFirst() == "\"", let value = quoted(&rest),
                parameters.updateValue(value, forKey: String(name).lowercased()) == nil
            else { return nil }
            rest = rest.drop { $0 == " " }
        }
        return parameters
    }

    /// Up to the closing quotation mark. Browsers write those inside as `%22` and line breaks as `%0D%0A` (HTML Living
    /// Standard, 4.10.21.8), others write `\"`; a backslash before anything else is itself.
    private static func quoted(_ rest: inout Substring.UnicodeScalarView) -> String? {
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return String(value)
            case "\\" where rest.first == "\"":
                rest.removeFirst()
                value.append("\"")
            case "%":
                let code = String(rest.prefix(2)).uppercased()
                let meant: [String: Unicode.Scalar] = ["22": "\"", "0D": "\r", "0A": "\n"]
                value.append(meant[code] ?? "%")
                if meant[code] != nil { rest = rest.dropFirst(2) }
            default: value.append(scalar)
            }
        }
        return nil
    }

    /// A file's own name without its folders and without characters that do not show; nil where nothing is left.
    private static func lastPart(_ path: String) -> String? {
        let last = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let shown = last.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: false
            default: true
            }
        }
        let name = String(String.UnicodeScalarView(shown.prefix(200))).trimmed
        return name.isEmpty || name == "." || name == ".." ? nil : name
    }
}
