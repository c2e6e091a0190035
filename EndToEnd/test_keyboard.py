"""Everything can be reached and read without a mouse, and one always sees where one is."""

import pytest

FOCUSED = """() => {
    const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect()
    return {
        name: (it.className.baseVal ?? it.className) || it.textContent.trim(), tag: it.tagName, href: it.getAttribute('href'),
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        inMain: !!it.closest('main'), inNavigation: !!it.closest('header nav'),
    }
}"""


def tab(visitor):
    visitor.page.keyboard.press("Tab")
    return visitor.page.evaluate(FOCUSED)


def walk(visitor, most=200):
    """Every stop of the Tab key from the head of the page to its foot."""
    stops = []
    for _ in range(most):
        stop = tab(visitor)
        if stop["tag"] == "BODY":
            return stops
        stops.append(stop)
    raise AssertionError("The Tab key never leaves the page.")


def test_the_first_stops_are_the_skip_link_the_brand_and_the_navigation(visit, baltic):
    """Tab, Tab, Tab: to the content, home, the first room."""
    visitor = visit(baltic)
    visitor.goto("/strategy")
    assert tab(visitor)["name"] == "skip"
    assert tab(visitor)["name"] == "brand"
    first = tab(visitor)
    assert first["inNavigation"] and first["href"] == "/activities"


def test_the_skip_link_shows_itself_and_leads_to_the_content(visit, baltic):
    """The skip link can be seen while it has the focus; after Enter the next stop lies in the content."""
    visitor = visit(baltic)
    visitor.goto("/strategy")
    assert not visitor.page.evaluate("document.querySelector('.skip').getBoundingClientRect().right > 0")
    assert tab(visitor)["seen"]
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"
    assert tab(visitor)["inMain"]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["/", "/activities?priority=P1", "/states", "/meetings/2017-autumn", "/law"])
def test_every_stop_is_seen_and_has_a_ring(visit, baltic, path, width):
    """Whatever has the focus is in the window and is drawn with a ring of at least two pixels."""
    visitor = visit(baltic, viewport={"width": width, "height": 800})
    visitor.goto(path)
    stops = walk(visitor)
    assert len(stops) > 15
    assert [stop for stop in stops if not (stop["ring"] and stop["seen"])] == []


def test_the_picture_is_passed_over_because_the_list_says_the_same(visit, baltic):
    """The drawn windows are no stops; the rooms' list below leads to every room the picture leads to."""
    visitor = visit(baltic)
    visitor.goto("/")
    drawn = visitor.page.eval_on_selector_all("svg.house a", "all => all.map(it => it.getAttribute('href'))")
    stops = [stop["href"] for stop in walk(visitor)]
    assert drawn and set(drawn) <= set(stops)
    assert visitor.page.evaluate("[...document.querySelectorAll('svg.house a')].every(it => it.tabIndex === -1)")


def test_the_language_can_be_chosen_with_the_keyboard(visit, baltic):
    """Enter opens the list of languages, Tab walks through it, Enter chooses."""
    visitor = visit(baltic)
    visitor.goto("/history")
    visitor.page.locator(".languages summary").focus()
    visitor.page.keyboard.press("Enter")
    assert visitor.page.locator(".languages").evaluate("it => it.open")
    assert tab(visitor)["href"] == "/da/history"
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/da/history")


def test_a_choice_of_activities_can_be_made_with_the_keyboard(visit, baltic):
    """Open the form, choose with the arrow keys, send with Enter: the address says what was chosen."""
    visitor = visit(baltic)
    visitor.goto("/activities")
    visitor.page.locator(".filter summary").focus()
    visitor.page.keyboard.press("Enter")
    tab(visitor)
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.locator(".filter button").focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/activities?**")
    assert "priority=P1" in visitor.page.url
    assert visitor.page.locator("select[name=priority]").input_value() == "P1"


def test_a_wide_table_can_be_scrolled_with_the_keyboard(visit, baltic):
    """On a phone a table that is wider than the window takes the focus and moves with the arrow keys."""
    visitor = visit(baltic, viewport={"width": 360, "height": 800})
    visitor.goto("/projects/promise")
    table = visitor.page.locator(".table")
    assert table.evaluate("it => it.scrollWidth > it.clientWidth")
    table.focus()
    visitor.page.keyboard.press("ArrowRight")
    # Scrolling is smooth; the policy of the page forbids to wait for it inside the page.
    for _ in range(50):
        if table.evaluate("it => it.scrollLeft") > 0:
            return
        visitor.page.wait_for_timeout(40)
    raise AssertionError("The table did not move.")
