import Glibc

/// Writes the corpus of framing cases into a folder, one file each, for a fuzzer to begin with.
@main
enum Seeds {
    static func main() {
        guard let folder = CommandLine.arguments.dropFirst().first else { exit(2) }
        for (number, it) in FramingCase.all.enumerated() {
            guard let file = unsafe fopen("\(folder)/case-\(number)", "wb") else { exit(1) }
            unsafe fwrite(it.bytes, 1, it.bytes.count, file)
            unsafe fclose(file)
            // What stands behind a head is for the decoder alone.
            let end = it.bytes.indices.first { it.bytes[$0...].starts(with: [13, 10, 13, 10]) }
            guard let body = end.map({ it.bytes[($0 + 4)...] }), !body.isEmpty,
                let file = unsafe fopen("\(folder)/body-\(number)", "wb")
            else { continue }
            unsafe fwrite(Array(body), 1, body.count, file)
            unsafe fclose(file)
        }
    }
}
