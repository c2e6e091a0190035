import Cooperation
import Room
import Store

/// The ways in which a record can be kept to some, as far as the one who keeps it would see it themselves.
struct SightChoices {
    let visibility: Visibility
    let name: String

    /// From the widest to the narrowest.
    static func all(for visitor: Visitor) throws -> [SightChoices] {
        let groups = try Option.all(of: "groups", in: visitor.store, for: visitor.language)
        let all: [(Visibility, String?)] =
            [(.everybody, nil), (.members, nil)] + groups.map { (.group($0.ref), $0.name.body) }
            + [(.confidential, nil)]
        return all.filter { visitor.store.shows($0.0.word) }.map { visibility, group in
            SightChoices(visibility: visibility, name: visibility.name(visitor.say, group: group))
        }
    }

    static func name(of visibility: Visibility, for visitor: Visitor) throws -> String {
        guard case .group(let ref) = visibility else { return visibility.name(visitor.say) }
        let group = try Option.name(of: ref, in: "groups", visitor.store, for: visitor.language)
        return visibility.name(visitor.say, group: group)
    }
}
