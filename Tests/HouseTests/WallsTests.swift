import Foundation
import HouseTesting
import Testing

/// SwiftPM lets a target import whatever happens to be built; these walls do not.
@Suite("The walls")
struct WallsTests {
    static let sources = TestHouse.package + "/Sources"
    static let foundations = folders(in: "Foundations")
    static let libraries = folders(in: "CLibraries")
    /// Every room by its target, with the folder it lies in.
    static let rooms: [String: String] = {
        var rooms: [String: String] = [:]
        for name in folders(in: "Rooms") {
            let inner = folders(in: "Rooms/\(name)")
            if inner.isEmpty { rooms[name] = "Rooms/\(name)" }
            for room in inner { rooms[room] = "Rooms/\(name)/\(room)" }
        }
        return rooms
    }()
    /// The one foundation that each C library belongs to.
    static let owners = [
        "CSQLite": ["Store"], "CPostgres": ["Store"], "CICU": ["Languages"],
        "CSodium": ["Basics", "Identity", "Signatures"], "CMarkdown": ["Documents"],
        "CStemmer": ["Search"], "COpenSSL": ["OneTimeCodes", "Signatures"], "CQRCode": ["OneTimeCodes"],
        "CCurl": ["OpenID"],
        "CSystem": ["Converters", "HTTPServer", "Threads"],
        "CAssets": ["Assets", "Languages"],
    ]
    /// What the order of the manifest says: a foundation stands on those before it.
    static let order: [String] = {
        guard let text = try? String(contentsOfFile: TestHouse.package + "/Package.swift", encoding: .utf8) else {
            return []
        }
        return text.matches(of: /case \w+ = "(\w+)"\n/).map { String($0.1) }
    }()

    static func folders(in folder: String) -> Set<String> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(sources)/\(folder)")) ?? []
        return Set(
            names.filter { name in
                (try? URL(filePath: "\(sources)/\(folder)/\(name)").resourceValues(forKeys: [.isDirectoryKey])
                    .isDirectory) == true
            })
    }

    static func files(in folder: String) throws -> [(name: String, text: String)] {
        var files: [(String, String)] = []
        let names = FileManager.default.enumerator(atPath: "\(sources)/\(folder)")
        while let name = names?.nextObject() as? String {
            guard name.hasSuffix(".swift") else { continue }
            files.append((name, try String(contentsOfFile: "\(sources)/\(folder)/\(name)", encoding: .utf8)))
        }
        return files
    }

    static func imports(in folder: String) throws -> Set<String> {
        var imports: Set<String> = []
        for file in try files(in: folder) {
            for line in file.text.split(separator: "\n") {
                guard
                    let match = line.firstMatch(
                        of:
                            /^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:(?:public|internal|private|package|fileprivate)\s+)?import\s+(?:\w+\s+)?(\w+)/
                    )
                else { continue }
                imports.insert(String(match.1))
            }
        }
        return imports
    }

    @Test("a room stands on foundations and the cooperation alone", arguments: rooms.keys.sorted())
    func room(_ name: String) throws {
        let allowed = Self.foundations.union(["Cooperation", "Synchronization"]).subtracting([
            "HTTPServer", "Files", "CSV", "Assets",
        ])
        let folder = try #require(Self.rooms[name])
        let imports = try Self.imports(in: folder)
        #expect(!imports.isEmpty)
        #expect(imports.subtracting(allowed) == [])
    }

    @Test("a foundation stands on those below it and on its own C library", arguments: foundations.sorted())
    func foundation(_ name: String) throws {
        let place = try #require(Self.order.firstIndex(of: name), "\(name) is missing in the manifest")
        let lower = Set(Self.order[..<place])
        let own = Set(Self.owners.filter { $0.value.contains(name) }.keys)
        #expect(
            try Self.imports(in: "Foundations/\(name)").subtracting(lower).subtracting(own).subtracting([
                "Synchronization", "Glibc",
            ]) == [])
    }

    @Test("the cooperation knows foundations, and no room and no house")
    func cooperation() throws {
        let imports = try Self.imports(in: "Cooperation")
        #expect(imports.subtracting(Self.foundations).subtracting(["Synchronization", "FoundationEssentials"]) == [])
    }

    @Test("nobody imports the whole of Foundation")
    func wholeFoundation() throws {
        let imports = try Self.imports(in: "")
        #expect(!imports.contains("Foundation"))
        #expect(imports.count > 20)
    }

    @Test("files stay short: rooms at most 250 lines, everything else at most 500")
    func sizes() throws {
        for file in try Self.files(in: "") {
            let limit = file.name.hasPrefix("Rooms/") ? 250 : 500
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= limit, "\(file.name) has \(lines) lines")
        }
    }

    @Test("no source forces an optional or hides a failure")
    func forced() throws {
        for file in try Self.files(in: "") {
            for (number, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
                #expect(!code.contains("try!"), "\(file.name):\(number + 1)")
                #expect(!code.contains(" as! "), "\(file.name):\(number + 1)")
                #expect(
                    code.firstMatch(of: /[\w\)\]]!(?:[\s\.,\)\]\[:]|$)/) == nil || code.contains("\""),
                    "\(file.name):\(number + 1): \(line)")
            }
        }
    }

    @Test("nothing in the code names the sample network")
    func sampleFree() throws {
        for file in try Self.files(in: "") {
            for word in ["Baltic", "CBSS", "Barnahus", "Riga", "Tallinn", "Oslo"] {
                let found = file.text.split(separator: "\n").filter {
                    $0.contains(word) && !$0.trimmingCharacters(in: .whitespaces).hasPrefix("///")
                }
                #expect(found.isEmpty, "\(file.name): \(found)")
            }
        }
    }
}
