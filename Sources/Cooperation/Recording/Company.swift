public import Store

/// What would go with a record if it were withdrawn, and what stands in the way.
public struct Company: Sendable {
    /// The parts that only it has.
    public let parts: [Kept]
    /// Records outside it that name it, or one of its parts; at most twenty.
    public let others: [Kept]

    public init(of record: Kept, in store: some Querying) throws {
        let parts = try Referring.parts(of: record, in: store)
        let own = Set((parts + [record]).map(\.id))
        self.parts = parts
        others = try (parts + [record]).flatMap { try Referring.others(to: $0, in: store) }
            .filter { !own.contains($0.id) }
    }
}
