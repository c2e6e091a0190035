public import Basics
import Identity
public import Store

/// Who would gain and who would lose sight of a record if it were shown to others than now.
public struct SightChange: Sendable {
    /// Names of those who can sign in today and would see it then and do not now.
    public let gain: [String]
    public let loss: [String]
    /// Whether everybody would see it who does not now.
    public let opens: Bool
    /// Whether whoever is no member would see it no more.
    public let closes: Bool

    public var isNothing: Bool { gain.isEmpty && loss.isEmpty && !opens && !closes }

    public init(
        from now: Visibility, to wanted: Visibility, on today: Day, in store: some Querying
    ) throws {
        var (gain, loss): ([String], [String]) = ([], [])
        for account in try Account.all(in: store) where account.ended == nil {
            let sight = try Sights.sight(
                of: Standing.of(account.id, on: today, in: store),
                hasPasskeys: Passkey.all(of: account.id, in: store).count >= 2, in: store)
            switch (sight.shows(now), sight.shows(wanted)) {
            case (false, true): gain.append(account.name)
            case (true, false): loss.append(account.name)
            default: break
            }
        }
        (self.gain, self.loss) = (gain, loss)
        opens = now != .everybody && wanted == .everybody
        closes = now == .everybody && wanted != .everybody
    }
}

extension Sight {
    /// Whether a record of this visibility is shown.
    func shows(_ visibility: Visibility) -> Bool {
        visibility.word.map(covers) ?? true
    }
}
