import Basics
import Store

/// What an entry says, without its place in the chain.
struct Content {
    var moment: Moment
    var actor: String
    var verb: String
    var table: String
    var record: Key<AnyRecord>
    var digest: Digest

    /// The place after another: its link is the SHA-256 of the link before it and of everything the entry says.
    func link(after previous: Witness) -> Witness {
        let position = previous.position &+ 1
        return Witness(position: position, link: link(at: position, after: previous.link))
    }

    /// Every text is preceded by its length, so that no two entries have the same bytes.
    func link(at position: Int64, after previous: Digest) -> Digest {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(160 + actor.utf8.count + verb.utf8.count + table.utf8.count)
        bytes += previous.bytes
        Content.append(UInt64(bitPattern: position), to: &bytes)
        Content.append(UInt64(bitPattern: moment.milliseconds), to: &bytes)
        for text in [actor, verb, table] {
            Content.append(UInt64(text.utf8.count), to: &bytes)
            bytes += text.utf8
        }
        Content.append(UInt64(truncatingIfNeeded: record.rawValue >> 64), to: &bytes)
        Content.append(UInt64(truncatingIfNeeded: record.rawValue), to: &bytes)
        bytes += digest.bytes
        return Digest(of: bytes)
    }

    /// Eight bytes, most significant first.
    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
