"""The same pages on paper, on a phone, and for people who ask for no motion."""

import pytest

SHOWN = "it => getComputedStyle(it).display !== 'none' && it.getBoundingClientRect().height > 0"


def on_paper(visit, baltic, path):
    visitor = visit(baltic)
    visitor.page.emulate_media(media="print")
    visitor.goto(path)
    return visitor.page


@pytest.mark.parametrize("path", ["/", "/activities?priority=P1", "/meetings/2017-autumn", "/calendar/2017-11"])
def test_paper_carries_no_navigation(visit, baltic, path):
    """Navigation, languages, the form, the pager and the skip link stay on the screen; heading and brand are printed."""
    page = on_paper(visit, baltic, path)
    for part in ("nav", ".languages", ".filter", ".tools", ".pager", ".skip"):
        assert not any(page.locator(part).evaluate_all(f"all => all.map({SHOWN})")), part
    assert page.locator("h1").evaluate(SHOWN) and page.locator(".brand").evaluate(SHOWN)


def test_the_screen_carries_the_navigation(visit, baltic):
    """The same parts are there on the screen, so that their absence on paper means something."""
    visitor = visit(baltic)
    visitor.goto("/activities?priority=P1")
    for part in ("header nav", ".languages", ".filter", ".tools"):
        assert visitor.page.locator(part).first.evaluate(SHOWN), part


def test_paper_is_black_on_white_even_in_the_dark(visit, baltic):
    """Whoever reads in the dark prints without a black page."""
    visitor = visit(baltic, color_scheme="dark")
    visitor.page.emulate_media(media="print", color_scheme="dark")
    visitor.goto("/strategy")
    colours = visitor.page.evaluate("(style => [style.backgroundColor, style.color])(getComputedStyle(document.body))")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_paper_spells_out_where_links_to_other_sites_lead(visit, baltic):
    """A link out of the house is followed by its address, unless the address is what it says anyway."""
    page = on_paper(visit, baltic, "/projects/promise")
    link = page.locator("main a[href^=http]").first
    said = link.evaluate("it => it.textContent + getComputedStyle(it, '::after').content")
    assert link.get_attribute("href") in said


def test_long_tables_repeat_their_heads_on_every_sheet(visit, baltic):
    """The head of a table is a group of heads, and rows are not torn apart."""
    page = on_paper(visit, baltic, "/law")
    assert set(page.locator("thead").evaluate_all("all => all.map(it => getComputedStyle(it).display)")) == {"table-header-group"}
    assert set(page.locator("tbody tr").evaluate_all("all => all.map(it => getComputedStyle(it).breakInside)")) == {"avoid"}


def test_the_house_on_a_phone_has_no_small_print(visit, baltic):
    """At 360 pixels the picture has no labels, and the rooms stand below as a list with their windows."""
    visitor = visit(baltic, viewport={"width": 360, "height": 800})
    visitor.goto("/")
    assert not any(visitor.page.locator("svg.house text").evaluate_all(f"all => all.map({SHOWN})"))
    rooms = visitor.page.locator(".rooms li")
    assert rooms.count() == 7
    lefts = rooms.evaluate_all("all => all.map(it => it.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1, "one below the other"
    assert all(rooms.locator("svg.window").evaluate_all(f"all => all.map({SHOWN})"))
    visitor.resize(1280)
    assert all(visitor.page.locator("svg.house text").evaluate_all(f"all => all.map({SHOWN})"))


def test_the_month_on_a_phone_is_a_list(visit, baltic):
    """The grid of a month is for wide windows; a phone shows the list that says the same."""
    visitor = visit(baltic, viewport={"width": 360, "height": 800})
    visitor.goto("/calendar/2017-11")
    assert not visitor.page.locator(".month-grid").evaluate(SHOWN)
    assert visitor.page.locator(".rows li").count() == 8
    visitor.resize(1280)
    assert visitor.page.locator(".month-grid").evaluate(SHOWN)


def test_nothing_moves_for_those_who_ask_for_no_motion(visit, baltic):
    """With reduced motion nothing has a transition or an animation; without that wish a window lights up softly."""
    moving = """() => [...document.querySelectorAll('*')].filter(it => {
        const style = getComputedStyle(it)
        return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none' || style.scrollBehavior === 'smooth'
    }).length"""
    calm = visit(baltic, reduced_motion="reduce")
    for path in ("/", "/states", "/activities"):
        calm.goto(path)
        assert calm.page.evaluate(moving) == 0
    lively = visit(baltic, reduced_motion="no-preference")
    lively.goto("/")
    assert lively.page.evaluate(moving) > 0


def test_targets_on_a_phone_can_be_hit_with_a_thumb(visit, baltic):
    """Links of the navigation, buttons and opened languages are at least 28 pixels high on a phone."""
    visitor = visit(baltic, viewport={"width": 360, "height": 800}, has_touch=True)
    visitor.goto("/")
    visitor.page.locator(".languages summary").tap()
    heights = visitor.page.locator("header nav a, .languages a, .languages summary, .button").evaluate_all(
        "all => all.map(it => [it.textContent, it.getBoundingClientRect().height])")
    assert len(heights) > 20
    assert [one for one in heights if one[1] < 28] == []
