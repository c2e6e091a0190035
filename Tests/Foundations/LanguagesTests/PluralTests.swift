import Basics
import Foundation
import Testing

@testable import Languages

@Suite("A plural")
struct PluralTests {
    /// The numbers up to 125 that do not take the last form listed, which is the one for all others.
    static let teens = Set(11...19).union(111...119)
    static func ending(_ digits: ClosedRange<Int>, without: Set<Int>) -> Set<Int> {
        Set((0...125).filter { digits.contains($0 % 10) && !without.contains($0) })
    }

    @Test("is the form of each language from 0 to 125", arguments: Language.allCases)
    func forms(_ language: Language) {
        let expected: [Set<Int>] =
            switch language {
            case .danish, .german, .english, .estonian, .finnish, .norwegian, .swedish: [[1]]
            case .icelandic: [[1, 21, 31, 41, 51, 61, 71, 81, 91, 101, 121]]
            case .lithuanian: [Self.ending(1...1, without: [11, 111]), Self.ending(2...9, without: Self.teens)]
            case .latvian:
                [
                    Self.ending(0...0, without: []).union(Self.teens),
                    [1, 21, 31, 41, 51, 61, 71, 81, 91, 101, 121],
                ]
            case .polish: [[1], Self.ending(2...4, without: [12, 13, 14, 112, 113, 114])]
            case .russian:
                [Self.ending(1...1, without: [11, 111]), Self.ending(2...4, without: [12, 13, 14, 112, 113, 114])]
            }
        for number in 0...125 {
            let form = expected.firstIndex { $0.contains(number) } ?? expected.count
            #expect(Plural.form(of: number, in: language) == form, "\(number)")
            #expect(Plural.form(of: -number, in: language) == form, "-\(number)")
        }
        #expect((0...2).contains(Plural.form(of: .min, in: language)))
    }

    @Test("is the form that gettext finds in the header of our files")
    func gettext() throws {
        let output = try PhrasesTests.run(PhrasesTests.root.appending(path: "scripts/phrases"), "--plurals").output
        let forms = try JSONDecoder().decode([String: [Int]].self, from: Data(output.utf8))
        #expect(forms.count == Language.allCases.count)
        for language in Language.allCases {
            #expect(forms[language.code] == (0...125).map { Plural.form(of: $0, in: language) }, "\(language)")
        }
    }
}
