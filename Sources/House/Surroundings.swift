import Basics
import Cooperation
import Languages
import Store

/// What every page needs to know about the network, kept by a worker until the database changes.
final class Surroundings {
    /// The network seen in one language.
    struct View: Sendable {
        let name: String
        let languages: [Language]
        /// The same in the order of their names.
        let menu: [Language]
        let zone: Zone
        /// For samples: the day that every page takes for today.
        let sampleDay: Day?
        let houseColour: String?
        let accentColour: String?
    }

    private let store: Connection
    /// What was seen last, for moments when the database cannot be reached.
    private var latest: [Language: View] = [:]

    init(_ store: Connection) {
        self.store = store
    }

    /// The network in a language; read anew when somebody has written since.
    func view(for language: Language) throws -> View {
        let view = try store.kept("surroundings", for: language) { try read(for: language) }
        latest[language] = view
        return view
    }

    /// The network as it was seen last in a language, or else in any; a house without a network where it never was.
    func remembered(for language: Language) -> View {
        latest[language] ?? latest.values.first ?? Self.view(of: nil, for: language)
    }

    private func read(for language: Language) throws -> View {
        Self.view(of: try Network.find(in: store, for: language), for: language)
    }

    private static func view(of network: Network?, for language: Language) -> View {
        let languages = network?.languages ?? [.english] + Language.allCases.filter { $0 != .english }
        return View(
            name: network?.shortName.body ?? "The Child Centre", languages: languages,
            menu: Languages.tongue(language).sorted(languages, by: \.ownName),
            zone: network.flatMap { Zone.named($0.timeZone) } ?? .utc,
            sampleDay: network?.today, houseColour: network?.houseColour, accentColour: network?.accentColour)
    }
}
