/// What was typed after the program's name, taken word by word; what nobody takes is refused.
struct Arguments {
    let verb: String?
    private var rest: [String]

    init(_ words: [String]) throws {
        verb = words.first
        rest = Array(words.dropFirst())
    }

    /// The next word that is no option.
    mutating func word(_ what: String) throws -> String {
        guard let index = rest.indices.first(where: { isPlain($0) }) else { throw Usage(description: "Say \(what).") }
        return rest.remove(at: index)
    }

    /// Whether an option without a value stands there.
    mutating func flag(_ name: String) -> Bool {
        guard let index = rest.firstIndex(of: name) else { return false }
        rest.remove(at: index)
        return true
    }

    /// The value behind an option.
    mutating func option(_ name: String) throws -> String? {
        guard let index = rest.firstIndex(of: name) else { return nil }
        guard index + 1 < rest.count else { throw Usage(description: "\(name) needs a value.") }
        let value = rest[index + 1]
        rest.removeSubrange(index...(index + 1))
        return value
    }

    /// Refuses what is left over.
    func end() throws {
        guard let first = rest.first else { return }
        throw Usage(description: "“\(first)” was not expected. Try: childcentre help")
    }

    /// No option and not the value of one.
    private func isPlain(_ index: Int) -> Bool {
        !rest[index].hasPrefix("--") && (index == 0 || !rest[index - 1].hasPrefix("--"))
    }
}

/// What was typed cannot be understood; the description says what can.
struct Usage: Error, CustomStringConvertible {
    let description: String
}
