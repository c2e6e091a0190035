public import Basics
public import Store

/// Where the chain stood at some time, kept outside the database: whoever holds it can tell a cut or rewritten journal.
public struct Witness: Hashable, Sendable {
    /// The number of the entry; entries are counted from 1.
    public let position: Int64
    /// The entry's link, which stands for it and for every entry before it.
    public let link: Digest

    public init(position: Int64, link: Digest) {
        self.position = position
        self.link = link
    }

    /// Reads the line that `description` prints, with or without the end of the line; nil for anything else.
    public init?(_ line: String) {
        let line = line.hasSuffix("\n") ? line.dropLast() : line[...]
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "journal", let position = Int64(parts[1]), position > 0,
            String(position) == parts[1], let bytes = Hexadecimal.bytes(of: parts[2]), let link = Digest(bytes: bytes)
        else { return nil }
        self.init(position: position, link: link)
    }

    /// Before the first entry.
    static let beginning = Witness(position: 0, link: Digest(of: [] as [UInt8]))
}

extension Witness: CustomStringConvertible {
    /// One line, without its end: `journal 1047 9f86d081…`.
    public var description: String { "journal \(position) \(link)" }
}

extension Witness: Selectable {
    public static var columns: [StaticString] { ["position", "link"] }

    public init(_ row: inout Row) throws(StoreFailure) {
        position = try row.next()
        link = try row.next()
    }
}

/// What an examination of the journal found.
public enum Verdict: Hashable, Sendable {
    /// Every entry stands where it was written, as it was written. The witness is the end of the chain.
    case sound(entries: Int64, end: Witness?)
    /// The first place at which the journal is not what it was.
    case broken(at: Int64, Fault)

    /// What is wrong with one place of the journal.
    public enum Fault: Hashable, Sendable {
        /// The entry does not say what it said.
        case altered
        /// There is no entry here, and there are later ones.
        case missing
        /// The entry that belongs here stands at another place.
        case reordered(standsAt: Int64)
        /// What the change held is not what it held.
        case valuesAltered
        /// What the change held is gone, and nobody noted an erasure.
        case valuesMissing
        /// There are values here and no entry.
        case valuesWithoutEntry
        /// The journal ends before this place, which the witness has seen.
        case cut
        /// The chain is whole, but it is not the one that the witness has seen.
        case otherHistory
    }

    /// Plain English for the operator.
    public var explanation: String {
        switch self {
        case .sound(let entries, _): "The journal is sound: \(entries) entries."
        case .broken(let position, .altered): "Entry \(position) was altered."
        case .broken(let position, .missing): "Entry \(position) is missing."
        case .broken(let position, .reordered(let other)): "Entry \(position) was moved to place \(other)."
        case .broken(let position, .valuesAltered): "The values of entry \(position) were altered."
        case .broken(let position, .valuesMissing): "The values of entry \(position) were removed without being erased."
        case .broken(let position, .valuesWithoutEntry): "There are values for entry \(position), but no entry."
        case .broken(let position, .cut): "The journal was cut: entry \(position), which the witness has seen, is gone."
        case .broken(let position, .otherHistory):
            "Up to entry \(position) the journal is not the one the witness has seen."
        }
    }
}
