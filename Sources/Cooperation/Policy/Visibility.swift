public import Languages

/// Who may see a record: everybody, or fewer.
public enum Visibility: Hashable, Sendable {
    case everybody
    case members
    /// Those who hold a function in the group of that ref, and the secretariat.
    case group(String)
    case confidential

    /// As it stands in a record's column `visibility`: nothing there is everybody.
    public var word: String? {
        switch self {
        case .everybody: nil
        case .members: "members"
        case .group(let ref): Visibility.groupWord(ref)
        case .confidential: "confidential"
        }
    }

    /// Reads what `word` writes; nil for any other text.
    public init?(word: String?) {
        switch word {
        case nil, "": self = .everybody
        case "members": self = .members
        case "confidential": self = .confidential
        case let word?:
            guard word.hasPrefix("group/"), Column.isRef(String(word.dropFirst(6))) else { return nil }
            self = .group(String(word.dropFirst(6)))
        }
    }

    static func groupWord(_ ref: String) -> String { "group/\(ref)" }

    /// What it is called; the name of the group stands in its place.
    public func name(_ say: Tongue, group: String? = nil) -> String {
        switch self {
        case .everybody: say("Everybody")
        case .members: say("Members")
        case .group(let ref): say("{group} and the secretariat", ["group": group ?? ref])
        case .confidential: say("Confidential")
        }
    }
}
