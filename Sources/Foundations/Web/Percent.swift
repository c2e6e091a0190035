import Basics

/// Percent-decoding of addresses and forms (RFC 3986, WHATWG URL).
public enum Percent {
    /// The decoded segments of a raw path; nil where a `%` is not followed by two digits or the text is not UTF-8.
    public static func segments(of path: String) -> [String]? {
        guard path.hasPrefix("/") else { return nil }
        if path == "/" { return [] }
        var segments: [String] = []
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard !part.isEmpty, let text = decoded(part), text != ".", text != "..", !text.utf8.contains(0) else {
                return nil
            }
            segments.append(text)
        }
        return segments
    }

    /// The decoded text; nil where it is malformed. In forms a `+` stands for a space.
    public static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard rest.count >= 2, let pair = Hexadecimal.bytes(of: String(decoding: rest.prefix(2), as: UTF8.self))
                else {
                    return nil
                }
                bytes += pair
                rest = rest.dropFirst(2)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
