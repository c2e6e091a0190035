import Basics
import Foundation
import Testing

@testable import Sealing

@Suite("A keyring")
struct KeyringTests {
    /// A folder that goes with the test.
    private final class Place {
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        var keys: String { folder + "/keys" }
        var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: keys).sorted()) ?? [] }
        init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: folder) }
    }

    private let record = Key<Place>(rawValue: 7)
    private var spot: SealedPlace { SealedPlace("contacts", "mail", of: record) }

    @Test("opens what it sealed, of whatever length, and never seals alike twice", arguments: [0, 1, 20, 5000])
    func back(_ count: Int) throws {
        let place = try Place()
        let keyring = Keyring(folder: place.keys)
        try keyring.add(at: .now)
        let value = Randomness.bytes(count)
        let sealed = try keyring.seal(value, at: spot)
        #expect(try keyring.open(sealed, at: spot) == value)
        #expect(try keyring.seal(value, at: spot) != sealed)
        #expect(sealed.first == 1)
        let text = try keyring.seal("Þóra – åäö", at: spot)
        #expect(!text.contains("åäö"))
        #expect(try keyring.open(text, at: spot) == "Þóra – åäö")
    }

    @Test("opens nothing in which one bit is another, and nothing that was cut or lengthened")
    func altered() throws {
        let place = try Place()
        let keyring = Keyring(folder: place.keys)
        try keyring.add(at: .now)
        let sealed = try keyring.seal(Array("a secret".utf8), at: spot)
        for index in sealed.indices {
            var other = sealed
            other[index] ^= 1
            #expect(throws: SealingFault.self, "byte \(index)") { try keyring.open(other, at: spot) }
        }
        for count in 0..<sealed.count {
            #expect(throws: SealingFault.self) { try keyring.open(Array(sealed.prefix(count)), at: spot) }
        }
        #expect(throws: SealingFault.self) { try keyring.open(sealed + [0], at: spot) }
        #expect(throws: SealingFault.altered) { try keyring.open("anna@example.org", at: spot) }
    }

    @Test("opens nothing at another place than it was sealed for")
    func moved() throws {
        let place = try Place()
        let keyring = Keyring(folder: place.keys)
        try keyring.add(at: .now)
        let sealed = try keyring.seal("a secret", at: spot)
        let others = [
            SealedPlace("contacts", "phone", of: record), SealedPlace("people", "mail", of: record),
            SealedPlace("contacts", "mail", of: Key<Place>(rawValue: 8)), SealedPlace("contactsm", "ail", of: record),
        ]
        for other in others { #expect(throws: SealingFault.altered) { try keyring.open(sealed, at: other) } }
    }

    @Test("keeps a key in a file that only its owner may read, in a folder of the same kind")
    func modes() throws {
        let place = try Place()
        let keyring = Keyring(folder: place.keys)
        let key = try keyring.add(at: .now)
        #expect(place.files == ["\(key).key"])
        let file = "\(place.keys)/\(key).key"
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o400)
        #expect(try FileManager.default.attributesOfItem(atPath: place.keys)[.posixPermissions] as? Int == 0o700)
        for (path, mode) in [(file, 0o440), (file, 0o404), (place.keys, 0o750), (place.keys, 0o701)] {
            let usual = path == file ? 0o400 : 0o700
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            #expect(throws: SealingFault.open(path: path)) { try Keyring(folder: place.keys).names() }
            try FileManager.default.setAttributes([.posixPermissions: usual], ofItemAtPath: path)
        }
        #expect(try Keyring(folder: place.keys).names() == [key])
    }

    @Test("seals with the newest key, opens with each, and hears of a key that another program added")
    func newest() throws {
        let place = try Place()
        let one = Keyring(folder: place.keys), other = Keyring(folder: place.keys)
        try one.add(at: .now)
        let old = try other.seal("old", at: spot)
        // A clock that was set back by a year makes no older key.
        let second = try one.add(at: Moment.now.adding(seconds: -31_536_000))
        #expect(try one.current() == second)
        let new = try one.seal("new", at: spot)
        #expect(SealedBox(text: new)?.key == second)
        #expect(try other.open(new, at: spot) == "new")
        #expect(try other.open(old, at: spot) == "old")
        #expect(SealedBox(text: try other.seal("x", at: spot))?.key == second)
    }

    @Test("says which key is missing, and where it was looked for")
    func missing() throws {
        let place = try Place(), stranger = try Place()
        let keyring = Keyring(folder: place.keys), other = Keyring(folder: stranger.keys)
        let key = try keyring.add(at: .now)
        let sealed = try keyring.seal("a secret", at: spot)
        #expect(throws: SealingFault.noKey(folder: stranger.keys)) { try other.seal("x", at: spot) }
        try other.add(at: .now)
        let fault = #expect(throws: SealingFault.self) { try other.open(sealed, at: spot) }
        #expect(fault == .missing(key: key.description, folder: stranger.keys))
        #expect(fault?.description.contains("backups do not hold it") == true)
    }

    @Test("takes no file for a key that is none", arguments: ["", "x", "childcentre key 1 00 00", "childcentre key 2"])
    func unfit(_ words: String) throws {
        let place = try Place()
        let keyring = Keyring(folder: place.keys)
        try keyring.add(at: .now)
        let file = "\(place.keys)/a.key"
        #expect(
            FileManager.default.createFile(
                atPath: file, contents: Data(words.utf8), attributes: [.posixPermissions: 0o400]))
        #expect(throws: SealingFault.unfit(path: file)) { try Keyring(folder: place.keys).names() }
    }
}
