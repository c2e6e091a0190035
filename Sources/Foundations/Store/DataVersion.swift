import CSQLite

extension Connection {
    /// A number that differs from the one before whenever another connection has committed since: by it, what was
    /// read can be kept until the database changes. It means nothing to other connections.
    public func dataVersion() throws(StoreFailure) -> Int64 {
        let text = "pragma data_version"
        let asking: Statement
        if let versionStatement { asking = versionStatement } else { asking = try control(text) }
        versionStatement = asking
        defer { unsafe sqlite3_reset(asking.pointer) }
        guard unsafe sqlite3_step(asking.pointer) == SQLITE_ROW else { throw failure(SQLITE_ERROR, in: text) }
        return unsafe sqlite3_column_int64(asking.pointer, 0)
    }
}
