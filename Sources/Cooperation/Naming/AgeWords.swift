import Search

/// How an age and a birth are said in the region's languages. Folded, without marks.
enum AgeWords {
    /// A number below a hundred in digits or, up to seventeen, in words.
    static func number(_ word: Substring) -> Int? {
        if let number = Int(word), word.utf8.count <= 2, number >= 0 { return number }
        return numbers[String(word)]
    }

    /// Whether it is worth looking closely.
    static func mayOccur(in text: String) -> Bool {
        text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } || words(text).contains { numbers[$0] != nil }
            || words(text).contains { word in compounds.contains { word.hasPrefix($0) } }
    }

    private static func words(_ text: String) -> some Sequence<String> {
        text.split { !$0.isLetter && $0 != "-" }.lazy.flatMap { word in
            [PlainLetters.of(String(word))]
                + word.split(separator: "-").prefix(1).map { PlainLetters.of(String($0)) }
        }
    }

    private static let numbers: [String: Int] = {
        let lists = [
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
            "noll ett tva tre fyra fem sex sju atta nio tio elva tolv tretton fjorton femton sexton sjutton",
            "nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten",
            "null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn",
        ]
        var numbers: [String: Int] = [:]
        for list in lists {
            for (number, word) in list.split(separator: " ").enumerated() { numbers[String(word)] = number }
        }
        return numbers
    }()

    /// What stands behind the stroke of `9-year-old`.
    static let tails = folded(
        """
        year-old years-old yr-old årig åring årig vuotia aastane aastase gadīg gadig metis metė metė metų letni latek latka
        letnia лет jährig jahrig jahre ára år
        """)

    /// The same in one word: neunjährige, niårig.
    static let compounds: [String] =
        [
            "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
            "vierzehn", "fünfzehn", "sechzehn", "siebzehn",
        ].map { PlainLetters.of($0 + "jährig") }
        + [
            "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton", "fjorton",
            "femton", "sexton", "sjutton",
        ].flatMap { [PlainLetters.of($0 + "årig"), PlainLetters.of($0 + "åring")] }

    /// One word behind a number.
    static let one = Set(folded("gamla лет года год ára ārs åring åriga årige aastane metė metis mėnesių latek latka"))

    /// Two words behind a number.
    static let two = Set(
        [
            "years old", "year old", "months old", "år gammal", "år gamla", "år gammalt", "år gammel", "år gamle",
            "ára gamall", "ára gömul", "ára gamalt", "vuotta vanha", "aastat vana", "gadus vecs", "gadus veca",
            "gadu vecs", "gadu veca", "gadu vecumā", "metų amžiaus", "lat i", "jahre alt", "jahren alt", "years of age",
        ].map { PlainLetters.of($0) })

    /// What stands before a number.
    static let openings = Set(
        [
            "aged", "age", "age of", "at the age", "im alter von", "girl of", "boy of", "child of", "daughter of",
            "son of", "flicka på", "pojke på", "pige på", "dreng på", "jente på", "gutt på", "w wieku", "в возрасте",
            "i åldern", "i en ålder av",
        ].map { PlainLetters.of($0) })

    /// That somebody was born.
    static let births = Set(
        folded(
            """
            born birthdate birthday dob född föddes födelsedag født fødselsdag fødselsdato fæddur fædd syntynyt
            syntymäaika sündinud sünniaeg dzimis dzimusi gimė gimęs gimusi urodzony urodzona urodził
            urodziła родился родилась geboren geb geburtsdatum
            """))

    /// Words with capitals that are no names.
    static let usual = Set(
        folded(
            """
            The A An In On At By For From With And Of To Children Child Young People Girls Girl Boys Boy Council Sea
            States State Region European Union United Nations Convention Rights Group Expert Ministry Social Affairs
            National Contact Point Points Sweden Swedish Denmark Danish Estonia Estonian Finland Finnish Germany German
            Iceland Icelandic Latvia Latvian Lithuania Lithuanian Norway Norwegian Poland Polish Russia Russian Federation
            January February March April May June July August September October November December Monday Tuesday Wednesday
            Thursday Friday Saturday Sunday Article Articles Report Project Programme Protocol Committee Optional Agency
            Board Centre Center House Save World Health Day Unit Network Chair Secretariat Workshop Conference
            Law Act Section General Director University Institute School This That These Those Every All No Not It He She
            """))

    private static func folded(_ words: String) -> [String] {
        words.split(whereSeparator: \.isWhitespace).map { PlainLetters.of(String($0)) }
    }
}
