import Basics

/// A file that came with a form.
public struct FormFile: Sendable {
    /// The name of the field that it was chosen in.
    public let name: String
    /// What the file was called where it came from, without folders; nil where its sender did not say.
    public let fileName: String?
    /// The media type that its sender thinks it has: a claim, nothing to rely on.
    public let type: String
    public let bytes: [UInt8]

    public init(name: String, fileName: String?, type: String, bytes: [UInt8]) {
        self.name = name
        self.fileName = fileName
        self.type = type
        self.bytes = bytes
    }
}

/// A form with files as browsers send it (`multipart/form-data`, RFC 7578; its boundaries, RFC 2046, 5.1.1).
///
/// Reads what browsers write and nothing looser: no text before the first boundary or behind the last, no encodings, no
/// parts inside parts. A field in which no file was chosen gives none.
public struct Multipart: Sendable {
    /// The fields that are no files, in their order.
    public private(set) var fields = Fields()
    public private(set) var files: [FormFile] = []

    /// How many parts there are at most, fields and files together.
    static let mostParts = 200
    static let mostFiles = 20
    /// How many bytes the lines above a part have at most.
    static let longestHead = 2048

    /// The boundary in a `Content-Type` field of this kind; nil for any other type and for a boundary that none may have.
    public static func boundary(in contentType: String) -> [UInt8]? {
        var parts = contentType.split(separator: ";").map(\.trimmed)
        guard parts.count > 1, parts.removeFirst().lowercased() == "multipart/form-data" else { return nil }
        let found = parts.compactMap { part -> String? in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return halves.count == 2 && halves[0].lowercased() == "boundary" ? String(halves[1]) : nil
        }
        guard found.count == 1, var text = found.first else { return nil }
        if text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") {
            text = String(text.dropFirst().dropLast())
        }
        let bytes = Array(text.utf8)
        return (1...70).contains(bytes.count) && bytes.allSatisfy(isBoundaryByte) && bytes.last != 0x20 ? bytes : nil
    }

    /// Reads a whole body. Throws where it is not exactly what its boundary says, or holds too much.
    public init(_ body: [UInt8], boundary: [UInt8]) throws(Fields.Refusal) {
        let dashes: [UInt8] = [0x2d, 0x2d]
        let delimiter = [0x0d, 0x0a] + dashes + boundary
        guard body.starts(with: dashes + boundary) else { throw .malformed }
        var position = dashes.count + boundary.count
        var parts = 0
        while true {
            if body[position...].starts(with: dashes) {
                let rest = body[(position + 2)...]
                guard rest.isEmpty || rest.elementsEqual([0x0d, 0x0a]) else { throw .malformed }
                return
            }
            guard body[position...].starts(with: [0x0d, 0x0a]) else { throw .malformed }
            parts += 1
            guard parts <= Multipart.mostParts else { throw .tooMany(limit: Multipart.mostParts) }
            let start = position + 2
            guard let end = Multipart.first(delimiter, in: body[...], from: position) else { throw .malformed }
            // The line break before a boundary belongs to it, so a part has at least one before its own.
            guard end >= start else { throw .malformed }
            try take(body[start..<end])
            position = end + delimiter.count
        }
    }

    private mutating func take(_ part: ArraySlice<UInt8>) throws(Fields.Refusal) {
        let blank: [UInt8] = [0x0d, 0x0a, 0x0d, 0x0a]
        guard
            let end = Multipart.first(
                blank, in: part.prefix(Multipart.longestHead + blank.count), from: part.startIndex),
            let head = PartHead(part[part.startIndex..<end])
        else { throw .malformed }
        let content = part[(end + blank.count)...]
        guard head.isFile else {
            guard let value = String(validating: content, as: UTF8.self), !content.contains(0) else { throw .malformed }
            fields.append(head.name, value)
            return
        }
        if content.isEmpty, head.fileName == nil { return }
        guard files.count < Multipart.mostFiles else { throw .tooMany(limit: Multipart.mostFiles) }
        files.append(FormFile(name: head.name, fileName: head.fileName, type: head.type, bytes: Array(content)))
    }

    /// Where some bytes first stand, at a place or behind it.
    private static func first(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        guard let lead = wanted.first else { return nil }
        var place = max(start, bytes.startIndex)
        while let next = bytes[place...].firstIndex(of: lead) {
            if bytes[next...].starts(with: wanted) { return next }
            place = next + 1
        }
        return nil
    }

    private static func isBoundaryByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: "'()+_,-./:=? ".utf8.contains(byte)
        }
    }
}
