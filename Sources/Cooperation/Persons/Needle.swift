import Basics
import Identity
import Store

/// Something that names somebody, looked for in texts: it is found only where it stands as a word of its own, so that
/// whoever looks for Anna Berg does not find Anna Bergström.
struct Needle: Hashable, Sendable {
    let text: String
    /// Whether it is a name, which may be somebody else's as well.
    let isName: Bool
    private let scalars: [Unicode.Scalar]
    /// What makes another word directly before or after, beside letters and digits.
    private let before: Set<Unicode.Scalar>
    private let after: Set<Unicode.Scalar>

    private init(
        _ text: String, isName: Bool = false, before: Set<Unicode.Scalar> = [], after: Set<Unicode.Scalar> = []
    ) {
        self.text = text
        self.isName = isName
        scalars = Array(text.unicodeScalars)
        self.before = before
        self.after = after
    }

    static func name(_ name: String) -> Needle { Needle(name, isName: true) }

    /// Refs are made of words that hyphens join.
    static func ref(_ ref: String) -> Needle { Needle(ref, before: ["-"], after: ["-"]) }

    static func address(_ address: String) -> Needle {
        Needle(address, before: ["-", ".", "_", "+"], after: ["-"])
    }

    /// Whether a text has it.
    func stands(in text: String) -> Bool {
        let text = Array(text.unicodeScalars)
        guard let first = scalars.first, text.count >= scalars.count else { return false }
        return (0...text.count - scalars.count).contains { start in
            let end = start + scalars.count
            return text[start] == first && text[start..<end].elementsEqual(scalars)
                && (start == 0 || !Needle.goesOn(text[start - 1], before))
                && (end == text.count || !Needle.goesOn(text[end], after))
        }
    }

    private static func goesOn(_ scalar: Unicode.Scalar, _ joiners: Set<Unicode.Scalar>) -> Bool {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber: return true
        default: return properties.isAlphabetic || joiners.contains(scalar)
        }
    }
}

/// Under what names, refs and addresses somebody is known, so that they can be forgotten by them.
struct Naming {
    let names: [String]
    let refs: [String]
    let addresses: [String]

    init(_ subject: PersonInHouse, in store: some Querying) throws {
        let members = subject.members
        var names = [subject.name], refs = [subject.ref].compactMap(\.self), addresses: [String] = []
        if let person = subject.person {
            names += try store.values("select name from people where id = \(person)")
            if let mail = try MailEntry.of(person, in: store)?.address { addresses.append(mail) }
        }
        names += try store.values("select name from members where id in (\(list: members))")
        addresses += try store.values("select address from members where id in (\(list: members))")
        addresses += try store.values(
            "select address from mail_choices where member in (\(list: members)) and address is not null")
        if let ref = subject.ref {
            for table in Naming.tables {
                refs += try subject.records(of: table, in: store).map(\.ref).filter { $0.contains(ref) }
            }
        }
        self.names = Naming.telling(names)
        self.refs = Naming.telling(refs)
        self.addresses = Naming.telling(addresses)
    }

    /// The tables with a person's own records.
    static let tables = ["functions", "assignments", "contacts"]

    /// What to look for in texts. A name of sign-in that is no address stands in none, and may be any word.
    var needles: [Needle] {
        names.map(Needle.name) + refs.map(Needle.ref) + addresses.filter { $0.contains("@") }.map(Needle.address)
    }

    private static func telling(_ words: [String]) -> [String] {
        Set(words).filter { $0.utf8.count > 2 && $0 != Member.nameless }.sorted()
    }
}
