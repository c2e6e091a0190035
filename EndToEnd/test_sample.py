"""What the sample network records, counted on the pages."""

import re

import pytest


def test_the_year_has_31_activities(visit, baltic):
    """Thirty of the report's list and one more, all on one page, under the months in which they began."""
    visitor = visit(baltic)
    visitor.goto("/activities")
    rows = visitor.page.locator("main .rows li")
    assert rows.count() == 31
    assert "31 activities" in visitor.page.locator(".tools").inner_text()
    assert visitor.page.locator("a[rel=next]").count() == 0
    months = visitor.page.locator("main h2.month").all_inner_texts()
    assert months[0] == "May 2018" and months[-1] == "August 2017" and len(months) == len(set(months)) == 10


def test_the_oldest_can_stand_first(visit, baltic):
    """The same list the other way round."""
    visitor = visit(baltic)
    visitor.goto("/activities")
    newest = visitor.page.locator("main .rows a").all_inner_texts()
    visitor.page.get_by_role("link", name="Oldest first").click()
    oldest = visitor.page.locator("main .rows a").all_inner_texts()
    assert len(oldest) == 31 and set(oldest) == set(newest) and oldest != newest
    assert visitor.page.locator("main h2.month").first.inner_text() == "August 2017"


@pytest.mark.parametrize(("choice", "count"), [("project=non-violent-childhoods", 8), ("kind=group-meeting", 2), ("priority=P5", 6)])
def test_a_choice_shows_only_what_fits(visit, baltic, choice, count):
    """A choice keeps its promise: only activities with that mark, and their number."""
    visitor = visit(baltic)
    visitor.goto(f"/activities?{choice}")
    assert visitor.page.locator("main .rows li").count() == count
    assert visitor.page.locator("details.filter").evaluate("it => it.open")
    visitor.page.get_by_role("link", name="Show all").click()
    assert visitor.page.locator("main .rows li").count() == 31


def test_a_choice_that_nobody_offered_is_not_found(baltic):
    """An invented value is no empty list but no page at all."""
    assert baltic.get("/activities?state=ZZ").status == 404
    assert baltic.get("/activities?priority=%3Cscript%3E").status == 404


def test_october_gave_four_messages(visit, baltic):
    """The autumn meeting's messages are there, each with the objectives and goals it concerns."""
    visitor = visit(baltic)
    visitor.goto("/meetings/2017-autumn")
    messages = visitor.page.locator("main .messages > li")
    assert messages.count() == 4
    assert "conduct problems" in messages.last.inner_text()


def test_aprils_messages_are_said_to_be_missing(visit, baltic):
    """Messages that nobody wrote down are called that, not left out in silence."""
    visitor = visit(baltic)
    visitor.goto("/meetings/2018-spring")
    assert visitor.page.locator("main .messages > li").count() == 0
    assert "not been recorded" in visitor.page.locator("main").inner_text()


def test_the_budget_rises_by_ten_per_cent(visit, baltic):
    """A number that matters is a number: the change of the budget from 2019."""
    visitor = visit(baltic)
    visitor.goto("/finances")
    assert re.search(r"\+10\s?%", visitor.page.locator("main").inner_text())


def test_the_lit_windows_and_the_list_say_the_same(visit, baltic):
    """A window is lit where the list says that something happened lately, and dark where a room has not opened."""
    visitor = visit(baltic)
    visitor.goto("/")
    state = "it => ['lit', 'closed'].find(name => it.classList.contains(name)) ?? 'open'"
    drawn = visitor.page.eval_on_selector_all(
        "svg.house :is(a, g).window", f"all => all.map(it => [it.querySelector('text')?.textContent, ({state})(it)])")
    small = visitor.page.eval_on_selector_all(".rooms svg.window", f"all => all.map({state})")
    listed = visitor.page.eval_on_selector_all(".rooms li", """all => all.map(it => [
        it.querySelector('a, b').textContent,
        it.querySelector('.label.alive') ? 'lit' : it.querySelector('a') ? 'open' : 'closed'])""")
    # The door has no room for a label, and the list tells of the open rooms first.
    states = dict(listed)
    assert {name or "Front door": state for name, state in drawn} == states
    assert small == [state for _, state in listed]
    assert len(states) == 7
    assert states["Policymakers"] == states["Front door"] == "lit"
    assert states["Meeting room"] == states["Young people"] == states["Professionals"] == "closed"
    lamp = "rgb(246, 189, 84)"
    fills = visitor.page.eval_on_selector_all(
        "svg.house :is(a, g).window", "all => all.map(it => [it.classList.contains('lit'), getComputedStyle(it.querySelector('.pane')).fill])")
    assert all((fill == lamp) == is_lit for is_lit, fill in fills)


def test_a_drawn_window_leads_into_its_room(visit, baltic):
    """Whoever points at a window of the picture and clicks is in that room."""
    visitor = visit(baltic)
    visitor.goto("/")
    visitor.page.locator("svg.house a", has_text="Policymakers").click()
    visitor.page.wait_for_url("**/strategy")


def test_the_sample_says_that_it_is_a_sample(visit, baltic):
    """Every page names the day that it takes for today."""
    visitor = visit(baltic)
    visitor.goto("/calendar")
    assert "15 June 2018" in visitor.page.locator(".banner").inner_text()
    assert visitor.page.locator("h1").inner_text() == "June 2018"


def test_the_map_and_the_list_beside_it_name_the_same_states(visit, baltic):
    """Every state of the map is a line of the list, with the same number."""
    visitor = visit(baltic)
    visitor.goto("/states")
    drawn = visitor.page.eval_on_selector_all(".map a title", "all => [...new Set(all.map(it => it.textContent))]")
    listed = visitor.page.eval_on_selector_all(
        ".measures li", "all => all.map(it => it.querySelector('a').textContent + ': ' + it.querySelector('.number').textContent)")
    assert len(drawn) == 11 and len(listed) == 12
    assert set(drawn) <= set(listed)
