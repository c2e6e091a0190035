import Cooperation
import Languages
import Markup
import Room
import Web

extension Meetings {
    private static let pageSize = 50

    /// `GET /meetings`
    @Sendable
    static func meetings(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let number = Parts.pageNumber(visitor.query["page"])
        let meetings = try Meeting.newest(
            skipping: (number - 1) * pageSize, limit: pageSize + 1, in: visitor.store, for: visitor.language)
        let rows = meetings.prefix(pageSize).map { meeting -> HTML in
            """
            <li>\(Dates.full(meeting.begins, meeting.ends, say))<span class="what"><a href="\(Places.meeting(meeting.ref))">\(meeting.title.plain(say))</a> \
            <span class="facts">\(meeting.place)\(meeting.programmeTitle.map { " · \($0.plain(say))" as HTML })</span></span></li>

            """
        }
        let commitments = try Commitment.all(in: visitor.store, for: visitor.language)
        let body: HTML = """
            <h1>\(say("Meetings"))</h1>
            \(Deeds.new("meetings", isOffered: visitor.may(.recording), say))
            \(try thisYear(visitor))
            \(rows.isEmpty ? Parts.empty(say("No meeting has been recorded yet.")) : "<ul class=\"rows\">\n\(rows)</ul>")
            \(Parts.pager(number, hasMore: meetings.count > pageSize, say) { Places.meetings().with([("page", $0)]) })
            \(Parts.section(say("What was promised"), id: "commitments", commitments.isEmpty ? nil : try CommitmentRows.list(commitments, visitor)))
            """
        return .page(Page(say("Meetings"), in: .policymakers, body: body))
    }

    /// The presidency of today as a timeline.
    private static func thisYear(_ visitor: Visitor) throws -> HTML? {
        let language = visitor.language
        guard
            let term = try Presidency.all(in: visitor.store, for: language).first(where: {
                $0.begins <= visitor.today && visitor.today <= $0.ends
            })
        else { return nil }
        let year = try ReportYear(term, in: visitor.store, for: language)
        return YearTimeline(from: term.begins, to: term.ends, year.activities, meetings: year.meetings)
            .chart(visitor.say)?.html(visitor.say)
    }

    /// What members work with for a meeting, as far as the reader may see it.
    private static func papers(of meeting: Meeting, _ visitor: Visitor) throws -> HTML {
        guard visitor.member != nil else { return .empty }
        let say = visitor.say
        let papers = try Paper.all(meeting: meeting.ref, in: visitor.store, for: visitor.language)
        return """
            \(Parts.section(say("Papers"), id: "papers", papers.isEmpty ? nil : PaperRows.list(papers, say)))
            \(Deeds.new("papers", known: [("meeting", meeting.ref)], isOffered: visitor.may(.recording), say))
            """
    }

    /// `GET /meetings/{meeting}`
    @Sendable
    static func meeting(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let say = visitor.say
        let language = visitor.language
        guard let meeting = try Meeting.find(ref, in: visitor.store, for: language) else { return .missing }
        let commitments = try Commitment.all(of: meeting, in: visitor.store, for: language)
        let group = try visitor.store.named(.groups, meeting.group, in: language)
        let term = try visitor.store.named(.presidencies, meeting.presidency, in: language)
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.meetings())">\(say("Meetings"))</a></p>
            <h1>\(meeting.title.shown(say))</h1>
            <p class="when">\(Dates.full(meeting.begins, meeting.ends, say)) · \(meeting.place)</p>
            \(Parts.facts([(say("Group"), group?.name.plain(say)), (say("Presidency"), term?.name.plain(say))]))
            \(Deeds.on("meetings", meeting.ref, isOffered: visitor.may(.recording), say))
            \(try papers(of: meeting, visitor))
            \(Parts.section(say("Messages"), id: "messages", try messages(of: meeting, visitor)))
            \(Deeds.new("messages", known: [("meeting", meeting.ref)], isOffered: visitor.may(.recording), say))
            \(Parts.section(say("Agenda"), id: "agenda", try agenda(of: meeting, visitor)))
            \(Parts.section(say("Who took part"), id: "attendance", try attendance(of: meeting, visitor)))
            \(Parts.section(meeting.programmeTitle.map { say("Programme: {title}", ["title": $0.body]) } ?? say("Programme"), id: "programme", meeting.programme?.paragraphs(say)))
            \(Parts.section(say("Decisions"), id: "decisions", meeting.decisions?.paragraphs(say)))
            \(Parts.section(say("What was promised"), id: "commitments", commitments.isEmpty ? nil : try CommitmentRows.list(commitments, visitor)))
            <p class="tools"><a href="\(Places.activity(meeting.activity))">\(say("Among the activities"))</a></p>
            \(Parts.source(meeting.source, say))
            """
        return .page(Page(meeting.title.body, in: .policymakers, body: body))
    }

    private static func agenda(of meeting: Meeting, _ visitor: Visitor) throws -> HTML? {
        let items = try AgendaItem.all(of: meeting, in: visitor.store, for: visitor.language).map { item -> HTML in
            """
            <li>\(item.title.shown(visitor.say))\(item.presenter.map { " <span class=\"facts\">\($0)</span>" as HTML })\(item.summary?.paragraphs(visitor.say))</li>

            """
        }
        return items.isEmpty ? nil : "<ol class=\"messages\">\n\(items)</ol>"
    }

    private static func attendance(of meeting: Meeting, _ visitor: Visitor) throws -> HTML? {
        let say = visitor.say
        let present = try Attendance.all(of: meeting, in: visitor.store, for: visitor.language)
        guard !present.isEmpty else { return nil }
        let rows = present.map { one -> HTML in
            let name: HTML =
                one.state.map { "<a href=\"\(Places.state($0))\">\(one.name.plain(say))</a>" } ?? one.name.plain(say)
            let people = one.people.map { say(one: "{count} person", other: "{count} people", count: $0) }
            return "<li>\(name)\(people.map { " <span class=\"facts\">\($0)</span>" as HTML })</li>\n"
        }
        return "<ul class=\"columns\">\n\(rows)</ul>"
    }

    private static func messages(of meeting: Meeting, _ visitor: Visitor) throws -> HTML? {
        let say = visitor.say
        let language = visitor.language
        let rows = try Message.all(of: meeting, in: visitor.store, for: language).map { message -> HTML in
            let objectives = try visitor.store.linked(.objectives, from: message.id, "objectives", in: language)
            let links = Parts.links(objectives, say, to: { Places.objective($0) }).map {
                "<p class=\"facts\">\($0)</p>" as HTML
            }
            return "<li>\(message.title.shown(say))\(links)</li>\n"
        }
        switch meeting.messagesState {
        case .recorded where !rows.isEmpty: return "<ol class=\"messages\">\n\(rows)</ol>"
        case .recorded, .notRecorded: return Parts.empty(say("The messages of this meeting have not been recorded."))
        case .none: return nil
        }
    }
}
