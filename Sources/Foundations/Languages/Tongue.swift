public import Basics

/// One language: how it says a phrase, writes a date, counts, lists and sorts.
///
///     let say = Languages.tongue(.swedish)
///     say("Calendar")
///     say("Welcome, {name}", ["name": person.name])
///     say(one: "{count} meeting", other: "{count} meetings", count: meetings.count)
///
/// A phrase that is not translated is said in English. Any thread may use it at any time.
public final class Tongue: Sendable {
    /// The language that is spoken.
    public let language: Language

    /// Whether a translation has not yet been confirmed by a native speaker.
    public let isDraft: Bool

    let table: PhraseTable
    let formats: Formats

    /// A file that is no PO file is left out, so its phrases are said in English; a test keeps such files out.
    init(_ language: Language, files: [[UInt8]]) {
        self.language = language
        let entries = files.flatMap { file -> [PO.Entry] in
            do throws(PO.Fault) { return try PO.read(file) } catch { return [] }
        }
        isDraft = language != .english && entries.contains(where: \.isDraft)
        table = PhraseTable(entries)
        formats = Formats(language)
    }

    /// Says a phrase; `holes` are the values of its `{holes}`, which are not read as phrases again.
    public func callAsFunction(_ text: StaticString, _ holes: KeyValuePairs<String, String> = [:]) -> String {
        self(Phrase(text), holes)
    }

    /// Says a phrase that was put into words elsewhere; one that goes with a number is said of one thing.
    public func callAsFunction(_ phrase: Phrase, _ holes: KeyValuePairs<String, String> = [:]) -> String {
        let text = table.translation(of: phrase, form: 0) ?? phrase.text.description
        return holes.isEmpty ? text : Holes.fill(text, holes)
    }

    /// Says a phrase in the form that goes with a number; `{count}` shows the number as the language writes it.
    public func callAsFunction(
        one: StaticString, other: StaticString, count: Int, _ holes: KeyValuePairs<String, String> = [:]
    ) -> String {
        self(Phrase(one: one, other: other), count: count, holes)
    }

    /// Says a phrase that was put into words elsewhere, in the form that goes with a number.
    public func callAsFunction(_ phrase: Phrase, count: Int, _ holes: KeyValuePairs<String, String> = [:]) -> String {
        let english = count.magnitude == 1 ? phrase.text : phrase.plural ?? phrase.text
        let form = phrase.plural == nil ? 0 : Plural.form(of: count, in: language)
        let text = table.translation(of: phrase, form: form) ?? english.description
        return Holes.fill(text, holes, count: number(count))
    }
}

/// The `{holes}` of a phrase.
enum Holes {
    /// Fills the holes that have a value in one pass, so braces in a value stay braces; other holes stay as they are.
    static func fill(_ text: String, _ holes: KeyValuePairs<String, String>, count: String? = nil) -> String {
        let open = UInt8(ascii: "{"), close = UInt8(ascii: "}")
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let isDoubled = index + 1 < bytes.count && bytes[index + 1] == byte
            if (byte == open || byte == close) && isDoubled {
                result.append(byte)
                index += 2
            } else if byte == open, let end = bytes[index...].firstIndex(of: close),
                let value = value(of: bytes[(index + 1)..<end], holes, count)
            {
                result += value.utf8
                index = end + 1
            } else {
                result.append(byte)
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func value(
        of name: ArraySlice<UInt8>, _ holes: KeyValuePairs<String, String>, _ count: String?
    ) -> String? {
        if let count, name.elementsEqual("count".utf8) { return count }
        return holes.first { $0.key.utf8.elementsEqual(name) }?.value
    }
}
