public import Basics
public import Languages
public import Markup

/// The windows of the house: each is a place on screen and an audience, and one or more rooms of code stand behind it.
public enum Window: String, Sendable, CaseIterable {
    case archive
    case policymakers
    case meetingRoom = "meeting-room"
    case scientists
    case professionals
    case frontDoor = "front-door"
    case youngPeople = "young-people"

    public var name: Phrase {
        switch self {
        case .archive: Phrase("Archive")
        case .policymakers: Phrase("Policymakers")
        case .meetingRoom: Phrase("Meeting room")
        case .scientists: Phrase("Scientists")
        case .professionals: Phrase("Professionals")
        case .frontDoor: Phrase("Front door")
        case .youngPeople: Phrase("Young people")
        }
    }

    /// One sentence about what is there, or what will be there once it opens.
    public var sentence: Phrase {
        switch self {
        case .archive: Phrase("What was agreed and how it came about: conclusions, sources and the history.")
        case .policymakers: Phrase("Where the states agree: strategy and progress, meetings and money.")
        case .meetingRoom: Phrase("Here members will meet by video, each meeting bound to its agenda.")
        case .scientists: Phrase("What is known: the law in each state and the goals it serves.")
        case .professionals:
            Phrase("Here those who work with children will ask colleagues in other states for help with a case.")
        case .frontDoor: Phrase("What happens, when, where and with whom.")
        case .youngPeople: Phrase("Here children and young people will find their rights, help, and a way to be heard.")
        }
    }
}

/// A window as it looks on a day.
public struct WindowView: Sendable {
    public let window: Window
    /// Where it leads; nil while no room behind it has opened.
    public let link: Link?
    /// The last day, not after today, on which something happened behind it.
    public let lately: Day?
    /// Whether that was within the last ninety days.
    public let isLit: Bool

    public init(window: Window, link: Link?, lately: Day?, today: Day) {
        self.window = window
        self.link = link
        self.lately = lately
        isLit = link != nil && lately.map { $0 <= today && $0 >= today.adding(days: -90) } ?? false
    }
}
