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
        routes.get(Places.home, home)
        routes.get(Places.about, about)
        routes.get(Places.activities, activities)
        routes.get(Places.activity, activity)
        routes.get(Places.calendar, thisMonth)
        routes.get(Places.month, month)
        routes.get(Places.calendarFile, calendarFile)
        routes.get(Places.projects, projects)
        routes.get(Places.project, project)
        routes.get(Places.projectCalendar, projectCalendar)
        routes.get(Places.states, states)
        routes.get(Places.state, state)
        routes.get(Places.stateCalendar, stateCalendar)
        routes.get(Places.news, news)
        routes.get(Places.newsFeed, newsFeed)
    }
}
