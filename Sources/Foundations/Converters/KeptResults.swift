import Files
import Glibc

/// Results on the disk, by the digest of what went in. Whatever goes wrong here, a document is merely converted again.
struct KeptResults: Sendable {
    let folder: String
    /// How many bytes are kept; what was used longest ago goes first.
    var most = 64 << 20

    /// A result that is kept; nil where there is none.
    func result(of conversion: Conversion) -> [UInt8]? {
        let path = path(of: conversion)
        guard let bytes = try? Files.read(path, limit: Conversion.resultLimit) else { return nil }
        unsafe utimensat(AT_FDCWD, path, nil, 0)
        return bytes
    }

    func keep(_ bytes: [UInt8], of conversion: Conversion) {
        guard bytes.count <= most else { return }
        try? Files.makeFolder(folder)
        makeRoom(for: bytes.count)
        try? Files.write(bytes, to: path(of: conversion))
    }

    private func path(of conversion: Conversion) -> String {
        "\(folder)/\(conversion.digest).\(conversion.recipe.rawValue)"
    }

    private func makeRoom(for count: Int) {
        var files = Files.names(in: folder).compactMap { name -> (path: String, size: Int, used: Int)? in
            var facts = stat()
            guard unsafe stat("\(folder)/\(name)", &facts) == 0 else { return nil }
            return ("\(folder)/\(name)", Int(facts.st_size), facts.st_mtim.tv_sec)
        }.sorted { $0.used < $1.used }
        var size = files.reduce(count) { $0 + $1.size }
        while size > most, !files.isEmpty {
            let oldest = files.removeFirst()
            unsafe unlink(oldest.path)
            size -= oldest.size
        }
    }
}
