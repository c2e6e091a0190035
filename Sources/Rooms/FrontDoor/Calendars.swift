import Basics
import Cooperation
import HTTP
import Languages
import Room
import Store
import Web

extension FrontDoor {
    /// `GET /calendar.ics`
    @Sendable
    static func calendarFile(_ visitor: Visitor) throws -> Outcome {
        guard let network = try Network.find(in: visitor.store, for: visitor.language) else { return .missing }
        return try calendar(named: network.shortName.body, tag: "all", visitor)
    }

    /// `GET /projects/{project}/calendar.ics`
    @Sendable
    static func projectCalendar(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        guard let project = try Project.find(ref, in: visitor.store, for: visitor.language) else { return .missing }
        return try calendar(named: project.title.body, tag: "project/\(ref)", visitor)
    }

    /// `GET /states/{state}/calendar.ics`
    @Sendable
    static func stateCalendar(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        guard let state = try State.find(ref, in: visitor.store, for: visitor.language) else { return .missing }
        return try calendar(named: state.name.body, tag: "state/\(ref)", visitor)
    }

    /// What took place in the last two years and what is planned for the next two.
    private static func calendar(named name: String, tag: String, _ visitor: Visitor) throws -> Outcome {
        let items = try ActivityList.between(
            visitor.today.adding(days: -731), visitor.today.adding(days: 731), tag: tag, most: 2000, in: visitor.store,
            for: visitor.language)
        let bytes = CalendarText.bytes(
            items, name: name, host: "childcentre", now: Moment(startOf: visitor.today))
        return .file(HTTPFile(bytes: bytes, contentType: "text/calendar; charset=utf-8", cacheControl: visitor.keeping))
    }

    static func calendarOfAll(_ say: Tongue) -> Page.Alternate {
        Page.Alternate(title: say("Calendar file"), type: "text/calendar", link: Places.calendarFile())
    }
}

extension Visitor {
    /// How a file may be kept: after asking each time, or not at all where not everybody may see what is in it.
    var keeping: String { store.sight == .everybody ? "no-cache" : "private, no-store" }
}
