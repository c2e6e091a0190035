"""A network that has nothing to do with the Baltic Sea: everything that can differ, differs, and nothing leaks through."""

import re

import pytest

from crawl import crawl


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_of_another_network_is_anywhere(rivers, language):
    """No page, in neither language, in text or markup, knows the Baltic Sea, its Council, or a town by it."""
    seen = crawl(rivers, language)
    assert len(seen.pages) > 40
    for path, (text, _) in seen.pages.items():
        assert not re.search(r"baltic|ostsee|\bcbss\b|\briga\b|stockholm|council of the baltic|ostseerat", text, re.I), path
    for file in ("/network.css", "/calendar.ics", "/robots.txt", "/favicon.svg"):
        assert not re.search(r"baltic|cbss|riga", rivers.get(file, language).text, re.I), file


def test_it_has_its_own_name_and_words(visit, rivers):
    """Title, brand and claim are the network's."""
    visitor = visit(rivers, locale="de-AT")
    visitor.goto("/")
    assert visitor.page.title() == "Drei Flüsse"
    assert visitor.page.locator(".brand").inner_text().strip() == "Drei Flüsse"
    assert visitor.page.locator("h1").inner_text() == "Drei Flüsse, drei Länder, ein Dach für Kinder"
    visitor.goto("/en")
    assert visitor.page.title() == "Three Rivers"


def test_the_house_wears_its_colours(visit, rivers, baltic):
    """A green house with violet links here, a red one there."""
    wall = "getComputedStyle(document.querySelector('svg.house .wall')).fill"
    button = "getComputedStyle(document.querySelector('.button')).backgroundColor"
    visitor = visit(rivers)
    visitor.goto("/")
    assert visitor.page.evaluate(wall) == "rgb(47, 93, 80)"
    assert visitor.page.evaluate(button) == "rgb(91, 58, 134)"
    other = visit(baltic)
    other.goto("/")
    assert other.page.evaluate(wall) == "rgb(138, 43, 34)"


def test_it_offers_two_languages_and_begins_in_its_first(visit, rivers):
    """German and English; whoever asks for Latvian is answered in German."""
    visitor = visit(rivers, locale="lv-LV")
    visitor.goto("/")
    assert visitor.page.locator("html").get_attribute("lang") == "de"
    assert visitor.page.locator(".languages a").evaluate_all("all => all.map(it => it.lang)") == ["de", "en"]


def test_its_states_are_tiles_because_it_has_no_map(visit, rivers):
    """Three states, each a tile with its number; no drawing of any region."""
    visitor = visit(rivers)
    visitor.goto("/en/states")
    assert visitor.page.locator("main svg.map, .map").count() == 0
    tiles = visitor.page.locator(".tiles li")
    assert tiles.count() == 3
    assert visitor.page.locator(".measures li").count() == 3
    tiles.first.locator("a").click()
    assert re.search(r"/states/(AR|BO|CE)$", visitor.page.url)


def test_its_presidency_follows_the_calendar_year(visit, rivers):
    """From January to December; the second of the three is the one in office."""
    visitor = visit(rivers)
    visitor.goto("/en/about")
    rows = visitor.page.locator("section[aria-labelledby=presidencies] li").all_inner_texts()
    assert len(rows) == 3
    assert all(re.search(r"1 January\s*–\s*31 December 20\d\d", row) for row in rows), rows
    assert [("now" in row.split()) for row in rows] == ["2026" in row for row in rows]


def test_what_was_postponed_says_why(visit, rivers):
    """The conference that the flood moved names its reason before anything else."""
    visitor = visit(rivers)
    visitor.goto("/de/activities")
    visitor.page.get_by_role("link", name="Konferenz „Kinder reden mit“").click()
    assert "Hochwasser" in visitor.page.locator(".notice").inner_text()
    assert visitor.page.locator(".label.postponed").count() == 1
