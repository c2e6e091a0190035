"""Every kind of page stands on its own: found, named, whole, quiet, and narrow enough for a phone."""

import re

import pytest

from kinds import BALTIC, MISSING

every_kind = pytest.mark.parametrize("kind", BALTIC)


@every_kind
def test_has_one_heading_a_title_and_its_language(look, kind):
    """Every kind of page answers with the right status, one main heading, a title of its own and its language."""
    page = look(kind)
    assert page.status == (404 if kind in MISSING else 200)
    assert len(page.main_headings) == 1 and page.main_headings[0].strip()
    own, _, network = page.title.rpartition(" – ")
    assert network == "Children at Risk" and (own or kind == "the front page")
    assert page.language == page.content_language == "en"


@every_kind
def test_makes_the_browser_complain_of_nothing_and_asks_no_stranger(look, kind):
    """No console error or warning, no breach of the content policy, no request to another origin."""
    page = look(kind)
    assert page.complaints == []
    assert page.strangers == []


@every_kind
def test_never_has_to_be_scrolled_sideways(look, kind):
    """Nothing is wider than a window of 320, 360, 768 or 1280 pixels; only tables may scroll inside their own frame."""
    assert look(kind).too_wide == {}


@every_kind
def test_fits_when_letters_are_twice_as_large(look, kind):
    """At twice the text size in a window of 1280 pixels (WCAG 2.2, 1.4.4) nothing has to be scrolled sideways."""
    assert look(kind).too_wide_when_large == []


@every_kind
def test_puts_every_picture_into_words_or_out_of_the_way(look, kind):
    """A picture has a name that can be read aloud, or is hidden from those who listen."""
    assert look(kind).nameless_pictures == []


@every_kind
def test_has_headings_in_order_and_no_id_twice(look, kind):
    """Headings never skip a level downwards, and every id stands once."""
    page = look(kind)
    levels = page.heading_levels
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:])), levels
    assert sorted(page.ids) == sorted(set(page.ids))


@every_kind
def test_leaves_no_hole_in_its_words(look, kind):
    """No placeholder, no phrase without its value, no stray mark of the program stands on a page."""
    text = look(kind).text
    assert re.findall(r"\{\w+\}|Optional\(|\bnil\b|\bnull\b|undefined|NaN|&amp;|&#|</?[a-z]+>", text) == []
    assert re.findall(r"· +·|· *\n|\(\)|  +· ", text) == []


@every_kind
def test_says_the_same_without_scripts(look, kind, without_scripts):
    """Whoever has switched scripts off reads the same words and finds the same links."""
    without_scripts.goto(BALTIC[kind])
    # Passkeys are a matter of scripts, and their button is not there without; the password is.
    words = look(kind).text.replace("Sign in with a passkey\n", "")
    assert without_scripts.page.locator("body").inner_text().split() == words.split()
    assert without_scripts.page.locator("a[href]").count() == look(kind).links


def test_the_first_visit_costs_less_than_100_kb(visit, baltic):
    """Everything that comes over the line for the front page on a first visit, heads and fonts included."""
    visitor = visit(baltic)
    line = visitor.context.new_cdp_session(visitor.page)
    line.send("Network.enable")
    received = []
    line.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    visitor.page.goto("/", wait_until="networkidle")
    icon = baltic.get("/favicon.svg")
    total = sum(received) + len(icon.body) + 600
    assert len(received) >= 6, "the page and its style sheets were counted"
    assert 10_000 < total < 100_000, f"{total} bytes"


def test_nothing_jumps_while_the_front_page_loads(visit, baltic):
    """No part of the page moves once it has been shown (layout shift of nothing)."""
    visitor = visit(baltic, viewport={"width": 360, "height": 800})
    visitor.page.add_init_script("""window.shift = 0; new PerformanceObserver(list => {
        for (const entry of list.getEntries()) window.shift += entry.value }).observe({type: 'layout-shift', buffered: true})""")
    visitor.page.goto("/", wait_until="networkidle")
    assert visitor.page.evaluate("window.shift") < 0.01


def test_a_page_read_again_is_taken_from_the_browsers_own_store(visit, baltic):
    """Style sheets come once; the second page asks only for itself and for the network's colours."""
    visitor = visit(baltic)
    visitor.page.goto("/", wait_until="networkidle")
    asked = []
    visitor.page.on("response", lambda answer: None if answer.from_service_worker else asked.append(answer))
    line = visitor.context.new_cdp_session(visitor.page)
    line.send("Network.enable")
    stored = []
    line.on("Network.requestServedFromCache", lambda event: stored.append(event["requestId"]))
    visitor.page.goto("/strategy", wait_until="networkidle")
    sheets = [answer for answer in asked if "/assets/" in answer.url]
    assert len(sheets) >= 5
    assert len(stored) >= len(sheets)
