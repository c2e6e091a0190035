/// Texts as somebody types them who has no key for the marks on letters.
public enum PlainLetters {
    /// The text in lower case, without the marks on its letters: `Malmö` is `malmo`, `Þór` is `thor`.
    public static func of(_ text: String) -> String {
        Letters.folded(text.lowercased())
    }
}
