public import Basics
public import Languages
import Store

/// What in a text names a child. This house refuses it: it cannot keep a child's confidence yet.
public enum ChildSign: Sendable, Hashable {
    /// A number by which a state knows a person.
    case nationalNumber
    /// A name beside an age below eighteen.
    case nameAndAge
    /// A name beside a birth date of somebody below eighteen.
    case nameAndBirth

    /// The first sign in a text; nil where nobody is named.
    ///
    /// - Parameter today: the day on which somebody is below eighteen, or is not.
    public static func first(in text: String, on today: Day) -> ChildSign? {
        if text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }), NationalNumber.first(in: text) != nil {
            return .nationalNumber
        }
        return NamedAge.first(in: text, on: today)
    }

    /// Why it is refused, and what to write instead.
    public var phrase: Phrase {
        switch self {
        case .nationalNumber:
            Phrase(
                "A person’s national number stands here. This house does not keep what names a child: write “a girl of nine” or “a boy from the north” instead, and leave the number out."
            )
        case .nameAndAge:
            Phrase(
                "A name stands beside a child’s age here. This house does not keep what names a child: write “a girl of nine” instead, without the name."
            )
        case .nameAndBirth:
            Phrase(
                "A name stands beside a child’s birth date here. This house does not keep what names a child: write “a girl of nine” instead, without name and date."
            )
        }
    }

    /// What stands in a table instead, for whoever loads one.
    public var expectation: String {
        switch self {
        case .nationalNumber: "no person's national number; write “a girl of nine” instead"
        case .nameAndAge: "no name beside a child's age; write “a girl of nine” instead"
        case .nameAndBirth: "no name beside a child's birth date; write “a girl of nine” instead"
        }
    }
}

extension Column {
    /// Whether somebody could write about a person in it.
    var holdsFreeText: Bool {
        switch kind {
        case .text, .prose, .document: true
        case .word: !["mail", "phone", "country", "map", "time_zone"].contains(name)
        default: false
        }
    }
}
