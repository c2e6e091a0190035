/// Unicode's composed form (NFC, UAX 15): the same letters as the same bytes, however a keyboard put them together.
public enum Composed {
    /// The text in that form; a text of more than 4096 code units stays as it is.
    public static func text(_ text: String) -> String {
        ICU.composed(text) ?? text
    }
}
