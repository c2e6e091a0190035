import Cooperation
import Languages
public import Room
import Web

/// What everybody sees first: the house, what happens, where and with whom.
public enum FrontDoor {
    public static let room = Room(
        "frontdoor", window: .frontDoor,
        doors: [
            Room.Door(Phrase("Activities"), Places.activities()),
            Room.Door(Phrase("Projects"), Places.projects()),
            Room.Door(Phrase("States"), Places.states()),
        ],
        lately: ActivityDays.last
    ) { routes in
        routes.get(Places.home, for: .everyone, home)
        routes.get(Places.about, for: .everyone, about)
        routes.get(Places.activities, for: .everyone, activities)
        routes.get(Places.activity, for: .everyone, activity)
        routes.get(Places.calendar, for: .everyone, thisMonth)
        routes.get(Places.month, for: .everyone, month)
        routes.get(Places.calendarFile, for: .everyone, calendarFile)
        routes.get(Places.projects, for: .everyone, projects)
        routes.get(Places.project, for: .everyone, project)
        routes.get(Places.projectCalendar, for: .everyone, projectCalendar)
        routes.get(Places.states, for: .everyone, states)
        routes.get(Places.state, for: .everyone, state)
        routes.get(Places.stateCalendar, for: .everyone, stateCalendar)
        routes.get(Places.news, for: .everyone, news)
        routes.get(Places.newsFeed, for: .everyone) { try newsFeed($0, at: Places.newsFeed()) }
        routes.get(Places.ownCalendar, for: .everyone, ownCalendar)
        routes.get(Places.ownNews, for: .everyone, ownNews)
    }
}
