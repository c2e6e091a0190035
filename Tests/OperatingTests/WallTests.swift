import Foundation
import Testing
import Threads

@testable import House

@Suite("The walls around the program")
struct WallTests {
    /// Landlock binds the thread that asks for it, so a thread can be walled in while the tests go on outside.
    private func inside<Result: Sendable>(_ body: @escaping @Sendable () -> Result) throws -> Result {
        let outcome = Monitor<Result?>(nil)
        let thread = try #require(Threads.Thread(named: "walled in") { outcome.change { $0 = body() } })
        thread.join()
        return try #require(outcome.locked { $0 })
    }

    private static func canRead(_ path: String) -> Bool {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        if file >= 0 { close(file) }
        return file >= 0
    }

    private static func canWrite(_ path: String) -> Bool {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
        return file >= 0
    }

    @Test("C58: leave it its own folder and nothing else, or say that the kernel has none")
    func files() throws {
        let root = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root + "/data", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        try Data("secret".utf8).write(to: URL(filePath: root + "/neighbour"))
        let found = try inside {
            let outcome = Landlock.keep(
                reading: ["/usr", root + "/missing"], writing: [root + "/data"], connects: false)
            try? FileManager.default.createSymbolicLink(
                atPath: root + "/data/way-out", withDestinationPath: root + "/neighbour")
            return (
                outcome, Self.canRead(root + "/neighbour"), Self.canRead(root + "/data/way-out"),
                Self.canWrite(root + "/neighbour"), Self.canWrite("/usr/childcentre-was-here"),
                Self.canWrite(root + "/data/own"), Self.canRead("/usr/bin/env"),
                unsafe rename(root + "/data/own", root + "/out")
            )
        }
        guard case .inForce(let version) = found.0 else {
            #expect(found.1, "nothing is in force, so everything is as before")
            return
        }
        #expect(version >= 1)
        #expect(!found.1 && !found.2 && !found.3 && !found.4, "what lies outside is out of reach")
        #expect(found.5 && found.6, "what it needs is not")
        #expect(found.7 != 0, "nothing is carried out")
        #expect(Self.canRead(root + "/neighbour"), "threads outside are not bound")
    }

    @Test("keep it from connecting to others, where the kernel can")
    func network() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &place) { place in
            unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(listener, $0, size) == 0 && listen(listener, 5) == 0
                    && getsockname(listener, $0, &size) == 0
            }
        }
        try #require(bound)
        let target = place
        let (outcome, code) = try inside {
            let outcome = Landlock.keep(reading: [], writing: [], connects: false)
            let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(client) }
            var place = target
            let code = unsafe withUnsafePointer(to: &place) { place in
                unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 ? 0 : errno
                }
            }
            return (outcome, code)
        }
        if case .inForce(let version) = outcome, version >= 4 { #expect(code == EACCES) } else { #expect(code == 0) }
    }

    @Test("are not put up where the operator does not want them, and the log says so")
    func unwanted() throws {
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let words = try inside { () -> String? in
            var configuration = Configuration(dataFolder: folder)
            configuration.isConfined = false
            return try? Walls.raise(for: configuration)
        }
        #expect(words == "Confinement is switched off by the configuration.")
        #expect(Self.canRead("/etc/hostname"))
    }
}
