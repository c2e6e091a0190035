import CPostgres

/// One field of an answer in PostgreSQL's binary form; nil for a field of another type, or an empty one.
enum PostgresField {
    static func integer(of result: OpaquePointer?, _ line: Int32, _ place: Int32) -> Int64? {
        guard let bytes = unsafe contents(of: result, line, place) else { return nil }
        switch unsafe PQftype(result, place) {
        case PostgresValues.Kind.integer64, PostgresValues.Kind.integer32, PostgresValues.Kind.integer16,
            PostgresValues.Kind.flag:
            return unsafe number(bytes)
        case PostgresValues.Kind.decimal: return unsafe Decimal(bytes)?.integer
        default: return nil
        }
    }

    static func real(of result: OpaquePointer?, _ line: Int32, _ place: Int32) -> Double? {
        guard let bytes = unsafe contents(of: result, line, place) else { return nil }
        switch unsafe PQftype(result, place) {
        case PostgresValues.Kind.real64:
            return Double(bitPattern: UInt64(bitPattern: unsafe number(bytes)))
        case PostgresValues.Kind.real32:
            return Double(Float(bitPattern: UInt32(truncatingIfNeeded: unsafe number(bytes))))
        case PostgresValues.Kind.integer64, PostgresValues.Kind.integer32, PostgresValues.Kind.integer16,
            PostgresValues.Kind.flag:
            return Double(unsafe number(bytes))
        case PostgresValues.Kind.decimal: return unsafe Decimal(bytes)?.real
        default: return nil
        }
    }

    static func text(of result: OpaquePointer?, _ line: Int32, _ place: Int32) -> UnsafeBufferPointer<UInt8>? {
        switch unsafe PQftype(result, place) {
        case PostgresValues.Kind.text, PostgresValues.Kind.varied, PostgresValues.Kind.padded,
            PostgresValues.Kind.name, PostgresValues.Kind.unknown, PostgresValues.Kind.letter:
            unsafe contents(of: result, line, place)
        default: nil
        }
    }

    static func bytes(of result: OpaquePointer?, _ line: Int32, _ place: Int32) -> UnsafeBufferPointer<UInt8>? {
        unsafe PQftype(result, place) == PostgresValues.Kind.bytes
            ? contents(of: result, line, place) : text(of: result, line, place)
    }

    private static func contents(
        of result: OpaquePointer?, _ line: Int32, _ place: Int32
    ) -> UnsafeBufferPointer<UInt8>? {
        guard unsafe PQgetisnull(result, line, place) == 0, let start = unsafe PQgetvalue(result, line, place) else {
            return nil
        }
        let count = unsafe Int(PQgetlength(result, line, place))
        let address = unsafe UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
        return unsafe UnsafeBufferPointer(start: address, count: count)
    }

    /// One to eight bytes, most significant first, with their sign.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64 {
        var bits: UInt64 = 0
        for place in 0..<min(8, bytes.count) { bits = unsafe bits << 8 | UInt64(bytes[place]) }
        // Truth is one byte, and has no sign.
        let free = UInt64(64 - 8 * min(8, bytes.count))
        return bytes.count < 2 ? Int64(bits) : Int64(bitPattern: bits << free) >> Int64(free)
    }
}

/// A number of any length, as sums are: digits to the base 10,000 and the power of the first.
private struct Decimal {
    private var digits: [UInt16] = []
    private let weight: Int
    private let isNegative: Bool

    /// Nil for what is no number.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 8 else { return nil }
        func word(_ place: Int) -> UInt16 { unsafe UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1]) }
        let count = Int(word(0))
        guard bytes.count >= 8 + 2 * count, word(4) == 0 || word(4) == 0x4000 else { return nil }
        weight = Int(Int16(bitPattern: word(2)))
        isNegative = word(4) == 0x4000
        for place in 0..<count { digits.append(word(8 + 2 * place)) }
    }

    /// Nil where it has a fraction or more than 64 bits.
    var integer: Int64? {
        var whole: Int64 = 0
        for place in 0...max(0, weight, digits.count - 1) {
            let digit = place < digits.count ? Int64(digits[place]) : 0
            guard place <= weight else {
                if digit != 0 { return nil }
                continue
            }
            let (product, isTooLarge) = whole.multipliedReportingOverflow(by: 10_000)
            let (sum, isTooLargeToo) = product.subtractingReportingOverflow(digit)
            guard !isTooLarge, !isTooLargeToo else { return nil }
            whole = sum
        }
        if isNegative { return whole }
        let (positive, isTooLarge) = Int64(0).subtractingReportingOverflow(whole)
        return isTooLarge ? nil : positive
    }

    var real: Double {
        var sum = 0.0
        var power = 1.0
        for _ in 0..<abs(weight) { power = weight > 0 ? power * 10_000 : power / 10_000 }
        for digit in digits {
            sum += Double(digit) * power
            power /= 10_000
        }
        return isNegative ? -sum : sum
    }
}
