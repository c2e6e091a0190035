public import Basics

/// Where a sealed value stands. The seal is bound to it: moved to another row, column or table, the value does not open.
public struct SealedPlace: Hashable, Sendable {
    public let table: String
    public let column: String
    /// The key of the row.
    public let record: UInt128

    public init<Subject: ~Copyable>(_ table: String, _ column: String, of record: Key<Subject>) {
        self.table = table
        self.column = column
        self.record = record.rawValue
    }

    /// What the seal covers beside the value; every part has its length before it, so that no two places are alike.
    func bytes(after head: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = Array(head)
        for part in [table, column] {
            let text = Array(part.utf8)
            bytes.append(UInt8(truncatingIfNeeded: text.count >> 8))
            bytes.append(UInt8(truncatingIfNeeded: text.count))
            bytes += text
        }
        return bytes + (0..<16).map { UInt8(truncatingIfNeeded: record >> UInt128(120 - 8 * $0)) }
    }
}
