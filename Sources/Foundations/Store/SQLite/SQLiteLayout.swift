/// How the tables of a file are described.
extension SQLiteConnection {
    func names(_ question: SQL) throws(StoreFailure) -> [String] {
        permission.isOpen = true
        defer { permission.isOpen = false }
        return try values(question)
    }
}
