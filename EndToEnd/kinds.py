"""Every kind of page, by the words that the tests' names use, with an address of the sample network for each."""

BALTIC = {
    "the front page": "/",
    "who we are": "/about",
    "the activities": "/activities",
    "a choice of activities": "/activities?priority=P1&kind=expert-meeting",
    "a choice that nothing fits": "/activities?priority=P3&kind=webinar&state=IS",
    "one activity": "/activities/3",
    "a group's meeting as an activity": "/activities/27",
    "the month of today": "/calendar",
    "a full month": "/calendar/2017-11",
    "the projects": "/projects",
    "one project": "/projects/promise",
    "the states": "/states",
    "one state": "/states/SE",
    "a member that is no state": "/states/EU",
    "the strategy": "/strategy",
    "a priority": "/strategy/priorities/P5",
    "an objective": "/strategy/objectives/P2.1",
    "a postponed objective": "/strategy/objectives/P1.2",
    "the meetings": "/meetings",
    "one meeting": "/meetings/2017-autumn",
    "the money": "/finances",
    "the conclusions": "/conclusions",
    "one conclusion": "/conclusions/stockholm-2016",
    "the history": "/history",
    "the sources": "/sources",
    "the law": "/law",
    "the goals": "/goals",
    "the annual reports": "/reports",
    "one annual report": "/reports/2017-SE",
    "what keeps a report from going out": "/reports/2017-SE/check",
    "the news": "/news",
    "the open data": "/api",
    "a search": "/search?q=trafficking",
    "a search that finds nothing": "/search?q=qwertyuiop",
    "the door": "/sign-in",
    "who may do what": "/who-may-do-what",
    "how long the house keeps what": "/retention",
    "an address that leads nowhere": "/no-such-page",
    "a language that is not offered": "/fr/activities",
}

MISSING = {"an address that leads nowhere", "a language that is not offered"}

# Between them these hold most parts that a page is made of: the picture, cards, lists, a form, facts, tables, a map.
DIFFERENT = ["the front page", "a choice of activities", "one state", "one meeting", "the law"]

LANGUAGES = ["da", "de", "en", "et", "fi", "is", "lt", "lv", "nb", "pl", "ru", "sv"]

THREE_RIVERS = {
    "the front page": "/",
    "who we are": "/about",
    "the activities": "/activities",
    "one activity": "/activities/8",
    "a month": "/calendar/2025-11",
    "one project": "/projects/sternenhaus",
    "the states": "/states",
    "one state": "/states/CE",
    "the strategy": "/strategy",
    "an objective": "/strategy/objectives/P1.2",
    "one meeting": "/meetings/2025-fruehjahr",
    "the money": "/finances",
    "the law": "/law",
}


def in_language(path, language):
    """The address of the same page in a language of one's choice."""
    return f"/{language}" if path == "/" else f"/{language}{path}"
