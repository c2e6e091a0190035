import Cooperation
import Languages
import Markup
import Room
import Web

/// Commitments with who carries them out, when they are due, and how far they have come.
enum CommitmentRows {
    static func list(_ commitments: [Commitment], _ visitor: Visitor) throws -> HTML {
        "<ul class=\"objectives\">\n\(try commitments.map { try row($0, visitor) })</ul>"
    }

    private static func row(_ commitment: Commitment, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let state = try visitor.store.named(.states, commitment.ownerState, in: visitor.language)
        let group = try visitor.store.named(.groups, commitment.ownerGroup, in: visitor.language)
        let owner = (state ?? group)?.name.plain(say)
        let due = commitment.due.map { HTML(text: say("due {date}", ["date": Dates.text($0, say)])) }
        let facts = [owner, due].compactMap(\.self).joined(separator: " · ")
        return """
            <li><p>\(commitment.title.shown(say)) \(commitment.state.label(say))</p>
            \(when: !facts.isEmpty, "<p class=\"facts\">\(facts)</p>")\(commitment.reason?.paragraphs(say))\(Deeds.on("commitments", commitment.ref, isOffered: visitor.member != nil, say))</li>

            """
    }
}
