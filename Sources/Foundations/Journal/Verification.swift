import Basics
public import Store

extension Journal {
    /// Follows the chain from its first entry to its last and names the first place where it is broken.
    ///
    /// Takes a few microseconds an entry and always the same memory. Only a witness shows that the end was cut off or that
    /// the whole chain was written anew. Throws when the database cannot be read.
    public static func verify(_ store: some Querying, witness: Witness? = nil) throws -> Verdict {
        var last = Witness.beginning
        do {
            try store.each(
                """
                select e.position, e.at, e.actor, e.verb, e.subject_table, e.subject_record, e.change_digest, e.link,
                       v.salt, v.change
                  from journal_entries e left join journal_values v on v.position = e.position
                 order by e.position
                """
            ) { row in
                let kept = try Kept.read(&row, after: last)
                try kept.check(after: last, in: store)
                last = Witness(position: kept.position, link: kept.link)
                if let witness, witness.position == last.position, witness.link != last.link {
                    throw Break(position: last.position, fault: .otherHistory)
                }
            }
            try checkEnd(last, against: witness, in: store)
        } catch let found as Break {
            return .broken(at: found.position, found.fault)
        }
        return .sound(entries: last.position, end: last.position == 0 ? nil : last)
    }

    private static func checkEnd(_ last: Witness, against witness: Witness?, in store: some Querying) throws {
        if let witness, witness.position > last.position { throw Break(position: last.position + 1, fault: .cut) }
        let stray: Int64? = try store.value(
            """
            select min(v.position)
              from journal_values v left join journal_entries e on e.position = v.position
             where e.position is null
            """)
        if let stray { throw Break(position: stray, fault: .valuesWithoutEntry) }
    }
}

/// Ends an examination.
private struct Break: Error {
    let position: Int64
    let fault: Verdict.Fault
}

/// An entry as it is kept, with the values that stand beside it.
private struct Kept {
    let position: Int64
    let content: Content
    let link: Digest
    let salt: [UInt8]?
    let change: String?

    /// A field of another type than it was written in is an alteration like any other.
    static func read(_ row: inout Row, after last: Witness) throws -> Kept {
        do throws(StoreFailure) {
            return try Kept(&row)
        } catch {
            guard case .mismatch = error else { throw error }
            throw Break(position: last.position + 1, fault: .altered)
        }
    }

    private init(_ row: inout Row) throws(StoreFailure) {
        position = try row.next()
        content = Content(
            moment: try row.next(), actor: try row.next(), verb: try row.next(), table: try row.next(),
            record: try row.next(), digest: try row.next())
        link = try row.next()
        salt = try row.next()
        change = try row.next()
    }

    func check(after last: Witness, in store: some Querying) throws {
        let wanted = last.position &+ 1
        guard position >= wanted else { throw Break(position: position, fault: .altered) }
        guard position == wanted, content.link(at: position, after: last.link) == link else {
            throw Break(position: wanted, fault: try fault(at: wanted, after: last, in: store))
        }
        if let salt, let change {
            guard Journal.digest(of: change, salt: salt) == content.digest else {
                throw Break(position: position, fault: .valuesAltered)
            }
        } else if try !Journal.isErased(position, in: store) {
            throw Break(position: position, fault: .valuesMissing)
        }
    }

    /// Looks through the rest of the journal for the entry that belongs here.
    private func fault(at wanted: Int64, after last: Witness, in store: some Querying) throws -> Verdict.Fault {
        do {
            try store.each(
                """
                select position, at, actor, verb, subject_table, subject_record, change_digest, link, null, null
                  from journal_entries where position <> \(wanted) order by position
                """
            ) { row in
                guard let other = try? Kept(&row), other.content.link(at: wanted, after: last.link) == other.link else {
                    return
                }
                throw Break(position: wanted, fault: .reordered(standsAt: other.position))
            }
        } catch let found as Break {
            return found.fault
        }
        return position == wanted ? .altered : .missing
    }
}
