import Basics
import Foundation
import Testing

@testable import Assets

@Suite("An asset")
struct AssetTests {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test("is the file on the disk, with its checksum in its address")
    func robots() throws {
        let robots = try #require(Asset.named("robots.txt"))
        let file = try Data(contentsOf: root.appending(path: "Assets/robots.txt"))
        #expect(robots.bytes == Array(file))
        #expect(robots.contentType == "text/plain; charset=utf-8")
        #expect(robots.checksum == String(Digest(of: Array(file)).description.prefix(12)))
        #expect(robots.address == "/assets/robots.\(robots.checksum).txt")
        #expect(Asset.at(address: robots.address)?.name == "robots.txt")
    }

    @Test(
        "is not found by another path",
        arguments: [
            "/assets/robots.txt", "robots.txt", "/assets/robots.000000000000.txt", "/assets/../Package.swift", "",
        ])
    func strangers(_ path: String) {
        #expect(Asset.at(address: path) == nil)
    }

    @Test("is every file below Assets, once, and no phrase")
    func all() throws {
        let folder = root.appending(path: "Assets")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { name in
                let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)
                return attributes[.type] as? FileAttributeType == .typeRegular
                    && name.split(separator: "/").last?.first != "."
            }
        #expect(Asset.all.map(\.name) == names.sorted())
        #expect(Set(Asset.all.map(\.address)).count == names.count)
    }

    @Test(
        "names no asset that does not exist", arguments: Asset.all.filter { ContentType.mayRefer($0.name) }.map(\.name))
    func references(_ name: String) throws {
        let text = String(decoding: try #require(Asset.named(name)).bytes, as: UTF8.self)
        for match in text.matches(of: /\/assets\/[A-Za-z0-9._\/-]+/) {
            #expect(Asset.at(address: String(match.output)) != nil, "\(name) names \(match.output)")
        }
    }

    @Test(
        "has the media type of its ending",
        arguments: [
            ("house.css", "text/css; charset=utf-8"), ("fonts/serif.woff2", "font/woff2"),
            ("form.js", "text/javascript; charset=utf-8"), ("house.svg", "image/svg+xml"),
            ("favicon.ico", "image/vnd.microsoft.icon"), ("house.webmanifest", "application/manifest+json"),
            ("LICENSE", "application/octet-stream"), ("css", "text/css; charset=utf-8"),
            (".", "application/octet-stream"),
        ])
    func types(_ name: String, _ type: String) {
        #expect(ContentType.of(name) == type)
    }

    @Test("names others by their addresses, which follow their contents")
    func rewritten() throws {
        func shelf(_ font: String) -> Shelf {
            Shelf([
                ("house.css", Array("a{src:url(\"/assets/fonts/a.woff2\")} /* /assets/none.png /assets/ */".utf8)),
                ("fonts/a.woff2", Array("\(font) /assets/house.css".utf8)),
                ("empty.js", []),
            ])
        }
        let one = shelf("one"), two = shelf("two")
        let font = try #require(one.byName["fonts/a.woff2"]), style = try #require(one.byName["house.css"])
        let expected = "a{src:url(\"\(font.address)\")} /* /assets/none.png /assets/ */"
        #expect(String(decoding: style.bytes, as: UTF8.self) == expected)
        #expect(font.address.hasPrefix("/assets/fonts/a.") && font.address.hasSuffix(".woff2"))
        #expect(String(decoding: font.bytes, as: UTF8.self) == "one /assets/house.css")
        #expect(style.address != two.byName["house.css"]?.address)
        #expect(one.byName["empty.js"]?.address == two.byName["empty.js"]?.address)
    }

    @Test("may stand in a circle of names without hanging, the same way each time")
    func circle() {
        let files: [(name: String, bytes: [UInt8])] = [
            ("b.js", Array("import '/assets/a.js'".utf8)), ("a.js", Array("import '/assets/b.js'".utf8)),
        ]
        let addresses = Shelf(files).all.map(\.address)
        #expect(addresses.count == 2)
        #expect(Shelf(files.reversed()).all.map(\.address) == addresses)
    }
}

@Suite("The list of embedded files")
struct EmbedTests {
    @Test("is not stale")
    func fresh() throws {
        let root = AssetTests().root
        #expect(try run(root.appending(path: "scripts/embed"), "--check") == 0)
    }

    @Test("is found stale when a file comes, goes or is renamed, and is rewritten only then")
    func stale() throws {
        let files = FileManager.default
        let root = files.temporaryDirectory.appending(path: "embed-\(UUID())")
        defer { try? files.removeItem(at: root) }
        let list = root.appending(path: "Sources/CLibraries/CAssets/embedded.c")
        for folder in ["scripts", "Sources/CLibraries/CAssets", "Assets/fonts", "Phrases/sv"] {
            try files.createDirectory(at: root.appending(path: folder), withIntermediateDirectories: true)
        }
        let script = root.appending(path: "scripts/embed")
        try files.copyItem(at: AssetTests().root.appending(path: "scripts/embed"), to: script)
        func write(_ name: String) throws { try Data("x".utf8).write(to: root.appending(path: name)) }

        try write("Assets/fonts/a.woff2")
        #expect(try run(script, "--check") == 1)
        #expect(try run(script) == 0)
        #expect(try run(script, "--check") == 0)

        let old = Date(timeIntervalSince1970: 1000)
        try files.setAttributes([.modificationDate: old], ofItemAtPath: list.path)
        #expect(try run(script) == 0)
        #expect(try files.attributesOfItem(atPath: list.path)[.modificationDate] as? Date == old)

        try write("Phrases/sv/house.po")
        #expect(try run(script, "--check") == 1)
        #expect(try run(script) == 0)
        let text = try String(contentsOf: list, encoding: .utf8)
        #expect(text.contains("{\"Phrases/sv/house.po\", file2,"))
        try files.removeItem(at: root.appending(path: "Assets/fonts/a.woff2"))
        #expect(try run(script, "--check") == 1)
        try write("Assets/a\"b.css")
        #expect(try run(script) == 1)
        #expect(try String(contentsOf: list, encoding: .utf8) == text)
    }

    private func run(_ script: URL, _ arguments: String...) throws -> Int32 {
        let process = Process()
        process.executableURL = script
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
