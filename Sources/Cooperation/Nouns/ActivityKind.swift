public import Languages
public import Store

/// What kind of event an activity is.
public enum ActivityKind: String, Storable, CaseIterable {
    case groupMeeting = "group-meeting"
    case expertMeeting = "expert-meeting"
    case consultation
    case workshop
    case conference
    case steering
    case kickOff = "kick-off"
    case studyVisit = "study-visit"
    case networkMeeting = "network-meeting"
    case presentation
    case external
    case planning
    case webinar

    public var phrase: Phrase {
        switch self {
        case .groupMeeting: Phrase("Meeting of the group")
        case .expertMeeting: Phrase("Expert meeting")
        case .consultation: Phrase("Consultation")
        case .workshop: Phrase("Workshop")
        case .conference: Phrase("Conference")
        case .steering: Phrase("Steering group")
        case .kickOff: Phrase("Kick-off")
        case .studyVisit: Phrase("Study visit")
        case .networkMeeting: Phrase("Network meeting")
        case .presentation: Phrase("Presentation")
        case .external: Phrase("External meeting")
        case .planning: Phrase("Planning")
        case .webinar: Phrase("Webinar")
        }
    }
}

/// Our part in an activity.
public enum ActivityRole: String, Storable, CaseIterable {
    case organiser
    case coOrganiser = "co-organiser"
    case partner
    case speaker
    case participant

    public var phrase: Phrase {
        switch self {
        case .organiser: Phrase("We organised it.")
        case .coOrganiser: Phrase("We organised it with others.")
        case .partner: Phrase("We took part as a partner.")
        case .speaker: Phrase("We spoke there.")
        case .participant: Phrase("We took part.")
        }
    }
}
