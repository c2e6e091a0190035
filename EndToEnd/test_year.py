"""The year is written down in a browser and becomes the annual report: the whole way, with scripts and without."""

import pytest

import accessibility
import looking
from test_doors import come_in, sign_in
from test_publishing import REPORT, publish, saved

TITLE = "Workshop with guardians by the Daugava"


@pytest.fixture
def anna(visit, own_house, request):
    """The first secretary, signed in; `scripts` says whether her browser runs any."""
    visitor = visit(own_house, java_script_enabled=getattr(request, "param", True))
    come_in(visitor, own_house.invitation("first"))
    return visitor


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def record_activity(page, title=TITLE):
    page.goto("/desk")
    page.get_by_role("link", name="Record an activity").click()
    page.get_by_label("What takes place").fill(title)
    page.get_by_label("First day").fill("2018-06-12")
    page.get_by_label("Place", exact=True).fill("Riga")
    page.get_by_label("Country").select_option("LV")
    page.get_by_label("Kind").select_option("workshop")
    page.get_by_role("checkbox", name="Follow up Tallinn and Warsaw").check()
    save(page)
    assert "Saved." in page.get_by_role("status").first.inner_text()


@pytest.mark.parametrize("anna", [True, False], ids=["with scripts", "without scripts"], indirect=True)
def test_the_year_is_written_down_and_becomes_the_report(anna, visit, own_house):
    """Signed in, recorded, corrected, met, promised, told, checked, mended, published, and in somebody's folder."""
    page = anna.page
    main = page.locator("main")

    record_activity(page)
    stranger = visit(own_house)
    for address in ["/activities", "/calendar/2018-06", "/states/LV", REPORT]:
        stranger.goto(address)
        assert stranger.page.get_by_role("link", name=TITLE).count() >= 1, address
        assert stranger.page.get_by_role("link", name="Change").count() == 0
    stranger.goto("/strategy")
    stranger.page.get_by_role("main").get_by_role("link", name="Follow up Tallinn and Warsaw").first.click()
    assert TITLE in stranger.page.locator("main").inner_text()

    main.get_by_role("link", name="See it on its page").first.click()
    page.get_by_role("link", name="Change").click()
    page.get_by_label("What takes place").fill(TITLE + " and the sea")
    save(page)
    stranger.goto("/activities")
    assert stranger.page.get_by_role("link", name=TITLE + " and the sea").count() == 1
    page.get_by_role("link", name="History of this record").click()
    assert main.locator("ins", has_text="and the sea").count() == 1 and "Anna Berg" in main.inner_text()
    page.get_by_role("link", name="To its form").click()

    page.goto("/desk/meetings/new?activity=2018-06-12-riga")
    assert page.get_by_label("Title", exact=True).input_value() == TITLE + " and the sea"
    page.get_by_label("Decisions").fill("A list of those who can be asked.")
    save(page)
    page.get_by_role("link", name="Add a message").click()
    page.get_by_label("Message", exact=True).fill("Let every guardian know whom to ask.")
    save(page)
    page.goto("/desk")
    row = main.get_by_role("listitem").filter(has_text="Let every guardian know whom to ask.")
    row.get_by_role("link", name="Make it a commitment").click()
    assert page.get_by_label("What is to be done").input_value() == "Let every guardian know whom to ask."
    page.get_by_label("State that does it").select_option("LV")
    page.get_by_label("Due", exact=True).fill("2018-12")
    save(page)
    page.goto("/desk")
    assert main.locator("#open + ul").get_by_role("link", name="Let every guardian know whom to ask.").count() == 1
    assert main.get_by_role("link", name="Make it a commitment").count() == 4

    page.get_by_role("link", name="Write a text").click()
    page.get_by_label("Where it stands").select_option("report-summary")
    page.get_by_label("Presidency").select_option("2017-SE")
    page.get_by_label("Heading").fill("From the chair")
    page.get_by_label("Text", exact=True).fill("A year **by the water**. <script>alert(1)</script>")
    save(page)
    page.goto(REPORT)
    assert page.locator("strong", has_text="by the water").count() == 1
    assert page.locator("main script").count() == 0

    page.goto(REPORT + "/check")
    main.get_by_role("link", name="Mend it").first.click()
    page.get_by_label("Message", exact=True).fill("Nothing was written down in Visby; we ask the chair.")
    save(page)
    publish(page)
    assert page.url == own_house.address + REPORT + "/versions/1"
    assert TITLE in main.inner_text() and "by the water" in main.inner_text()
    assert saved(page, "PDF").suggested_filename == "annual-report-2017-SE-version-1-en.pdf"
    assert anna.complaints == [] and anna.strangers == []


