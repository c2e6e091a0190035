/// Where connections come from: a file, or a server.
protocol Database: AnyObject, Sendable {
    func writer(limits: Store.Limits) throws(StoreFailure) -> Connection
    /// A connection that cannot write. Nothing else is veiled for whom `veils` is empty.
    func reader(limits: Store.Limits, veils: [Veil]) throws(StoreFailure) -> Connection

    /// A fresh connection that has proved that what it writes is kept, after one that failed.
    func trustedWriter(limits: Store.Limits) throws(StoreFailure) -> Connection

    /// A temporary database leaves nothing behind.
    func remove()
}
