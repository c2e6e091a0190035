import Basics

/// The named values of a query or of a submitted form, in the order in which they came.
public struct Fields: Sendable {
    /// Why a query or form was refused.
    public enum Refusal: Error, Hashable, Sendable {
        case malformed
        case tooMany(limit: Int)
        case unknown(name: String)
        case repeated(name: String)
    }

    public private(set) var pairs: [(name: String, value: String)] = []

    /// Nothing at all.
    public init() {}

    /// Reads `application/x-www-form-urlencoded` text (WHATWG URL, 5.1), at most 200 pairs.
    public init(encoded text: String) throws(Refusal) {
        for piece in text.split(separator: "&") {
            guard pairs.count < 200 else { throw .tooMany(limit: 200) }
            let halves = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = halves.first, let name = Percent.decoded(first, plusIsSpace: true),
                let value = Percent.decoded(halves.count > 1 ? halves[1] : "", plusIsSpace: true),
                !value.utf8.contains(0)
            else { throw .malformed }
            pairs.append((name, value))
        }
    }

    mutating func append(_ name: String, _ value: String) {
        pairs.append((name, value))
    }

    /// The first value of that name, with white space around it removed; nil when it is missing or empty.
    public subscript(_ name: String) -> String? {
        guard let value = pairs.first(where: { $0.name == name })?.value else { return nil }
        let trimmed = value.trimmed
        return trimmed.isEmpty ? nil : trimmed
    }

    /// The first value of that name just as it was typed, for passwords; nil when it is missing or empty.
    public func exactly(_ name: String) -> String? {
        pairs.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }

    /// The same without the fields of a name, and their values.
    public func taking(_ name: String) -> (values: [String], rest: Fields) {
        var rest = self
        rest.pairs.removeAll { $0.name == name }
        return (pairs.filter { $0.name == name }.map(\.value), rest)
    }

    /// Refuses names that nobody asked for, and a name that comes twice.
    public func only(_ names: [String]) throws(Refusal) {
        var seen: Set<String> = []
        for (name, _) in pairs {
            guard names.contains(name) else { throw .unknown(name: name) }
            guard seen.insert(name).inserted else { throw .repeated(name: name) }
        }
    }
}
