public import Basics
public import Identity
public import Store

/// How something stands for a member, told to their browser whenever it changes (server-sent events, WHATWG HTML, 9.2).
///
/// What is told is a state, not a list of what happened: whoever was away hears how it stands now, and nothing is missed.
public struct Events: Sendable {
    /// What streams can be about.
    public struct Topic: Sendable {
        /// The name by which the house knows it among others.
        public let name: String
        /// How it stands for each of some members, 0 for those who are missing. The house asks for all of them together,
        /// when somebody has written.
        public let standing: @Sendable ([Key<Member>], Connection) throws -> [Key<Member>: Int]

        public init(
            _ name: String, standing: @escaping @Sendable ([Key<Member>], Connection) throws -> [Key<Member>: Int]
        ) {
            self.name = name
            self.standing = standing
        }
    }

    public let topic: Topic
    /// What the browser is sent when it stands so, as JSON on one line, in the reader's language.
    public let words: @Sendable (Int) -> [UInt8]

    public init(_ topic: Topic, words: @escaping @Sendable (Int) -> [UInt8]) {
        self.topic = topic
        self.words = words
    }
}
