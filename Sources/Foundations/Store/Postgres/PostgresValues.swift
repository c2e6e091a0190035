/// The values of a statement as PostgreSQL takes them: binary, most significant byte first.
struct PostgresValues {
    /// The number of each value's type; 0 leaves it to the server, for null.
    private(set) var kinds: [UInt32] = []
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// The numbers that PostgreSQL's own types have in every database.
    enum Kind {
        static let flag: UInt32 = 16
        static let bytes: UInt32 = 17
        static let letter: UInt32 = 18
        static let name: UInt32 = 19
        static let integer64: UInt32 = 20
        static let integer16: UInt32 = 21
        static let integer32: UInt32 = 23
        static let text: UInt32 = 25
        static let real32: UInt32 = 700
        static let real64: UInt32 = 701
        static let unknown: UInt32 = 705
        static let padded: UInt32 = 1042
        static let varied: UInt32 = 1043
        static let decimal: UInt32 = 1700
    }

    init(_ values: [Value]) {
        kinds.reserveCapacity(values.count)
        ends.reserveCapacity(values.count)
        // Never empty, so that an empty value has an address: null is what has none.
        bytes.append(0)
        for value in values {
            switch value {
            case .null: kinds.append(0)
            case .integer(let number): append(UInt64(bitPattern: number), Kind.integer64)
            case .real(let number): append(number.bitPattern, Kind.real64)
            case .text(let text):
                kinds.append(Kind.text)
                bytes.append(contentsOf: text.utf8)
            case .bytes(let array):
                kinds.append(Kind.bytes)
                bytes.append(contentsOf: array)
            }
            ends.append(bytes.count)
        }
    }

    private mutating func append(_ bits: UInt64, _ kind: UInt32) {
        kinds.append(kind)
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
    }

    /// Lends what libpq wants: how many, their types, where each begins, how long it is, and that all are binary.
    func lend<Result>(
        _ body: (
            Int32, UnsafePointer<UInt32>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?,
            UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        unsafe bytes.withUnsafeBytes { raw in
            var pointers: [UnsafePointer<CChar>?] = unsafe []
            var lengths: [Int32] = []
            var start = 1
            for (kind, end) in zip(kinds, ends) {
                let address = unsafe raw.baseAddress.map { unsafe $0 + start }
                unsafe pointers.append(kind == 0 ? nil : address?.assumingMemoryBound(to: CChar.self))
                lengths.append(Int32(clamping: end - start))
                start = end
            }
            let formats = [Int32](repeating: 1, count: kinds.count)
            return unsafe body(Int32(clamping: kinds.count), kinds, pointers, lengths, formats)
        }
    }
}
