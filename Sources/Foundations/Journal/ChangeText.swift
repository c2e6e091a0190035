import Basics
import Store

/// The values of a change as JSON: `[["state","expected","here"],["guests",null,"3"]]`.
enum ChangeText {
    static func text(of fields: [Change.Field]) -> String {
        let parts = fields.map { field in
            "[\(JSONText.quoted(field.name)),\(quoted(field.old)),\(quoted(field.new))]"
        }
        return "[\(parts.joined(separator: ","))]"
    }

    private static func quoted(_ text: String?) -> String {
        text.map(JSONText.quoted) ?? "null"
    }

    /// Reads what `text` wrote; nil for anything else.
    static func fields(of text: String) -> [Change.Field]? {
        var reader = Reader(bytes: Array(text.utf8))
        guard let fields = reader.fields(), reader.isAtEnd else { return nil }
        return fields
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        var isAtEnd: Bool { place == bytes.count }

        mutating func fields() -> [Change.Field]? {
            guard take("[") else { return nil }
            if take("]") { return [] }
            var fields: [Change.Field] = []
            repeat {
                guard let field = field() else { return nil }
                fields.append(field)
            } while take(",")
            return take("]") ? fields : nil
        }

        private mutating func field() -> Change.Field? {
            guard take("["), let name = string(), take(","), let old = value(), take(","), let new = value(), take("]")
            else { return nil }
            return Change.Field(name, from: old, to: new)
        }

        /// Nothing at all where the text is wrong, nothing inside where it says `null`.
        private mutating func value() -> String?? {
            if take("null") { return .some(nil) }
            return string().map { .some($0) }
        }

        private mutating func string() -> String? {
            guard take("\"") else { return nil }
            var text: [UInt8] = []
            while place < bytes.count {
                let byte = bytes[place]
                place += 1
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let escaped = escaped() else { return nil }
                    text.append(escaped)
                default: text.append(byte)
                }
            }
            return nil
        }

        private mutating func escaped() -> UInt8? {
            if take("\"") { return UInt8(ascii: "\"") }
            if take("\\") { return UInt8(ascii: "\\") }
            guard take("u00"), bytes.count - place >= 2 else { return nil }
            let digits = String(decoding: bytes[place..<place + 2], as: UTF8.self)
            place += 2
            return Hexadecimal.bytes(of: digits)?.first
        }

        private mutating func take(_ wanted: StaticString) -> Bool {
            let count = wanted.utf8CodeUnitCount
            guard bytes.count - place >= count else { return false }
            let isHere = wanted.withUTF8Buffer { wanted in unsafe wanted.elementsEqual(bytes[place..<place + count]) }
            if isHere { place += count }
            return isHere
        }
    }
}
