import Basics
import Cooperation
import Files
import Foundation
import Identity
import Journal
import Store
import StoreTesting

/// A fresh store with the cooperation's tables, removed when it goes.
func freshStore() throws -> Store {
    let open = { (place: Store.Location) in
        try Store.open(place, migrations: Identity.migrations + Migrations.all, ledger: Journal())
    }
    let copy = try Engine.tried.freshLocation(like: "cooperation") { try open($0).close() }
    return try open(copy.place)
}

/// The folder of the project, found from where this file stands.
let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path()

let baltic = project + "Samples/baltic-2017-2018"
let rivers = project + "Tests/Networks/three-rivers"

/// A folder for one test, removed when it goes.
final class Scratch {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path() + "/childcentre-\(Randomness.number())"
        try Files.makeFolder(path)
    }

    func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        if let slash = name.lastIndex(of: "/") { try Files.makeFolder("\(path)/\(name[..<slash])") }
        try Files.write(bytes, to: "\(path)/\(name)")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Every file below a folder with its bytes.
func contents(of folder: String) throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    let files = FileManager.default.enumerator(atPath: folder)
    while let name = files?.nextObject() as? String {
        var isFolder: ObjCBool = false
        let path = folder + "/" + name
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            continue
        }
        contents[name] = try Files.read(path, limit: 64 << 20)
    }
    return contents
}

/// The smallest network that loads.
let smallNetwork = """
    ref,name,short_name,claim,lede,languages,time_zone
    network,A network,Small,A house for all,Come in.,en sv,Europe/Stockholm

    """
