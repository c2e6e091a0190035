public import Web

/// The permanent addresses of the public pages, so that rooms can link to each other without knowing each other.
public enum Places {
    public static let home = Path< >("/")
    public static let about = Path< >("/about")

    public static let activities = Path< >("/activities")
    public static let activity = Path<Int>("/activities/{number}")
    public static let calendar = Path< >("/calendar")
    public static let month = Path<String>("/calendar/{month}")
    public static let calendarFile = Path< >("/calendar.ics")

    public static let projects = Path< >("/projects")
    public static let project = Path<String>("/projects/{project}")
    public static let projectCalendar = Path<String>("/projects/{project}/calendar.ics")

    public static let states = Path< >("/states")
    public static let state = Path<String>("/states/{state}")
    public static let stateCalendar = Path<String>("/states/{state}/calendar.ics")

    public static let strategy = Path< >("/strategy")
    public static let priority = Path<String>("/strategy/priorities/{priority}")
    public static let objective = Path<String>("/strategy/objectives/{objective}")
    public static let goals = Path< >("/goals")

    public static let meetings = Path< >("/meetings")
    public static let meeting = Path<String>("/meetings/{meeting}")
    public static let finances = Path< >("/finances")

    public static let conclusions = Path< >("/conclusions")
    public static let conclusion = Path<String>("/conclusions/{conclusion}")
    public static let history = Path< >("/history")
    public static let sources = Path< >("/sources")

    public static let law = Path< >("/law")
}
