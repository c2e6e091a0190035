import Basics

/// A language as the first part of an address: `/sv/activities` is `/activities` in Swedish.
enum LanguagePrefix {
    /// The language that an address asks for, if it does, and the address without it.
    static func split(_ path: String) -> (language: Language?, path: String) {
        let rest = path.dropFirst()
        guard let code = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).first,
            code.utf8.count == 2, let language = Language(rawValue: String(code))
        else { return (nil, path) }
        let tail = rest.dropFirst(code.count)
        return (language, tail.isEmpty ? "/" : String(tail))
    }
}
