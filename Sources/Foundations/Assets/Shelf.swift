/// The assets with the names in their texts replaced by addresses.
struct Shelf: Sendable {
    let all: [Asset]
    let byName: [String: Asset]
    let byAddress: [String: Asset]

    init(_ files: [(name: String, bytes: [UInt8])]) {
        var finished: [String: Asset] = [:]
        let raw = Dictionary(files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        for name in raw.keys.sorted() { _ = Shelf.finish(name, raw, &finished, within: []) }
        all = finished.values.sorted { $0.name < $1.name }
        byName = finished
        byAddress = Dictionary(all.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// An asset named in another is finished first, for its checksum stands in the other's content. So two cannot name
    /// each other: the name that closes such a circle is left as it is, and a test finds it.
    private static func finish(
        _ name: String, _ raw: [String: [UInt8]], _ finished: inout [String: Asset], within: [String]
    ) -> Asset? {
        if let asset = finished[name] { return asset }
        guard let bytes = raw[name], !within.contains(name) else { return nil }
        let asset = Asset(
            name: name,
            bytes: ContentType.mayRefer(name)
                ? replaced(bytes) { finish($0, raw, &finished, within: within + [name])?.address } : bytes)
        finished[name] = asset
        return asset
    }

    private static func replaced(_ bytes: [UInt8], _ address: (String) -> String?) -> [UInt8] {
        let mark = Array("/assets/".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == mark[0], bytes[index...].starts(with: mark) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let name = bytes[(index + mark.count)...].prefix(while: isOfName)
            if let address = address(String(decoding: name, as: UTF8.self)) {
                result += address.utf8
            } else {
                result += mark + name
            }
            index += mark.count + name.count
        }
        return result
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
