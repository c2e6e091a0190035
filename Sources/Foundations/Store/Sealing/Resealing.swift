public import Basics
import Sealing

extension SealedColumn {
    /// Where a walk along a column has come to.
    public struct Step: Sendable {
        /// The last row that was looked at; nil when there are no more.
        public let last: Key<AnyRecord>?
        /// How many values were sealed anew.
        public let count: Int
    }

    /// Seals the next values that are sealed with another key than the newest; what is not sealed at all only where
    /// `takesOpen` says so, as when a house of an earlier program is opened, or the column's values may be open.
    ///
    /// It can be asked again from the beginning at any time: what is sealed with the newest key stays as it is.
    public func reseal(
        after last: Key<AnyRecord>?, limit: Int = 200, takesOpen: Bool, in transaction: Transaction
    ) throws(StoreFailure) -> Step {
        transaction.leaveUnnoted(because: "what is kept stays the same; only its seal is another")
        let beginning = last ?? Key(rawValue: 0)
        let rows = try transaction.all(
            """
            select \(name: key), \(name: column) from \(name: table)
             where \(name: key) > \(beginning) and \(name: column) <> '' order by \(name: key) limit \(limit)
            """, as: KeptValue.self)
        let newest = try current(in: transaction)
        var count = 0
        for row in rows {
            guard let value = try renewed(row, newest, takesOpen: takesOpen || mayBeOpen, in: transaction) else {
                continue
            }
            count += try transaction.run(
                "update \(name: table) set \(name: column) = \(value) where \(name: key) = \(row.key)")
        }
        return Step(last: rows.count < limit ? nil : rows.last?.key, count: count)
    }

    private func current(in transaction: Transaction) throws(StoreFailure) -> Key<SealingKey>? {
        do throws(SealingFault) {
            return try transaction.connection.keyring.current()
        } catch {
            throw .sealing(error)
        }
    }

    private func renewed(
        _ row: KeptValue, _ newest: Key<SealingKey>?, takesOpen: Bool, in transaction: Transaction
    ) throws(StoreFailure) -> Value? {
        let place = place(of: row.key)
        switch row.value {
        case .text(let text):
            let box = SealedBox(text: text)
            if box?.key == newest, newest != nil { return nil }
            guard box != nil || takesOpen else { throw .sealing(.altered) }
            let open = box == nil ? text : try transaction.opened(text, at: place)
            return try transaction.sealed(open, for: place).stored
        case .bytes(let bytes):
            let box = SealedBox(bytes)
            if box?.key == newest, newest != nil { return nil }
            guard box != nil || takesOpen else { throw .sealing(.altered) }
            let open = box == nil ? bytes : try transaction.opened(bytes, at: place)
            return try transaction.sealed(open, for: place).stored
        default: return nil
        }
    }
}

/// A row's key, and what stands in its sealed column.
private struct KeptValue: Selectable {
    let key: Key<AnyRecord>
    let value: Value

    static var columns: [StaticString] { [] }

    init(_ row: inout Row) throws(StoreFailure) {
        key = try row.next()
        value = try row.value()
    }
}
