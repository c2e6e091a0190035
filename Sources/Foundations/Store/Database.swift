/// Where connections come from: a file, or a server.
protocol Database: AnyObject, Sendable {
    func writer(limits: Store.Limits) throws(StoreFailure) -> Connection
    func reader(limits: Store.Limits) throws(StoreFailure) -> Connection

    /// A fresh connection that has proved that what it writes is kept, after one that failed.
    func trustedWriter(limits: Store.Limits) throws(StoreFailure) -> Connection

    /// A temporary database leaves nothing behind.
    func remove()
}
