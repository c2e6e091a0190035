extension SQL {
    /// A statement in the making, in the words of one database.
    struct Words {
        var bytes: [UInt8] = []
        var values: [Value] = []
        var marks: [Int] = []

        mutating func append(_ text: some Sequence<UInt8>) {
            bytes.append(contentsOf: text)
        }

        mutating func bind(_ value: Value) {
            values.append(value)
            marks.append(bytes.count)
            bytes.append(UInt8(ascii: "$"))
            bytes.append(contentsOf: String(values.count).utf8)
        }

        /// A piece of a statement with its values; its placeholders are numbered anew.
        mutating func append(_ piece: SQL) {
            guard !piece.values.isEmpty else {
                append(piece.text.utf8)
                return
            }
            var text = piece.text
            text.withUTF8 { source in
                var start = 0
                for (index, mark) in piece.marks.enumerated() {
                    unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<mark]))
                    bind(piece.values[index])
                    start = mark + 1 + Words.digits(of: index + 1)
                }
                unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
            }
        }

        private static func digits(of number: Int) -> Int {
            number < 10 ? 1 : number < 100 ? 2 : String(number).utf8.count
        }
    }

    /// The holes that a statement may have.
    public struct StringInterpolation: StringInterpolationProtocol {
        var words = Words()
        /// The same for PostgreSQL, from the first piece on that it has words of its own for.
        var other: Words?

        public init(literalCapacity: Int, interpolationCount: Int) {
            words.bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
            words.values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { literal in
                unsafe words.append(literal)
                if other != nil { unsafe other?.append(literal) }
            }
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
                append("null")
                return
            }
            for (index, value) in list.enumerated() {
                if index > 0 { append(", ") }
                bind(value.stored)
            }
        }

        /// The columns of a record, in the order in which it reads them; of one table where two are joined.
        public mutating func appendInterpolation(columns record: (some Selectable).Type, of table: Identifier? = nil) {
            for (index, column) in record.columns.enumerated() {
                if index > 0 { append(", ") }
                if let table { append("\(table.name).") }
                appendLiteral(column)
            }
        }

        /// A piece of a statement with its values; its placeholders are numbered anew.
        public mutating func appendInterpolation(_ piece: SQL) {
            if !piece.other.isEmpty, other == nil { other = words }
            words.append(piece)
            if other != nil { other?.append(piece.words(for: .postgres)) }
        }

        /// What each database has to be asked in its own words.
        public mutating func appendInterpolation(sqlite: SQL, postgres: SQL) {
            if other == nil { other = words }
            words.append(sqlite)
            other?.append(postgres.words(for: .postgres))
        }

        /// A name that is chosen at run time.
        public mutating func appendInterpolation(name: Identifier) {
            append(name.name)
        }

        private mutating func append(_ text: String) {
            words.append(text.utf8)
            if other != nil { other?.append(text.utf8) }
        }

        private mutating func bind(_ value: Value) {
            words.bind(value)
            if other != nil { other?.bind(value) }
        }
    }
}
