import Basics
import Cooperation
import HTTP
import Languages
import Markup
import Room
import Web

extension Members {
    /// `GET /members/directory`: who is who today, by state.
    @Sendable
    static func directory(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let entries = try DirectoryEntry.all(on: visitor.today, in: visitor.store, for: visitor.language)
        let groups = entries.reduce(into: [(name: String, entries: [DirectoryEntry])]()) { groups, entry in
            let name = entry.state?.body ?? say("For the whole network")
            if groups.last?.name == name {
                groups[groups.count - 1].entries.append(entry)
            } else {
                groups.append((name, [entry]))
            }
        }
        let sections = groups.enumerated().map { position, group -> HTML in
            Parts.section(
                group.name, id: "group-\(position)",
                "<ul class=\"plain-list\">\n\(group.entries.map { row($0, visitor) })</ul>")
        }
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.members())">\(say("Your own page"))</a></p>
            <h1>\(say("Directory"))</h1>
            <p>\(say("For members only. Everybody keeps their own entry true."))</p>
            <p class="note">\(say("How members are reached is kept sealed on the disk and in backups. Whoever runs the machine could still read it: nothing in confidence belongs here."))</p>
            <p class="tools"><a href="\(Places.directoryEntry())">\(say("Your entry"))</a></p>
            \(entries.isEmpty ? Parts.empty(say("Nobody holds a function today.")) : sections.joined())
            """
        return .page(page(say("Directory"), body))
    }

    private static func row(_ entry: DirectoryEntry, _ visitor: Visitor) -> HTML {
        let say = visitor.say
        let mail = entry.mail.flatMap(mailLink)
        return """
            <li><b>\(entry.name)</b> · \(say(entry.kind.phrase))\(when: entry.isSample, " <span class=\"label\">\(say("invented"))</span>")
            \(Parts.facts([
                (say("Mail address"), mail),
                (say("Telephone"), entry.phone.map { HTML(text: $0) }),
                (say("Languages"), entry.languages.isEmpty ? nil : HTML(text: say.list(entry.languages.map(\.ownName)))),
                (say("When they are there"), entry.hours.map { HTML(text: $0) }),
                (say("Deputy"), entry.deputy.map { HTML(text: $0) }),
                (say("Confirmed on"), entry.confirmed.map { HTML(text: say.date($0)) }),
            ]))
            \(when: entry.isOld(on: visitor.today), "<p class=\"note\">\(say("Nobody has confirmed this for a year."))</p>")\
            <p class="tools"><a href="\(Places.directoryCard(entry.person))" aria-label="\(say("Card of {name}", ["name": entry.name]))">\(say("Card for address books"))</a></p></li>

            """
    }

    /// Only what looks like an address becomes a link.
    private static func mailLink(_ address: String) -> HTML {
        let isOne =
            address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "&") }
            && address.split(separator: "@").count == 2
        return isOne ? "<a href=\"mailto:\(address)\">\(address)</a>" : HTML(text: address)
    }

    /// `GET /members/directory/{person}/card`: an entry as a vCard (RFC 6350).
    @Sendable
    static func card(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let entries = try DirectoryEntry.all(on: visitor.today, person: ref, in: visitor.store, for: visitor.language)
        guard let entry = entries.first else { return .missing }
        return .file(
            HTTPFile(
                bytes: Array(Card.text(of: entry, visitor.say).utf8), contentType: "text/vcard; charset=utf-8",
                cacheControl: "private, no-store"))
    }
}

/// A vCard of version 4.0 (RFC 6350).
enum Card {
    static func text(of entry: DirectoryEntry, _ say: Tongue) -> String {
        let title = [say(entry.kind.phrase), entry.state?.body].compactMap(\.self).joined(separator: ", ")
        let fields: [(String, String?)] = [
            ("FN", entry.name), ("TITLE", title), ("EMAIL", entry.mail), ("TEL;VALUE=text", entry.phone),
            ("NOTE", entry.hours),
        ]
        let lines =
            ["BEGIN:VCARD", "VERSION:4.0"] + fields.compactMap { name, value in value.map { "\(name):\(escaped($0))" } }
            + entry.languages.map { "LANG:\($0.code)" } + ["END:VCARD", ""]
        return lines.joined(separator: "\r\n")
    }

    /// Section 3.4: backslashes, commas, semicolons and line breaks are marked.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(",", with: "\\,").replacing(";", with: "\\;")
            .replacing("\r", with: "").replacing("\n", with: "\\n")
    }
}
