import Basics
import Identity
public import Store

/// A house that is a sample, in which invented people may be tried on.
///
/// Nothing switches a real house into one. The mark is made in one moment only: when a folder that says which day is today
/// is the first ever loaded into a house in which nobody was ever a member. It goes for good as soon as the network says
/// no day any more, and setting one again, at the desk or by another load, does not bring it back. The invented people go
/// with it: whoever tried one on may have left a key.
public enum SampleHouse {
    /// Whether the house is a sample.
    public static func isHere(_ store: some Querying) throws(StoreFailure) -> Bool {
        try store.value(
            "select 1 from sample_house h join network n on n.id = h.network where n.today is not null", as: Int.self)
            != nil
    }

    /// Marks a house whose first network has just been loaded, where that is a sample's.
    static func mark(in transaction: Transaction) throws(StoreFailure) {
        let wasLivedIn = try transaction.value("select 1 from members limit 1", as: Int.self) != nil
        let network: Key<AnyRecord>? = try transaction.value("select id from network where today is not null")
        guard !wasLivedIn, let network else { return }
        try transaction.run("insert into sample_house (network, made) values (\(network), \(transaction.moment))")
        transaction.note(Change(by: "load", "sample.marked", table: "sample_house", record: network))
    }

    /// Takes the mark away where the network has no day of its own any more.
    static func unmarkIfNone(in transaction: Transaction) throws(StoreFailure) {
        guard try !isHere(transaction) else { return }
        let network: Key<AnyRecord>? = try transaction.value("select network from sample_house")
        guard let network else { return }
        try transaction.run("delete from sample_house")
        let invented: [Key<Member>] = try transaction.values(
            "select m.id from members m join people p on p.id = m.person where p.sample = 'yes' and m.ended is null order by m.id"
        )
        for member in invented { try Account.end(member, by: "system", in: transaction) }
        transaction.note(Change(by: "system", "sample.unmarked", table: "sample_house", record: network))
    }
}
