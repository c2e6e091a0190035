extension SQL {
    /// The holes that a statement may have.
    public struct StringInterpolation: StringInterpolationProtocol {
        var bytes: [UInt8] = []
        var values: [Value] = []
        var marks: [Int] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        }

        /// A value, bound.
        public mutating func appendInterpolation(_ value: some Storable) {
            bind(value.stored)
        }

        /// A value that may be missing, bound as null then. Null equals nothing: ask `is null` for that.
        public mutating func appendInterpolation<Field: Storable>(_ value: Field?) {
            bind(value.stored)
        }

        /// A value as databases know it, for code that learns a column's type as it runs.
        public mutating func appendInterpolation(_ value: Value) {
            bind(value)
        }

        /// Values one by one, for `in (\(list: states))`. No value at all is `null`: `in` and `not in` both match nothing.
        public mutating func appendInterpolation(list: [some Storable]) {
            guard !list.isEmpty else {
                bytes.append(contentsOf: "null".utf8)
                return
            }
            for (index, value) in list.enumerated() {
                if index > 0 { bytes.append(contentsOf: ", ".utf8) }
                bind(value.stored)
            }
        }

        /// The columns of a record, in the order in which it reads them; of one table where two are joined.
        public mutating func appendInterpolation(columns record: (some Selectable).Type, of table: Identifier? = nil) {
            for (index, column) in record.columns.enumerated() {
                if index > 0 { bytes.append(contentsOf: ", ".utf8) }
                if let table { bytes.append(contentsOf: "\(table.name).".utf8) }
                appendLiteral(column)
            }
        }

        /// A piece of a statement with its values; its placeholders are numbered anew.
        public mutating func appendInterpolation(_ piece: SQL) {
            guard !piece.values.isEmpty else {
                bytes.append(contentsOf: piece.text.utf8)
                return
            }
            var text = piece.text
            text.withUTF8 { source in
                var start = 0
                for (index, mark) in piece.marks.enumerated() {
                    unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<mark]))
                    bind(piece.values[index])
                    start = mark + 1 + SQL.StringInterpolation.digits(of: index + 1)
                }
                unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
            }
        }

        /// A name that is chosen at run time.
        public mutating func appendInterpolation(name: Identifier) {
            bytes.append(contentsOf: name.name.utf8)
        }

        private mutating func bind(_ value: Value) {
            values.append(value)
            marks.append(bytes.count)
            bytes.append(UInt8(ascii: "$"))
            bytes.append(contentsOf: String(values.count).utf8)
        }

        private static func digits(of number: Int) -> Int {
            number < 10 ? 1 : number < 100 ? 2 : String(number).utf8.count
        }
    }
}
