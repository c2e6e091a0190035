"""The calendar file is what RFC 5545 asks for, so that any calendar program can read it."""

import datetime

import pytest


def lines_of(answer):
    assert answer.status == 200
    assert answer.fields["Content-Type"].replace(" ", "").startswith("text/calendar;charset=utf-8")
    body = answer.body
    assert body.endswith(b"\r\n") and b"\n" not in body.replace(b"\r\n", b"") and b"\r" not in body.replace(b"\r\n", b"")
    assert max(map(len, body.split(b"\r\n"))) <= 75
    for line in body.split(b"\r\n"):
        line.decode("utf-8")
    return body.decode().replace("\r\n ", "").split("\r\n")[:-1]


def events_of(answer):
    """A small reader of the format: every event as a dictionary, nested as the file nests them."""
    lines = lines_of(answer)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR" and "VERSION:2.0" in lines
    events, event = [], None
    for line in lines[1:-1]:
        name, colon, value = line.partition(":")
        assert colon, line
        if line == "BEGIN:VEVENT":
            assert event is None
            event = {}
        elif line == "END:VEVENT":
            events.append(event)
            event = None
        elif event is not None:
            assert name not in event, f"{name} stands twice"
            event[name] = value
    assert event is None
    return events


@pytest.mark.parametrize("language", ["en", "sv", "ru"])
def test_all_activities_are_events(baltic, language):
    """Thirty-one events, each with an identity of its own, its days and its title."""
    events = events_of(baltic.get(f"/{language}/calendar.ics"))
    assert len(events) == 31
    assert len({event["UID"] for event in events}) == 31
    for event in events:
        begins, ends = (datetime.datetime.strptime(event[f"DT{it};VALUE=DATE"], "%Y%m%d") for it in ("START", "END"))
        assert begins < ends <= begins + datetime.timedelta(days=10)
        datetime.datetime.strptime(event["DTSTAMP"], "%Y%m%dT%H%M%SZ")
        assert event["SUMMARY"].strip() and event["STATUS"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")


def test_commas_and_strokes_are_armed(baltic):
    """A comma inside a title is written with a stroke before it, and never alone."""
    for event in events_of(baltic.get("/calendar.ics")):
        for text in (event["SUMMARY"], event["LOCATION"]):
            bare = text.replace("\\\\", "").replace("\\,", "").replace("\\;", "").replace("\\n", "")
            assert not set(bare) & set(",;\\")


def test_a_project_and_a_state_have_files_of_their_own(baltic):
    """Fewer events, all of which are in the file of everything too."""
    everything = {event["UID"] for event in events_of(baltic.get("/calendar.ics"))}
    project = {event["UID"] for event in events_of(baltic.get("/projects/non-violent-childhoods/calendar.ics"))}
    state = {event["UID"] for event in events_of(baltic.get("/states/LV/calendar.ics"))}
    assert len(project) == 8 and 0 < len(state) < 31
    assert project < everything and state < everything


def test_what_was_postponed_is_cancelled_in_the_calendar(rivers):
    """A calendar program must not remind anybody of a conference that does not take place."""
    events = events_of(rivers.get("/en/calendar.ics"))
    assert [event["STATUS"] for event in events].count("CANCELLED") == 1
    assert len(events) == 12
