public import HTTP
public import Languages

/// A request that cannot be carried out, said in a phrase that the visitor reads in their language.
public struct Refused: Error, Sendable {
    public let status: HTTPStatus
    public let phrase: Phrase

    public init(_ status: HTTPStatus, _ phrase: Phrase) {
        self.status = status
        self.phrase = phrase
    }
}
