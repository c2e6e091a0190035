public import Basics
import Synchronization

/// The keys of one house. It seals with the newest and opens with any.
///
/// Keys stand in files and nowhere else: in no environment, no argument, no log, no database and no backup. Another program
/// may add one while this one runs; the folder is looked at before each use.
public final class Keyring: Sendable {
    private let folder: KeyFolder?
    private let state: Mutex<State>

    private struct State {
        var keys: [Key<SealingKey>: SealingKey] = [:]
        var stamp: KeyFolder.Stamp?
    }

    /// The keys of a folder. Nothing is read before they are needed.
    public init(folder: String) {
        self.folder = KeyFolder(path: folder)
        state = Mutex(State())
    }

    /// One key that goes with the program, for a database that does too.
    public static let ofThisProgram = Keyring(fleeting: SealingKey.fresh(at: .now))

    private init(fleeting key: SealingKey) {
        folder = nil
        state = Mutex(State(keys: [key.id: key]))
    }

    /// Where the keys are, for people.
    public var place: String { folder?.path ?? "the memory of this program" }

    /// The names of all keys, the newest last.
    public func names() throws(SealingFault) -> [Key<SealingKey>] { try keys().keys.sorted() }

    /// The name of the key with which things are sealed now; nil where there is none.
    public func current() throws(SealingFault) -> Key<SealingKey>? { try keys().keys.max() }

    /// Makes a key, which is the one to seal with from now on.
    @discardableResult
    public func add(at moment: Moment) throws(SealingFault) -> Key<SealingKey> {
        // A clock that was set back must not make a key that sorts before those that are there.
        let newest = try current().map { Moment(milliseconds: Int64($0.rawValue >> 80) + 1) }
        let key = SealingKey.fresh(at: max(moment, newest ?? moment))
        guard let folder else {
            state.withLock { $0.keys[key.id] = key }
            return key.id
        }
        try folder.keep(key)
        return key.id
    }

    /// Seals some bytes for a place.
    public func seal(_ value: [UInt8], at place: SealedPlace) throws(SealingFault) -> [UInt8] {
        try box(value, place).bytes
    }

    /// Seals a text for a place, as a text.
    public func seal(_ value: String, at place: SealedPlace) throws(SealingFault) -> String {
        try box(Array(value.utf8), place).text
    }

    /// Opens what was sealed for a place.
    public func open(_ sealed: [UInt8], at place: SealedPlace) throws(SealingFault) -> [UInt8] {
        guard let box = SealedBox(sealed) else { throw .altered }
        return try open(box, at: place)
    }

    /// Opens a text that was sealed for a place.
    public func open(_ sealed: String, at place: SealedPlace) throws(SealingFault) -> String {
        guard let box = SealedBox(text: sealed) else { throw .altered }
        return String(decoding: try open(box, at: place), as: UTF8.self)
    }

    private func box(_ value: [UInt8], _ place: SealedPlace) throws(SealingFault) -> SealedBox {
        let all = try keys()
        guard let name = all.keys.max(), let key = all[name] else { throw .noKey(folder: self.place) }
        return SealedBox(value, for: place, with: key)
    }

    private func open(_ box: SealedBox, at place: SealedPlace) throws(SealingFault) -> [UInt8] {
        // What was added within the same tick of the disk's clock shows only when it is looked for.
        var found = try keys()[box.key]
        if found == nil { found = try keys(again: true)[box.key] }
        guard let key = found else { throw .missing(key: box.key.description, folder: self.place) }
        guard let value = box.opened(with: key, at: place) else { throw .altered }
        return value
    }

    private func keys(again: Bool = false) throws(SealingFault) -> [Key<SealingKey>: SealingKey] {
        guard let folder else { return state.withLock { $0.keys } }
        let stamp = folder.stamp
        let known = again ? nil : state.withLock { $0.stamp == stamp && stamp != nil ? $0.keys : nil }
        if let known { return known }
        var keys: [Key<SealingKey>: SealingKey] = [:]
        for key in try folder.keys() { keys[key.id] = key }
        let read = keys
        state.withLock {
            $0.keys = read
            $0.stamp = stamp
        }
        return keys
    }
}
