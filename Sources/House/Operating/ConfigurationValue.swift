import Basics

/// What values of a configuration look like.
extension ConfigurationKey {
    static func word(_ value: String) throws(Unfit) -> String {
        guard !value.isEmpty, !value.contains(where: \.isWhitespace) else { throw Unfit(wanted: "one word") }
        return value
    }

    static func folder(_ value: String) throws(Unfit) -> String {
        guard !value.isEmpty, !value.utf8.contains(0) else { throw Unfit(wanted: "a path") }
        return value.count > 1 && value.hasSuffix("/") ? String(value.dropLast()) : value
    }

    static func number<Number: FixedWidthInteger>(
        _ value: String, as kind: Number.Type, _ range: ClosedRange<Number>
    ) throws(Unfit) -> Number {
        guard let number = Number(value), range.contains(number) else {
            throw Unfit(wanted: "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// Words with commas between them, at least one.
    static func list(_ value: String) throws(Unfit) -> [String] {
        let words = value.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
        guard words.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else {
            throw Unfit(wanted: "words with commas between them")
        }
        return words
    }

    static func isHostName(_ text: String) -> Bool {
        (1...253).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    static func isNumericAddress(_ text: String) -> Bool {
        (2...45).contains(text.utf8.count) && text.utf8.allSatisfy { "0123456789abcdefABCDEF:.".utf8.contains($0) }
    }

    /// The name in an address without a path; nil where it is none.
    static func name(inAddress address: String) -> String? {
        for scheme in ["https://", "http://"] where address.hasPrefix(scheme) {
            let authority = address.dropFirst(scheme.count)
            let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first, isHostName(String(name)) else { return nil }
            if parts.count == 2, UInt16(parts[1]) == nil { return nil }
            return name.lowercased()
        }
        return nil
    }
}
