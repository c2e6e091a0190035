"""axe-core finds nothing wrong: every kind of page, in light and dark, on a phone and on a desk, in twelve languages."""

import pytest

import accessibility
from kinds import BALTIC, DIFFERENT, LANGUAGES, THREE_RIVERS, in_language

# The longest words, the other alphabet, the most forms; the others are looked at among the long tests.
FIRST = ["fi", "ru", "lt", "en"]


@pytest.mark.parametrize("kind", BALTIC)
def test_axe_finds_nothing_in_english(reader, kind):
    """Every kind of page in English, light and dark, at 360 and 1280 pixels."""
    reader.goto(BALTIC[kind])
    expect_nothing(accessibility.in_both_lights_at_every_width(reader))


@pytest.mark.parametrize(
    "language", [pytest.param(one, marks=[] if one in FIRST else pytest.mark.long) for one in LANGUAGES])
def test_axe_finds_nothing_on_a_phone(visit, baltic, language):
    """The most different pages in each of the twelve languages, at 360 pixels; nothing is too wide there."""
    check_on_a_phone(visit(baltic), language, DIFFERENT)


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page_on_a_phone(visit, baltic, language):
    """Every kind of page in each of the twelve languages, at 360 pixels."""
    check_on_a_phone(visit(baltic), language, BALTIC)


@pytest.mark.parametrize("kind", THREE_RIVERS)
def test_axe_finds_nothing_in_the_colours_of_three_rivers(visit, rivers, kind):
    """A network's own colours keep their contrast in light and dark."""
    visitor = visit(rivers)
    visitor.goto(in_language(THREE_RIVERS[kind], "de"))
    expect_nothing(accessibility.in_both_lights_at_every_width(visitor))


def test_axe_finds_nothing_where_something_is_open(reader):
    """The list of languages and the choice of activities, opened."""
    reader.resize(360)
    reader.goto("/activities")
    for summary in reader.page.locator("summary").all():
        summary.click()
    expect_nothing(accessibility.in_both_lights_at_every_width(reader))


def test_axe_does_find_what_is_wrong(reader):
    """A picture without words and pale letters are reported, so that silence means something."""
    reader.goto("/sources")
    reader.page.evaluate("""() => {
        const wrong = document.querySelector('main').appendChild(document.createElement('p'))
        wrong.append('pale', document.createElement('img'))
        wrong.style.color = '#eee'
    }""")
    found = " ".join(accessibility.violations(reader.page))
    assert "image-alt" in found and "color-contrast" in found


def check_on_a_phone(visitor, language, kinds):
    visitor.resize(360)
    found = {}
    for kind in kinds:
        visitor.goto(in_language(BALTIC[kind], language) if not BALTIC[kind].startswith("/fr") else BALTIC[kind])
        wide = visitor.page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
        wrong = accessibility.violations(visitor.page) + ([f"too wide by {wide}"] if wide > 0 else [])
        if wrong:
            found[kind] = wrong
    expect_nothing(found)


def expect_nothing(found):
    """One line for each place where something is wrong."""
    assert not found, "\n".join(f"{where}: {' | '.join(what)}" for where, what in found.items())
