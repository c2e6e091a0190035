import Basics
import CAssets

/// One file of `Assets/`, embedded in the program: a style sheet, a script, a font, an icon.
///
///     let style = Asset.named("house.css")     // address: /assets/house.3f2a9c01d2e4.css
///
/// Its address changes with its content, so it may be kept for ever. A text asset may name others by `/assets/` and
/// their name (`url("/assets/fonts/serif.woff2")`, `import "/assets/form.js"`): such a name becomes their address.
public struct Asset: Sendable {
    /// The path below `Assets/`, such as `house.css` or `fonts/serif.woff2`.
    public let name: String
    /// The media type as it stands in `Content-Type`, with the character set where it is text.
    public let contentType: String
    /// The content, made once and shared.
    public let bytes: [UInt8]
    /// The first 12 hexadecimal digits of the content's SHA-256.
    public let checksum: String
    /// What a page says of the content, so that browsers run nothing else (W3C Subresource Integrity): `sha256-…`.
    public let integrity: String
    /// Where the asset is served: a path with the checksum before the file's ending.
    public let address: String

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        contentType = ContentType.of(name)
        let digest = Digest(of: bytes)
        checksum = String(digest.description.prefix(12))
        integrity = "sha256-" + Base64.text(of: digest.bytes)
        address = Asset.address(of: name, checksum: checksum)
    }

    /// Every embedded asset, in the order of their names.
    public static var all: [Asset] { shelf.all }

    /// The asset of a name; nil where none was embedded.
    public static func named(_ name: String) -> Asset? { shelf.byName[name] }

    /// The asset that is served at a path; nil for any other path, so also for yesterday's checksum.
    public static func at(address path: String) -> Asset? { shelf.byAddress[path] }

    private static let shelf = Shelf(Embedded.files(below: "Assets/"))

    private static func address(of name: String, checksum: String) -> String {
        let start = name.utf8.lastIndex(of: UInt8(ascii: "/")).map { name.utf8.index(after: $0) } ?? name.startIndex
        guard let dot = name.utf8[start...].lastIndex(of: UInt8(ascii: ".")) else {
            return "/assets/\(name).\(checksum)"
        }
        return "/assets/\(name[..<dot]).\(checksum)\(name[dot...])"
    }
}

/// The files that `scripts/embed` listed.
enum Embedded {
    static func files(below folder: String) -> [(name: String, bytes: [UInt8])] {
        (0..<casset_count()).compactMap { index in
            guard let file = unsafe casset_at(index) else { return nil }
            let name = unsafe String(cString: file.pointee.name)
            guard name.hasPrefix(folder) else { return nil }
            let bytes = unsafe Array(UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.size))
            return (String(name.dropFirst(folder.count)), bytes)
        }
    }
}
