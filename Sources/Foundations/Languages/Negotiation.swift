public import Basics

/// Chooses the language of a page.
public enum Negotiation {
    /// The first of these that is offered: the language in the address, the one chosen before (a cookie's value), the
    /// best that the browser accepts (RFC 9110, 12.5.4), the fallback. Only the first 2048 bytes of `acceptLanguage`
    /// are read, and faulty parts are passed over.
    public static func choose(
        address: Language?, cookie: String?, acceptLanguage: String?, offered: [Language], fallback: Language
    ) -> Language {
        if let address, offered.contains(address) { return address }
        if let cookie, let chosen = Language(rawValue: cookie), offered.contains(chosen) { return chosen }
        if let acceptLanguage, let best = best(acceptLanguage, offered, fallback) { return best }
        return offered.contains(fallback) ? fallback : offered.first ?? fallback
    }

    private static func best(_ header: String, _ offered: [Language], _ fallback: Language) -> Language? {
        var ranges = header.utf8.prefix(2049).split(separator: UInt8(ascii: ","))
        if header.utf8.count > 2048 { ranges = ranges.dropLast() }
        var wishes: [Language: Int] = [:]
        var best: (language: Language, quality: Int)?
        var others = 0
        for range in ranges {
            guard let wish = Wish(range) else { continue }
            guard let language = wish.language else {
                if wish.isAny { others = max(others, wish.quality) }
                continue
            }
            wishes[language] = max(wishes[language] ?? 0, wish.quality)
            guard wish.quality > best?.quality ?? 0, offered.contains(language) else { continue }
            best = (language, wish.quality)
        }
        // "*" is any language that was not named.
        guard others > best?.quality ?? 0 else { return best?.language }
        return ([fallback] + offered).first { offered.contains($0) && wishes[$0] == nil } ?? best?.language
    }

    /// One part of the header: a language range and its quality, 0 to 1000.
    private struct Wish {
        let language: Language?
        let isAny: Bool
        let quality: Int

        init?(_ part: Substring.UTF8View.SubSequence) {
            let fields = part.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(Wish.trimmed)
            guard fields.count <= 2, let quality = fields.count == 2 ? Wish.quality(fields[1]) : 1000 else {
                return nil
            }
            let range = String(Substring(fields[0]))
            isAny = range == "*"
            language = Language(tag: range)
            self.quality = quality
        }

        /// `q=0.8`: at most three digits after the point, at most 1.
        private static func quality(_ field: Substring.UTF8View) -> Int? {
            let bytes = Array(field)
            guard (3...7).contains(bytes.count), bytes[0] | 0x20 == UInt8(ascii: "q"), bytes[1] == UInt8(ascii: "="),
                bytes.count == 3 || bytes[3] == UInt8(ascii: ".")
            else { return nil }
            var quality = 0
            for place in [2, 4, 5, 6] {
                let digit = place < bytes.count ? Int(bytes[place]) - 48 : 0
                guard (0...9).contains(digit) else { return nil }
                quality = quality * 10 + digit
            }
            return quality <= 1000 ? quality : nil
        }

        private static func trimmed(_ field: Substring.UTF8View) -> Substring.UTF8View {
            var field = field
            while let first = field.first, first == 32 || first == 9 { field = field.dropFirst() }
            while let last = field.last, last == 32 || last == 9 { field = field.dropLast() }
            return field
        }
    }
}

extension Language {
    /// The language of a BCP 47 tag, whatever its region and case: `sv-FI` is Swedish; `no` and `nn` are Norwegian too.
    /// Nil for a tag of another language, and for what is no tag.
    public init?(tag: some StringProtocol) {
        let subtags = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isTag = subtags.allSatisfy { subtag in
            (1...8).contains(subtag.count)
                && subtag.allSatisfy { (97...122).contains($0 | 0x20) || (48...57).contains($0) }
        }
        guard isTag, let primary = subtags.first, primary.count == 2 else { return nil }
        let code = String(decoding: primary.map { $0 | 0x20 }, as: UTF8.self)
        self.init(rawValue: code == "no" || code == "nn" ? "nb" : code)
    }
}
