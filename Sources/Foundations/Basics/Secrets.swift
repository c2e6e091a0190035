import CSodium

/// Comparing what must not be guessed.
public enum Secrets {
    /// Whether two texts are the same, in a time that does not tell where they differ; their length may be told.
    public static func match(_ one: String, _ other: String) -> Bool {
        let one = Array(one.utf8), other = Array(other.utf8)
        guard one.count == other.count else { return false }
        return unsafe sodium_memcmp(one, other, one.count) == 0
    }
}
