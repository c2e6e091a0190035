/// The languages that are compiled in; a network chooses which of them it offers.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case danish = "da"
    case german = "de"
    case english = "en"
    case estonian = "et"
    case finnish = "fi"
    case icelandic = "is"
    case lithuanian = "lt"
    case latvian = "lv"
    case norwegian = "nb"
    case polish = "pl"
    case russian = "ru"
    case swedish = "sv"

    /// The language code of BCP 47, as it stands in addresses and in `lang` attributes.
    public var code: String { rawValue }

    /// What the language calls itself.
    public var ownName: String {
        switch self {
        case .danish: "Dansk"
        case .german: "Deutsch"
        case .english: "English"
        case .estonian: "Eesti"
        case .finnish: "Suomi"
        case .icelandic: "Íslenska"
        case .lithuanian: "Lietuvių"
        case .latvian: "Latviešu"
        case .norwegian: "Norsk"
        case .polish: "Polski"
        case .russian: "Русский"
        case .swedish: "Svenska"
        }
    }
}