def test_two_browsers_on_one_record(anna, visit, own_house):
    """The second to save sees both versions side by side, chooses, and nobody's words are lost."""
    own_house.run("person", "invite", "--name", "Bo Lind")
    record_activity(anna.page)
    form = "/desk/activities/2018-06-12-riga"
    other = visit(own_house)
    other.page.goto("/sign-in")
    sign_in(other)
    anna.page.goto(form)
    other.page.goto(form)
    anna.page.get_by_label("Place", exact=True).fill("Jūrmala")
    save(anna.page)
    other.page.get_by_label("Place", exact=True).fill("Liepāja")
    other.page.get_by_label("Summary").fill("By the second.")
    save(other.page)
    text = other.page.locator("main").inner_text()
    assert "Somebody has changed this since you opened it." in text and "Jūrmala" in text and "Liepāja" in text
    found = accessibility.in_both_lights_at_every_width(other)
    assert not found, found
    for width in looking.WIDTHS:
        other.resize(width)
        assert other.page.evaluate(looking.WIDE) == []
    other.page.get_by_label("Take this").first.check()
    save(other.page)
    assert other.page.get_by_label("Place", exact=True).input_value() == "Jūrmala"
    assert other.page.get_by_label("Summary").input_value() == "By the second."


def test_what_was_typed_survives_a_closed_tab(anna):
    """A draft is kept while somebody types, offered on the desk, and gone once it is saved."""
    page = anna.page
    page.goto("/desk/activities/new")
    page.get_by_label("What takes place").fill("Half a sentence ab")
    page.get_by_text("Draft kept at").wait_for()
    context = page.context
    page.close()
    again = context.new_page()
    again.goto("/desk")
    again.get_by_role("link", name="Half a sentence ab").click()
    assert again.get_by_label("What takes place").input_value() == "Half a sentence ab"
    again.get_by_label("First day").fill("2018-06-01")
    again.get_by_label("Place", exact=True).fill("Riga")
    again.get_by_label("Kind").select_option("webinar")
    save(again)
    again.goto("/desk")
    assert again.get_by_role("heading", name="Not finished").count() == 0


def test_a_double_click_does_one_thing(anna):
    """Save pressed twice in a hurry is one activity."""
    page = anna.page
    page.goto("/desk/activities/new")
    page.get_by_label("What takes place").fill("Only once")
    page.get_by_label("First day").fill("2018-06-01")
    page.get_by_label("Place", exact=True).fill("Riga")
    page.get_by_label("Kind").select_option("webinar")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    page.wait_for_url("**saved=**")
    page.goto("/desk/activities?q=Only+once")
    assert page.locator("main").get_by_role("link", name="Only once").count() == 1


def test_scripts_offer_what_the_text_suggests(anna):
    """The name of a project and a state in the text are offered, and taken by a click."""
    page = anna.page
    page.goto("/desk/activities/new")
    page.get_by_label("What takes place").fill("PROMISE 2 visits Estonia")
    page.get_by_label("What takes place").blur()
    page.get_by_role("button", name="Estonia").click()
    assert page.get_by_role("checkbox", name="Estonia").is_checked()
    assert page.locator(".offers button", has_text="PROMISE").count() >= 1
    page.locator(".offers button", has_text="PROMISE").first.click()
    assert page.get_by_label("Project", exact=True).input_value() != ""
    assert anna.complaints == []


def test_the_desk_is_for_everybody(anna):
    """axe finds nothing, and nothing is too wide, on the desk's pages in light and dark."""
    page = anna.page
    record_activity(page)
    record = "/desk/activities/2018-06-12-riga"
    for address in [
        "/desk", "/desk/activities", "/desk/activities/new", record, record + "/history", record + "/withdraw",
        record + "/translate/sv", "/desk/meetings/2017-autumn", "/desk/narratives/new", "/desk/import",
        "/desk/withdrawn",
    ]:
        page.goto(address)
        found = accessibility.in_both_lights_at_every_width(anna)
        assert not found, f"{address}: {found}"
        for width in looking.WIDTHS:
            anna.resize(width)
            assert page.evaluate(looking.WIDE) == [], f"{address} at {width}"
        anna.resize(1280)
