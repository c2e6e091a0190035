/// Writing JSON (RFC 8259) by hand where the shape is small and fixed.
public enum JSONText {
    /// A text in quotation marks, with what JSON forbids inside them escaped.
    public static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: bytes += Array("\\u00\(Hexadecimal.text(of: [byte]))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// An object whose keys stand in the order given; a nil value is `null`.
    public static func object(_ fields: [(name: String, value: String?)]) -> String {
        "{" + fields.map { "\(quoted($0.name)):\($0.value.map(quoted) ?? "null")" }.joined(separator: ",") + "}"
    }
}
