public import Languages
public import Markup
public import Store

/// How far something has come.
public enum Progress: String, Storable, CaseIterable {
    case planned
    case underway
    case done
    case postponed
    case waiting
    /// Commitments only: taken and not yet carried out.
    case open

    public var phrase: Phrase {
        switch self {
        case .planned: Phrase("planned")
        case .underway: Phrase("under way")
        case .done: Phrase("done")
        case .postponed: Phrase("postponed")
        case .waiting: Phrase("waiting for funding")
        case .open: Phrase("open")
        }
    }

    /// A small label: a word first, a colour second.
    public func label(_ say: Tongue) -> HTML {
        "<span class=\"label \(rawValue)\">\(say(phrase))</span>"
    }
}
