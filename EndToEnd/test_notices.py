"""What members are told: at once where a page is open and scripts run, and on the next page where they do not."""

import pytest

import accessibility
import looking
from test_people import sample

COUNT = ".bell .count"
#: How many pages of a browser listen, and how many wait for their turn.
LISTENING = "(it => [it.held.length, it.pending.length])(await navigator.locks.query())"


@pytest.fixture
def two(visit, own_house):
    """Two of the sample's people, whom the tests call Anna and Bo: she is of the secretariat and writes, and he is told."""
    def come(scripts=True):
        anna, bo = visit(own_house), visit(own_house, java_script_enabled=scripts)
        return sample(anna, "Sanna Prov"), sample(bo, "Rolf Vorlage")

    return come


def give_a_function(anna, kind="translator"):
    """Anna gives Bo a function."""
    page = anna.page
    page.goto("/desk/assignments/new")
    page.locator("select[name=person]").select_option(label="Rolf Vorlage")
    page.locator("select[name=kind]").select_option(kind)
    page.locator("input[name=from]").fill("2018-01-01")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Saved." in page.get_by_role("status").first.inner_text()


def shown(page, count):
    page.wait_for_function(
        "([where, count]) => document.querySelector(where).textContent === count", arg=[COUNT, str(count)])


def test_a_count_changes_on_a_page_that_is_open(two):
    """One records, and the other's page says so without being loaded anew; two pages of one browser share one stream."""
    anna, bo = two()
    page = bo.page
    page.goto("/about")
    page.wait_for_function(f"async () => ({LISTENING})[0] === 1")
    second = bo.context.new_page()
    streams = []
    second.on("request", lambda it: streams.append(it.url) if it.url.endswith("/members/notices/stream") else None)
    second.goto("/activities")
    second.wait_for_function(f"async () => String({LISTENING}) === '1,1'")
    assert not page.locator(COUNT).is_visible() and not second.locator(COUNT).is_visible()
    page.evaluate("window.isStillThere = true")
    give_a_function(anna)
    shown(page, 1)
    shown(second, 1)
    assert page.locator(COUNT).is_visible()
    assert page.evaluate("window.isStillThere") is True
    assert page.locator("#notices-said").inner_text() == "1 notice that you have not seen"
    assert page.locator("#notices-said").get_attribute("aria-live") == "polite"
    assert streams == []
    # The page that listened closes, and the other one takes over.
    page.close()
    give_a_function(anna, "researcher")
    shown(second, 2)
    assert len(streams) == 1
    assert not anna.page.locator(COUNT).is_visible()
    assert bo.complaints == [] and anna.complaints == [] and bo.strangers == []


def test_without_scripts_the_next_page_says_so(two):
    anna, bo = two(scripts=False)
    page = bo.page
    page.goto("/members/notices")
    assert "Nothing has happened yet" in page.locator("main").inner_text()
    give_a_function(anna)
    assert not page.locator(COUNT).is_visible()
    page.goto("/about")
    assert page.locator(COUNT).inner_text() == "1"
    page.locator(".bell").click()
    assert page.url.endswith("/members/notices")
    assert "You were given a function." in page.locator(".told .unseen").inner_text()
    assert "New" in page.locator(".told .unseen").inner_text()
    page.get_by_role("button", name="Mark all as seen").click()
    assert "All is marked as seen." in page.get_by_role("status").inner_text()
    assert page.locator(".told li").count() == 1 and page.locator(".told .unseen").count() == 0
    assert not page.locator(COUNT).is_visible()


def test_a_stream_ends_with_its_session(two, own_house):
    """Signed out in one place, the member's stream there is over within a second, and the page says nothing more."""
    _, bo = two()
    page = bo.page
    page.goto("/about")
    page.evaluate("""() => {
        window.source = new EventSource('/members/notices/stream')
        window.opened = new Promise(done => source.addEventListener('open', done))
        window.ended = new Promise(done => source.addEventListener('error', () => done(Date.now())))
        return opened
    }""")
    began = page.evaluate("Date.now()")
    own_house.run("person", "end", "Rolf Vorlage")
    left = page.evaluate("Date.now()")
    ended = page.evaluate("ended")
    print(f"The stream ended {ended - left} ms after the operator's command did, which took {left - began} ms")
    assert ended - left < 1000
    bo.goto("/members/notices")
    assert "/sign-in" in page.url


def test_the_pages_of_notices_have_no_faults(two):
    """axe finds nothing, and nothing is too wide, with a count in the frame and without, and in a long language."""
    anna, bo = two()
    page = bo.page
    found = {}

    def look(what, path):
        bo.goto(path)
        for width in (320, 360, 768, 1280):
            bo.resize(width)
            if wide := page.evaluate(looking.WIDE):
                found[f"{what} at {width}"] = wide
        found.update({f"{what}, {k}": v for k, v in accessibility.in_both_lights_at_every_width(bo, (320, 1280)).items()})

    look("none", "/members/notices")
    give_a_function(anna)
    look("one", "/members/notices")
    look("one, in German", "/de/members/notices")
    look("a public page", "/en/about")
    assert found == {}
