import Basics
import CStemmer

/// Takes the endings from the words of one language, so that “punished” finds “punishment”.
///
/// Snowball's rules where it has any; elsewhere the beginning of the word. Used by one thread at a time, cheap to make.
@safe
struct Stemmer: ~Copyable {
    private let snowball: OpaquePointer?

    init(_ language: Language) {
        if let name = Stemmer.name(of: language) {
            unsafe snowball = sb_stemmer_new(name, "UTF_8")
        } else {
            unsafe snowball = nil
        }
    }

    deinit {
        if let snowball = unsafe snowball { unsafe sb_stemmer_delete(snowball) }
    }

    /// The token of a word in lower case: without its ending, then without marks above and below its letters.
    ///
    /// In this order, because the rules for endings know the letters with their marks.
    func token(of word: String) -> String {
        guard !word.utf8.contains(where: Letters.isDigit) else { return Letters.folded(word) }
        guard let snowball = unsafe snowball else { return Stemmer.beginning(of: Letters.folded(word)) }
        var word = word
        let stem = word.withUTF8 { letters -> String? in
            guard let start = letters.baseAddress,
                let stem = unsafe sb_stemmer_stem(snowball, start, Int32(clamping: letters.count))
            else { return nil }
            let count = unsafe max(0, Int(sb_stemmer_length(snowball)))
            return unsafe String(decoding: UnsafeBufferPointer(start: stem, count: count), as: UTF8.self)
        }
        guard let stem, !stem.isEmpty else { return Letters.folded(word) }
        return Letters.folded(stem)
    }

    /// Snowball has no rules for Estonian, Icelandic, Latvian and Polish. Their words change at the end, and most of
    /// their roots have four or five letters: the first five stay, less the vowels and the s that they end in, but never
    /// fewer than four. So bērns, bērni and bērniem are one, and so are dziecko, dzieci and dziećmi.
    static func beginning(of word: String) -> String {
        var letters = Array(word.prefix(5))
        while letters.count > 4, let last = letters.last, "aeiouys".contains(last) { letters.removeLast() }
        return String(letters)
    }

    private static func name(of language: Language) -> String? {
        switch language {
        case .danish: "danish"
        case .german: "german"
        case .english: "english"
        case .finnish: "finnish"
        case .lithuanian: "lithuanian"
        case .norwegian: "norwegian"
        case .russian: "russian"
        case .swedish: "swedish"
        case .estonian, .icelandic, .latvian, .polish: nil
        }
    }
}
