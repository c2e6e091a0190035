/// What a route asks of whoever comes. Which functions give which right, and why, stands in the policy of the
/// cooperation; every route names one, and the house asks before the room is asked.
public enum Right: String, CaseIterable, Sendable {
    /// What anybody in the world may read or do.
    case everyone
    /// One's own keys, sessions and words.
    case ownAccount = "own-account"
    /// What members read among themselves: how to reach each other, and what is theirs today.
    case members
    /// Writing down what the network does.
    case recording
    /// Putting what was written down into another language.
    case translating
    /// Giving out an annual report under the network's name.
    case publishing
    /// Letting people in, and giving them functions.
    case people
    /// Being the second where one alone may not.
    case consenting
}
