public import Basics

/// Whoever has signed in, as rooms see them.
public struct Member: Sendable, Hashable {
    public let id: Key<Member>
    public let name: String
    /// What every form of this session repeats, so that no other site can send one in the member's name.
    public let formToken: String

    public init(id: Key<Member>, name: String, formToken: String) {
        self.id = id
        self.name = name
        self.formToken = formToken
    }

    /// How the journal names them: their key, which tells strangers nothing.
    public var actor: String { id.description }
}
