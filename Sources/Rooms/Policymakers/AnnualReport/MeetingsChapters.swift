import Cooperation
import Languages
import Markup
import Web

extension ChapterWriter {
    /// The meetings of the group with what they agreed on, and what is promised.
    func meetings() throws -> Chapter {
        var chapter = Chapter("meetings", say("Meetings and their messages"))
        for meeting in year.meetings {
            chapter.record(
                """
                \(chapter.heading("meeting-\(meeting.ref)", meeting.title, to: Places.meeting(meeting.ref), say))
                \(facts(Dates.full(meeting.begins, meeting.ends, say), HTML(text: meeting.place)))
                \(meeting.programmeTitle.map { "<h4>\($0.shown(say))</h4>" as HTML })
                \(meeting.programme?.paragraphs(say))
                \(meeting.decisions.map { "<h4>\(say("Decisions"))</h4>\($0.paragraphs(say))" as HTML })
                \(try messages(of: meeting))
                \(try agenda(of: meeting))
                \(try attendance(of: meeting))
                """)
        }
        chapter.record(try promised(in: &chapter))
        try write("report-meetings", in: &chapter)
        return chapter
    }

    private func messages(of meeting: Meeting) throws -> HTML {
        guard meeting.messagesState != .none else { return .empty }
        let rows = try Message.all(of: meeting, in: store, for: language).map {
            "<li><a href=\"\(Places.meeting(meeting.ref))\">\($0.title.shown(say))</a></li>\n" as HTML
        }
        let list: HTML =
            rows.isEmpty
            ? Parts.empty(say("The messages of this meeting have not been recorded."))
            : "<ol class=\"messages\">\n\(rows)</ol>"
        return "<h4>\(say("Messages"))</h4>\n\(list)"
    }

    private func agenda(of meeting: Meeting) throws -> HTML {
        let items = try AgendaItem.all(of: meeting, in: store, for: language).map { item -> HTML in
            let presenter = item.presenter.map { " (\($0))" as HTML }
            return "<li>\(item.title.shown(say))\(presenter)\(item.summary?.paragraphs(say))</li>\n"
        }
        return items.isEmpty ? .empty : "<h4>\(say("Agenda"))</h4>\n<ol>\n\(items)</ol>"
    }

    private func attendance(of meeting: Meeting) throws -> HTML {
        let present = try Attendance.all(of: meeting, in: store, for: language)
        guard !present.isEmpty else { return .empty }
        let names = present.map { one -> HTML in
            let count = one.people.map { " (\(say.number($0)))" }
            let link = one.state.map { Places.state($0) }
            return link.map { "<a href=\"\($0)\">\(one.name.plain(say))</a>\(count)" }
                ?? "\(one.name.plain(say))\(count)"
        }
        return "<h4>\(say("Who took part"))</h4>\n<p>\(names.joined(separator: ", "))</p>"
    }

    private func promised(in chapter: inout Chapter) throws -> HTML {
        let rows = try Commitment.all(in: store, for: language).map { one -> HTML in
            let owner =
                try store.named(.states, one.ownerState, in: language)
                ?? store.named(.groups, one.ownerGroup, in: language)
            return """
                <tr><th scope="row"><a href="\(Places.meetings())">\(one.title.shown(say))</a></th><td>\(owner?.name.shown(say))</td>\
                <td>\(one.due.map { Dates.text($0, say) })</td><td>\(say(one.state.phrase))\(one.reason.map { ". \($0.shown(say))" as HTML })</td></tr>

                """
        }
        guard !rows.isEmpty else { return .empty }
        let heads = [say("What"), say("Who"), say("Due"), say("Status")]
        return """
            \(chapter.heading("commitments", say("Commitments"), say))
            \(table(heads, rows, named: "commitments"))
            """
    }

    /// What others arranged and the network spoke or took part in.
    var elsewhere: [ActivityItem] {
        let roles: [ActivityRole] = [.speaker, .participant, .partner]
        return year.activities.filter { item in
            item.kind != .groupMeeting && details[item.number].map { roles.contains($0.role) } == true
        }
    }

    func representation() throws -> Chapter {
        var chapter = Chapter("representation", say("Represented elsewhere"))
        let rows = elsewhere.map { item -> HTML in
            """
            <tr><td>\(Dates.full(item.begins, item.ends, say))</td><th scope="row"><a href="\(Places.activity(item.number))">\(item.title.shown(say))</a></th>\
            <td>\(item.place)</td><td>\(details[item.number].map { say($0.role.phrase) })</td></tr>

            """
        }
        let heads = [say("Time"), say("What"), say("Place"), say("Our part")]
        chapter.record(table(heads, rows, named: "representation", "wide dated represented"))
        return chapter
    }
}
