/// The translations into one language, found by the bytes of the English text.
///
/// A hash table of our own: a dictionary of strings would make a new string of every phrase that is looked up.
struct PhraseTable: Sendable {
    /// One string, or one for each plural form; empty where there is no translation.
    private var forms: [[String]] = []
    /// The keys one after the other, as gettext writes them: the context and a byte 4, if any, then the English text.
    private var keys: [UInt8] = []
    private var ends: [Int] = []
    /// Places in `forms`, counted from 1; 0 is free. A power of two, at most half full.
    private var slots: [Int32]

    init(_ entries: [PO.Entry]) {
        var size = 8
        while size < entries.count * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        for entry in entries {
            var key = entry.id.utf8.map { $0 }
            if let context = entry.context { key = context.utf8 + [4] + key }
            let slot = unsafe key.withUnsafeBufferPointer { unsafe place(of: PhraseTable.hash($0), key: $0, nil) }
            guard slots[slot] == 0 else { continue }
            keys += key
            ends.append(keys.count)
            forms.append(entry.strings)
            slots[slot] = Int32(clamping: forms.count)
        }
    }

    var count: Int { forms.count }

    /// The translation of a phrase, in the plural form of an index; nil where there is none.
    func translation(of phrase: Phrase, form: Int) -> String? {
        phrase.text.withUTF8Buffer { text in
            guard let context = phrase.context else {
                return unsafe string(place(of: PhraseTable.hash(text), key: text, nil), form)
            }
            return context.withUTF8Buffer { context in
                let hash = unsafe PhraseTable.hash(text, after: PhraseTable.step(PhraseTable.hash(context), 4))
                return unsafe string(place(of: hash, key: text, context), form)
            }
        }
    }

    private func string(_ slot: Int, _ form: Int) -> String? {
        let index = Int(slots[slot]) - 1
        guard index >= 0, forms[index].indices.contains(form), !forms[index][form].isEmpty else { return nil }
        return forms[index][form]
    }

    /// The slot of a key, or the free slot where it would be.
    private func place(
        of hash: UInt64, key: UnsafeBufferPointer<UInt8>, _ context: UnsafeBufferPointer<UInt8>?
    ) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while slots[slot] != 0, unsafe !isKey(Int(slots[slot]) - 1, key, context) { slot = (slot + 1) & mask }
        return slot
    }

    private func isKey(
        _ index: Int, _ text: UnsafeBufferPointer<UInt8>, _ context: UnsafeBufferPointer<UInt8>?
    ) -> Bool {
        let key = keys[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
        guard let context = unsafe context else { return unsafe key.elementsEqual(text) }
        let length = context.count
        return unsafe key.count == length + 1 + text.count && key.prefix(length).elementsEqual(context)
            && key[key.startIndex + length] == 4 && key.dropFirst(length + 1).elementsEqual(text)
    }

    /// FNV-1a; the keys are our own, so nobody can choose them to collide.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, after start: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64
    {
        unsafe bytes.reduce(start, step)
    }

    private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}
