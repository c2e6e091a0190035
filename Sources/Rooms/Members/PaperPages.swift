import Cooperation
import Languages
import Markup
import Room
import Web

extension Members {
    /// `GET /members/papers`: what members work with, the latest first.
    @Sendable
    static func papers(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let papers = try Paper.all(in: visitor.store, for: visitor.language)
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.members())">\(say("Your own page"))</a></p>
            <h1>\(say("Papers"))</h1>
            <p>\(say("Drafts, agendas and letters that members work with before anything is adopted."))</p>
            \(Deeds.new("papers", isOffered: visitor.may(.recording), say))
            \(papers.isEmpty ? Parts.empty(say("There is no paper that you may see.")) : PaperRows.list(papers, say))
            """
        return .page(page(say("Papers"), body))
    }

    /// `GET /members/papers/{paper}`
    @Sendable
    static func paper(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let say = visitor.say
        guard let paper = try Paper.find(ref, in: visitor.store, for: visitor.language) else { return .missing }
        let facts: [(String, HTML?)] = [
            (say("Kind"), HTML(text: say(paper.kind.phrase))),
            (say("When"), paper.date.map { HTML(text: Dates.text($0, say)) }),
            (say("Meeting"), paper.meeting.map { "<a href=\"\(Places.meeting($0.ref))\">\($0.title.plain(say))</a>" }),
            (
                say("Where it can be read"),
                paper.address.flatMap(Link.init(outside:)).map { "<a href=\"\($0)\">\($0.address)</a>" }
            ),
            (say("Who may see it"), HTML(text: paper.readers(say))),
        ]
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.papers())">\(say("Papers"))</a></p>
            <h1>\(paper.title.shown(say))</h1>
            \(Parts.facts(facts))
            \(Deeds.on("papers", paper.ref, isOffered: visitor.may(.recording), say))
            \(paper.summary.map { "<p class=\"kept-text\">\($0.shown(say))</p>" as HTML })
            """
        return .page(page(paper.title.body, body))
    }
}
