/// Every table of the cooperation, in an order in which each row finds the rows it refers to.
public enum Tables {
    public static let all: [Table] = people + strategy + work + record + papers + members

    /// The table of that name, if there is one.
    public static func named(_ name: String) -> Table? {
        byName[name]
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
