import Basics
import Foundation
import HTTP
import HouseTesting
import Testing

let networks = ["Samples/baltic-2017-2018", "Tests/Networks/three-rivers"]

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as a JSON object.
    func object(_ location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: Data(body)) as? [String: Any], "\(text.prefix(200))",
            sourceLocation: location)
    }
}

extension TestClient {
    /// The object at an address, which must be there.
    func object(_ address: String, _ location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
        let answer = get(address)
        #expect(answer.status == .ok, "\(address): \(answer.text.prefix(200))", sourceLocation: location)
        return try answer.object(location)
    }

    /// The names of the tables, as the index lists them.
    func tables() throws -> [(name: String, count: Int)] {
        let all = try #require(try object("/api/v1")["tables"] as? [[String: Any]])
        return try all.map { (try #require($0["table"] as? String), try #require($0["records"] as? Int)) }
    }

    /// Every record of a list, read to its end.
    func records(_ address: String) throws -> [[String: Any]] {
        var records: [[String: Any]] = []
        var next: String? = address
        while let here = next {
            let page = try object(here)
            records += try #require(page["records"] as? [[String: Any]])
            next = page["next"] as? String
            try #require(records.count < 5000, "\(address) never ends")
        }
        return records
    }
}

/// Checks values against the part of JSON Schema that the description uses; says what does not fit, and where.
struct SchemaCheck {
    let description: [String: Any]

    func faults(_ value: Any, _ schema: Any, at place: String = "$") -> [String] {
        guard let schema = schema as? [String: Any] else { return ["\(place): there is no schema"] }
        var faults: [String] = []
        if let reference = schema["$ref"] as? String {
            guard let target = resolve(reference) else { return ["\(place): \(reference) leads nowhere"] }
            faults += self.faults(value, target, at: place)
        }
        if let either = schema["anyOf"] as? [Any] {
            let all = either.map { self.faults(value, $0, at: place) }
            if !all.contains(where: \.isEmpty) { faults += all.flatMap(\.self) }
        }
        let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] }
        if let types, !types.contains(where: { SchemaCheck.isA($0, value) }) { faults.append("\(place): no \(types)") }
        if let words = schema["enum"] as? [Any], !words.contains(where: { ($0 as? NSObject) == (value as? NSObject) }) {
            faults.append("\(place): none of \(words)")
        }
        if let word = schema["const"] as? String, word != value as? String { faults.append("\(place): not \(word)") }
        if let text = value as? String, let pattern = schema["pattern"] as? String,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            faults.append("\(place): \(text) is not \(pattern)")
        }
        if let list = value as? [Any], let items = schema["items"] {
            for (index, item) in list.enumerated() { faults += self.faults(item, items, at: "\(place)[\(index)]") }
        }
        guard let object = value as? [String: Any], let properties = schema["properties"] as? [String: Any] else {
            return faults
        }
        for name in schema["required"] as? [String] ?? [] where object[name] == nil {
            faults.append("\(place): \(name) is missing")
        }
        for (name, inner) in object {
            if let its = properties[name] {
                faults += self.faults(inner, its, at: "\(place).\(name)")
            } else if schema["additionalProperties"] as? Bool == false {
                faults.append("\(place): \(name) is not described")
            }
        }
        return faults
    }

    func resolve(_ reference: String) -> Any? {
        reference.split(separator: "/").dropFirst().reduce(description as Any?) { place, name in
            (place as? [String: Any])?[String(name)]
        }
    }

    private static func isA(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "null": value is NSNull
        case "string": value is String
        case "array": value is [Any]
        case "object": value is [String: Any]
        case "integer": (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
        default: false
        }
    }
}
