import Basics
import Cooperation
import HTTP
import Languages
import Room
import Web

/// What somebody who publishes has filled in.
struct PublishForm: Sendable {
    let key: Key<PublishedVersion>
    /// The number that the version was to have when the form was opened.
    let number: Int
    var languages: [Language]
    var reasons: [Finding.Rule: String] = [:]
    var isSure = false

    /// An empty form: every language that the network offers.
    init(key: Key<PublishedVersion>, number: Int, languages: [Language]) {
        self.key = key
        self.number = number
        self.languages = languages
    }

    /// Reads what was sent. Throws `Refused` for a form without its number, `Fields.Refusal` for strange fields.
    init(_ fields: Fields, offered: [Language]) throws {
        try fields.only(
            ["key", "number", "sure"] + offered.map(Self.name(of:)) + Finding.Rule.allCases.map(Self.name(of:)))
        guard let key = fields["key"].flatMap(Hexadecimal.bytes).flatMap({ Key<PublishedVersion>(bytes: $0) }),
            let number = fields["number"].flatMap({ Int(pathValue: $0) })
        else {
            throw Refused(
                .badRequest, Phrase("This form has no number of its own. Open the page anew and try again."))
        }
        self.key = key
        self.number = number
        languages = offered.filter { fields[Self.name(of: $0)] != nil }
        for rule in Finding.Rule.allCases { reasons[rule] = fields[Self.name(of: rule)] }
        isSure = fields["sure"] == "yes"
    }

    static func name(of language: Language) -> String { "language-\(language.code)" }
    static func name(of rule: Finding.Rule) -> String { "reason-\(rule.rawValue)" }

    /// What is wrong with the form, by the field, for a report that was found to have `groups` of warnings.
    func faults(_ groups: [WarningGroup], _ say: Tongue, on today: Day) -> [(field: String, fault: String)] {
        var faults: [(String, String)] = []
        if languages.isEmpty { faults.append(("languages", say("Choose at least one language."))) }
        for group in groups {
            let count = reasons[group.rule]?.count ?? 0
            if count < WarningGroup.lengths.lowerBound {
                faults.append(
                    (
                        Self.name(of: group.rule),
                        say("{kind}: say why in at least ten characters.", ["kind": say(group.rule.title)])
                    ))
            } else if count > WarningGroup.lengths.upperBound {
                faults.append(
                    (
                        Self.name(of: group.rule),
                        say("{kind}: a reason has at most 2000 characters.", ["kind": say(group.rule.title)])
                    ))
            } else if let sign = ChildSign.first(in: reasons[group.rule] ?? "", on: today) {
                faults.append((Self.name(of: group.rule), say(sign.phrase)))
            }
        }
        if !isSure { faults.append(("sure", say("Confirm that you want to publish."))) }
        return faults
    }
}
