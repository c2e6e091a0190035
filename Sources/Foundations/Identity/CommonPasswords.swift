import Assets

/// What is tried first by those who guess: some 36,000 passwords that many people had (`scripts/common-passwords`).
enum CommonPasswords {
    private static let list: [UInt8] = Asset.named("common-passwords.txt")?.bytes ?? []

    /// Whether a password is among them, in small letters and without what is no letter or digit; also with up to four
    /// digits behind it, as many people add a year.
    static func contain(_ plain: String) -> Bool {
        if holds(Array(plain.utf8)) { return true }
        let digits = plain.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
        return (1...4).contains(digits) && holds(Array(plain.utf8.dropLast(digits)))
    }

    /// The list has a line for each, in the order of its bytes.
    private static func holds(_ word: [UInt8]) -> Bool {
        var low = 0, high = list.count
        while low < high {
            let middle = low + (high - low) / 2
            let start = (list[..<middle].lastIndex(of: 0x0a) ?? -1) + 1
            let end = list[middle...].firstIndex(of: 0x0a) ?? list.count
            let line = list[start..<end]
            if line.elementsEqual(word) { return true }
            if line.lexicographicallyPrecedes(word) { low = end + 1 } else { high = start }
        }
        return false
    }
}
