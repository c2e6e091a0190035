import Basics
import Converters
import Files
import Glibc

/// A shell script in the place of a converter, and a folder for it to work in; both go with the test.
final class StandIn {
    let place: String
    /// Where a conversion takes place.
    let folder: String
    let converter: Converter

    /// The script may use what `bash` knows; `$2` is the file that it should make.
    init(_ script: String) throws {
        place = "/tmp/childcentre-stand-in-\(Hexadecimal.text(of: Randomness.bytes(8)))"
        folder = "\(place)/work"
        try Files.makeFolder(folder)
        let program = "\(place)/converter.sh"
        try Files.write(Array("#!/bin/bash\n\(script)\n".utf8), to: program)
        unsafe chmod(program, 0o755)
        converter = Converter(Programs(weasyPrint: program, pandoc: "/nowhere/pandoc"))
    }

    deinit {
        StandIn.remove(place)
    }

    func run(seconds: Int = 20) throws {
        try converter.run(.pdf, in: folder, seconds: seconds)
    }

    /// What the script wrote into a file of its folder.
    func text(_ name: String = "result.pdf") throws -> String {
        String(decoding: try Files.read("\(folder)/\(name)", limit: 1 << 20), as: UTF8.self).trimmed
    }

    private static func remove(_ path: String) {
        for name in Files.names(in: path) where unsafe unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
        unsafe rmdir(path)
    }

    /// Whether a process runs; one that has ended and was not taken in by anybody does not.
    static func runs(_ process: pid_t) -> Bool {
        guard let text = try? Files.read("/proc/\(process)/stat", limit: 4096) else { return false }
        let rest = String(decoding: text, as: UTF8.self).split(separator: ")").last ?? ""
        return !rest.trimmed.hasPrefix("Z")
    }
}
