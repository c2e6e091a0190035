/// What a client says it can read (RFC 9110, section 12.5.1).
public enum HTTPAccept {
    /// Whether a media type is among those of an `Accept` field. Without the field everything is; the most precise range
    /// that fits decides, and a weight of nothing means no.
    public static func allows(_ type: String, in field: String?) -> Bool {
        guard let field, !field.isEmpty else { return true }
        let family = "\(type.prefix { $0 != "/" })/*"
        var best = (precision: 0, isWanted: false)
        for range in field.lowercased().split(separator: ",") {
            let parts = range.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
            let precision = parts.first == type ? 3 : parts.first == family ? 2 : parts.first == "*/*" ? 1 : 0
            guard precision > best.precision else { continue }
            best = (precision, !parts.dropFirst().contains(where: isNothing))
        }
        return best.isWanted
    }

    /// `q=0`, `q=0.`, `q=0.000`
    private static func isNothing(_ parameter: String) -> Bool {
        parameter.hasPrefix("q=0") && parameter.dropFirst(2).allSatisfy { $0 == "0" || $0 == "." }
    }

    private static func trimmed(_ part: Substring) -> String {
        String(part.filter { $0 != " " && $0 != "\t" })
    }
}
