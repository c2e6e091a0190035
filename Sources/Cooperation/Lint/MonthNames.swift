import Basics
import Languages
import Synchronization

/// How one language names the months and speaks of meetings, well enough to find a wrong month in a sentence.
struct MonthNames: Sendable {
    private let language: Language
    /// The number of the month by each form of its name.
    private let forms: [String: Int]

    /// The names of a language, worked out once.
    static func of(_ language: Language) -> MonthNames {
        known.withLock { known in
            if let names = known[language] { return names }
            let names = MonthNames(language)
            known[language] = names
            return names
        }
    }

    private static let known = Mutex<[Language: MonthNames]>([:])

    private init(_ language: Language) {
        self.language = language
        let tongue = Languages.tongue(language)
        var forms: [String: Int] = [:]
        for month in 1...12 {
            let name = tongue.monthName(month).lowercased()
            guard let first = name.first, let day = Day(year: 2001, month: month, day: 1) else { continue }
            // In a date many languages bend the name: “19 kwietnia”.
            let inDate = tongue.date(day).lowercased().split { !$0.isLetter }.filter { $0.first == first }
            for form in [name] + inDate.filter({ $0.count > 2 }).map(String.init) { forms[form] = month }
            let drop = Self.dropped(in: language).first(where: name.hasSuffix) ?? ""
            var stem = name.dropLast(drop.count)
            // Polish bends the middle of the name too: “marzec”, “w marcu”.
            if language == .polish, let bent = inDate.first(where: { $0.count > 2 }) {
                stem = String(bent.dropLast())[...]
            }
            for ending in Self.endings(in: language) { forms[stem + ending] = month }
        }
        self.forms = forms
    }

    /// The month that a word names, alone or before a word for a meeting: “März”, “Märzsitzung”.
    func month(named word: String) -> Int? {
        // “May” and “March” are also verbs; where months are written large, only those count.
        if [.english, .german].contains(language), word.first?.isUppercase != true { return nil }
        let word = word.lowercased()
        if let month = forms[word] { return month }
        guard let stem = Self.meetingStems(in: language).first(where: { word.contains($0) }) else { return nil }
        guard let joint = word.ranges(of: stem).first?.lowerBound else { return nil }
        return forms[String(word[..<joint])]
    }

    /// Whether a word may be a verb where it begins a sentence.
    func isDoubtful(_ word: String) -> Bool { language == .english && ["May", "March"].contains(word) }

    /// Whether a sentence speaks of a meeting.
    func speaksOfMeeting(_ sentence: some StringProtocol) -> Bool {
        let sentence = sentence.lowercased()
        return Self.meetingStems(in: language).contains { sentence.contains($0) }
    }

    private static func meetingStems(in language: Language) -> [String] {
        switch language {
        case .danish: ["møde", "mødt", "samling"]
        case .german: ["sitzung", "treffen", "tagung", "tagte", "traf"]
        case .english: ["meeting", " met ", " met.", "session"]
        case .estonian: ["koosolek", "kohtum", "istung"]
        case .finnish: ["kokou", "tapaami", "istun"]
        case .icelandic: ["fund"]
        case .lithuanian: ["posėd", "susitik", "susirink"]
        case .latvian: ["sanāksm", "sēd", "tikšan"]
        case .norwegian: ["møte", "møtt", "samling"]
        case .polish: ["posiedzen", "spotkan", "zebran"]
        case .russian: ["заседан", "встреч", "совещан"]
        case .swedish: ["möte", "sammanträd", "träff"]
        }
    }

    private static func dropped(in language: Language) -> [String] {
        switch language {
        case .latvian: ["is", "s"]
        case .lithuanian: ["is", "as", "ė"]
        case .russian: ["ь", "й"]
        default: []
        }
    }

    private static func endings(in language: Language) -> [String] {
        switch language {
        case .german, .danish, .norwegian, .swedish: ["s"]
        case .finnish: ["n", "ssa", "sta", "ta", "hun", "lla", "lle"]
        case .estonian: ["i", "is", "s", "ist", "st", "il", "l", "ini", "kuu", "kuus"]
        case .latvian: ["a", "ā", "am", "u", "ī", "im", "i"]
        case .lithuanian: ["o", "ą", "e", "ui", "į", "io", "yje", "ės", "ę", "ėje"]
        case .polish: ["u", "em", "owi"]
        case .russian: ["я", "е", "ю", "ем", "ём", "а", "у", "ом"]
        default: []
        }
    }
}
