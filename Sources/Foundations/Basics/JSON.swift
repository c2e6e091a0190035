/// A JSON value (RFC 8259) whose objects keep the order of their names: for what is put together by hand.
///
///     let schema: JSON = ["type": "string", "maxLength": 200]
public enum JSON: Sendable, Hashable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([JSON])
    case object([Member])

    /// A name with its value.
    public struct Member: Sendable, Hashable {
        public let name: String
        public let value: JSON

        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// The value of a member of an object; nil where there is none.
    public subscript(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The object with the members of another one after its own; any other value stays as it is.
    public func adding(_ more: JSON) -> JSON {
        guard case .object(let members) = self, case .object(let others) = more else { return self }
        return .object(members + others)
    }

    /// The value as it is sent.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        write(into: &writer)
        return writer.bytes
    }

    /// Writes the value where a value is due.
    public func write(into writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .flag(let flag): writer.flag(flag)
        case .number(let number): writer.number(number)
        case .text(let text): writer.text(text)
        case .list(let values): writer.list { writer in for value in values { value.write(into: &writer) } }
        case .object(let members):
            writer.object { writer in
                for member in members {
                    writer.name(member.name)
                    member.value.write(into: &writer)
                }
            }
        }
    }
}

extension JSON: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral text: String) { self = .text(text) }
    public init(integerLiteral number: Int) { self = .number(number) }
    public init(booleanLiteral flag: Bool) { self = .flag(flag) }
    public init(arrayLiteral values: JSON...) { self = .list(values) }
    public init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(members.map { Member($0.0, $0.1) })
    }
}
