/// A mail address that can stand in a header and on the line to a server as it is: nothing in it could end either.
///
/// ASCII only, as every server takes it (RFC 5321, 4.1.2): a dot-atom of at most 64 bytes, `@`, and the name of a host.
/// Quoted local parts, address literals and SMTPUTF8 are left out: people's addresses have none.
public struct MailAddress: Hashable, Sendable {
    /// `anna.berg@example.org`
    public let text: String

    /// Nil for what is no such address; white space around it is the caller's to take off.
    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard (3...254).contains(text.utf8.count), parts.count == 2, MailAddress.isLocal(parts[0]),
            MailAddress.isHost(parts[1])
        else { return nil }
        self.text = text
    }

    /// The host behind the `@`.
    public var host: String { text.split(separator: "@").last.map(String.init) ?? "" }

    /// RFC 5322, 3.2.3: atoms with single dots between them.
    private static func isLocal(_ text: Substring) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && atom.utf8.allSatisfy(isAtomic)
            }
    }

    private static func isHost(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isAtomic(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

/// A mail address with the name of whoever has it.
public struct Correspondent: Hashable, Sendable {
    /// Any text: it is made harmless where it is written.
    public let name: String
    public let address: MailAddress

    public init(name: String = "", address: MailAddress) {
        self.name = name
        self.address = address
    }

    /// As a header has it: `Anna Berg <a@example.org>`, the name in quotation marks or in encoded words where it must be.
    var words: [String] {
        let angled = "<\(address.text)>"
        return HeaderText.isBlank(name) ? [angled] : HeaderText.phrase(name) + [angled]
    }
}
