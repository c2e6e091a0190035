import Basics

/// Cookies as RFC 6265 writes them.
public enum Cookies {
    /// The value of the first cookie of that name in a `Cookie` field.
    public static func value(of name: String, in field: String?) -> String? {
        guard let field else { return nil }
        for pair in field.split(separator: ";") {
            let halves = pair.split(separator: "=", maxSplits: 1)
            if halves.count == 2, halves[0].trimmed == name { return halves[1].trimmed }
        }
        return nil
    }
}
