import Foundation
import HouseTesting
import Identity
import Testing

@testable import House

@Suite("A configuration file")
struct ConfigurationTests {
    private func read(_ text: String) throws(ConfigurationFile.Faults) -> Configuration {
        var configuration = Configuration(dataFolder: "data")
        try ConfigurationFile.take(text, from: "house.conf", into: &configuration)
        return configuration
    }

    private func faults(_ text: String) -> String {
        do throws(ConfigurationFile.Faults) {
            _ = try read(text)
            return "none"
        } catch {
            return error.description
        }
    }

    @Test("decides everything that has a key, between comments and empty lines")
    func everything() throws {
        let it = try read(
            """
            # A house
            data = /var/lib/childcentre/
            host = 10.0.0.5
              port=9090\t
            workers = 4
            idle = 15
            address = https://house.example.org:8443

            names = www.example.org, OLD.example.org
            proxies = 10.0.0.1,10.0.0.2
            log = json
            metrics = [::1]:9464
            disk-floor = 5
            confine = no
            backup-time = 23:59
            backup-folder = /var/backups/childcentre
            backups-kept = 3
            pandoc = /opt/pandoc
            """)
        #expect(it.dataFolder == "/var/lib/childcentre")
        #expect(it.host == "10.0.0.5" && it.port == 9090 && it.pageWorkers == 4)
        #expect(it.sessionLimits.idleSeconds == 900)
        #expect(it.names.suffix(3) == ["house.example.org", "www.example.org", "old.example.org"])
        #expect(it.names.contains("localhost"))
        #expect(it.proxies == ["10.0.0.1", "10.0.0.2"])
        #expect(it.log == .json && !it.isConfined && it.diskFloor == 5 << 20)
        #expect(it.metrics == .init(host: "::1", port: 9464))
        #expect(it.backup?.folder == "/var/backups/childcentre" && it.backup?.minute == 1439 && it.backup?.kept == 3)
        #expect(it.converters == ["CHILDCENTRE_PANDOC": "/opt/pandoc"])
    }

    @Test("that says nothing leaves everything as it was")
    func nothing() throws {
        let usual = Configuration(dataFolder: "data")
        let it = try read("\n# only words\n   \n")
        #expect(it.names == usual.names && it.port == usual.port && it.backup == nil && it.metrics == nil)
    }

    @Test("names every fault with its line, and then nothing of it counts")
    func allAtOnce() {
        let words = faults("port = 1\nprot = 8080\nnonsense\nport = 2\nidle = 0\nlog = xml")
        let lines = words.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[0].contains("line 2") && lines[0].contains("“prot”"))
        #expect(lines[1].contains("line 3") && lines[1].contains("“=”"))
        #expect(lines[2].contains("line 4") && lines[2].contains("line 1 already"))
        #expect(lines[3].contains("line 5") && lines[3].contains("1 to 720"))
        #expect(lines[4].contains("line 6") && lines[4].contains("text, json or quiet"))
    }

    @Test(
        "refuses values that would not do",
        arguments: [
            "port = 65536", "port = -1", "port =", "port = eighty", "data =", "host = two words", "workers = 0",
            "idle = 99999999999999999999", "address = house.example.org", "address = https://house.example.org/path",
            "address = https://", "address = ftp://a", "address = https://a:99999", "names = a b", "names = a,,b",
            "names = https://a", "proxies = proxy.example.org", "proxies = ,", "metrics = 0.0.0.0:9464",
            "metrics = 127.0.0.1", "metrics = 127.0.0.1:x", "disk-floor = much", "confine = maybe",
            "backup-folder = /b\nbackup-time = 24:00", "backup-folder = /b\nbackup-time = 3:00",
            "backup-folder = /b\nbackup-time = 03:-1", "backup-folder = /b\nbackups-kept = 0", "backup-time = 03:00",
            "backups-kept = 3", "database-password = x", "= 5", "PORT = 80",
        ])
    func refused(_ text: String) {
        #expect(faults(text).hasPrefix("house.conf"))
    }

    @Test("is refused where it is no text, or too large")
    func unreadable() throws {
        let file = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString).conf"
        defer { try? FileManager.default.removeItem(atPath: file) }
        var configuration = Configuration(dataFolder: "data")
        #expect(throws: (any Error).self) { try ConfigurationFile.read(file, into: &configuration) }
        try Data([0x70, 0xff, 0xfe]).write(to: URL(filePath: file))
        #expect(throws: ConfigurationFile.Faults.self) { try ConfigurationFile.read(file, into: &configuration) }
        try Data(repeating: 0x23, count: 70_000).write(to: URL(filePath: file))
        #expect(throws: (any Error).self) { try ConfigurationFile.read(file, into: &configuration) }
    }

    @Test("can be had with every key explained, and means the same when its comments are taken away")
    func described() throws {
        let text = ConfigurationFile.description
        #expect(faults(text) == "none")
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("#") && !$0.hasPrefix("# ") }
        #expect(lines.count == ConfigurationKey.all.count)
        let it = try read(lines.map { String($0.dropFirst()) }.joined(separator: "\n"))
        let usual = Configuration(dataFolder: "data")
        #expect(it.dataFolder == usual.dataFolder && it.port == usual.port && it.host == usual.host)
        #expect(it.pageWorkers == usual.pageWorkers && it.proxies == usual.proxies && it.log == usual.log)
        #expect(it.sessionLimits.idleSeconds == usual.sessionLimits.idleSeconds)
        #expect(it.diskFloor == usual.diskFloor && it.isConfined == usual.isConfined)
        #expect(it.backup == .init(folder: "/var/backups/childcentre"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 })
    }

    @Test("of the package has every key of the program, in words of the program")
    func packaged() throws {
        let file = TestHouse.package + "/packaging/house.conf"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        for key in ConfigurationKey.all {
            #expect(text.contains("\n\(key.name) = ") || text.contains("\n#\(key.name) = "))
        }
        #expect(faults(text) == "none")
        #expect(try read(text).dataFolder == "/var/lib/childcentre")
    }
}
