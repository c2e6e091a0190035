/// Keeps transactions and settings for the store itself: a statement begins with a word that asks or changes rows or tables.
enum PostgresGuard {
    private static let allowed: Set<String> = [
        "alter", "analyze", "create", "delete", "drop", "explain", "insert", "merge", "select", "table", "truncate",
        "update", "values", "with",
    ]

    static func check(_ text: String) throws(StoreFailure) {
        let word = text.drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }.lowercased()
        guard !word.isEmpty else { throw .invalid(statement: text, message: "there is no statement") }
        guard allowed.contains(word) else {
            throw .invalid(statement: text, message: "“\(word)” is not for a statement to say")
        }
    }
}
