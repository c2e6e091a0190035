"""How a report is published: from what keeps it back to the file in somebody's folder, with scripts and without."""

import csv
import hashlib
import pathlib
import shutil

import pytest

import accessibility
import looking
import program
from test_doors import come_in

REPORT = "/reports/2017-SE"


@pytest.fixture
def mended(tmp_path):
    """The sample network, with an answer to the one question that its source leaves open, and a place that is new."""
    folder = tmp_path / "network"
    shutil.copytree(program.BALTIC, folder)
    change(folder / "meetings.csv", "2018-spring", messages_state="none")
    return folder


def change(file, ref, **values):
    with open(file, newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    [row] = [row for row in rows if row["ref"] == ref]
    row.update(values)
    with open(file, "w", newline="", encoding="utf-8") as table:
        writer = csv.DictWriter(table, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def publish(page, languages=("English", "Svenska")):
    """Fills in the form and sends it."""
    page.goto(REPORT + "/publish")
    for box in page.get_by_role("textbox", name="Why it stays so").all():
        box.fill("The source leaves it open.")
    for box in page.locator("fieldset input[type=checkbox]").all():
        box.uncheck()
    for language in languages:
        page.get_by_label(language, exact=True).check()
    page.get_by_label("I have read the report, and publish it.").check()
    page.get_by_role("button", name="Publish version").click()


def saved(page, name):
    """The file behind a link, which may take a while to be made."""
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
    return download.value


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_report_is_published_and_taken_along(visit, own_house, mended, scripts):
    """Refused while an error stands; then published, read by a stranger, and saved as PDF, Word and web page."""
    visitor = visit(own_house, java_script_enabled=scripts)
    page = visitor.page
    come_in(visitor, own_house.invitation("first"))
    page.goto(REPORT)
    assert "Live draft as of 15 June 2018" in page.locator("main").inner_text()
    page.get_by_role("link", name="Publish …").click()
    assert "It cannot be published while this is wrong" in page.locator("main").inner_text()
    assert page.get_by_role("button", name="Publish version").count() == 0
    assert page.get_by_role("link", name="Mend it").first.get_attribute("href") == "/desk/messages/new?meeting=2018-spring"

    own_house.run("load", mended)
    publish(page)
    assert page.url == own_house.address + REPORT + "/versions/1"
    text = page.locator("main").inner_text()
    assert "Published version 1 of 15 June 2018" in text and "Anna Berg" not in text

    web = saved(page, "Web page")
    assert web.suggested_filename == "annual-report-2017-SE-version-1-en.html"
    assert hashlib.sha256(pathlib.Path(web.path()).read_bytes()).hexdigest() in text
    for name, ending, beginning in [("PDF", "pdf", b"%PDF-"), ("Word", "docx", b"PK\x03\x04")]:
        page.goto(REPORT + "/versions/1")
        file = saved(page, name)
        assert file.suggested_filename == f"annual-report-2017-SE-version-1-en.{ending}"
        assert pathlib.Path(file.path()).read_bytes().startswith(beginning)

    stranger = visit(own_house, java_script_enabled=scripts)
    stranger.goto("/reports")
    stranger.page.get_by_role("link", name="Version 1").click()
    assert "Published version 1" in stranger.page.locator("main").inner_text()
    assert stranger.page.get_by_role("link", name="Publish").count() == 0
    # It was kept: the second reader gets it at once.
    assert saved(stranger.page, "PDF").suggested_filename.endswith("version-1-en.pdf")
    assert visitor.complaints == [] and stranger.complaints == [] and stranger.strangers == []


def test_what_changed_can_be_read(visit, own_house, mended):
    """A second version says what is new before it goes out, and what changed afterwards; the first stays as it was."""
    own_house.run("load", mended)
    visitor = visit(own_house)
    page = visitor.page
    come_in(visitor, own_house.invitation("first"))
    publish(page)
    first = own_house.get(REPORT + "/versions/1").body
    change(mended / "meetings.csv", "2017-autumn", title="Autumn meeting under the oak")
    own_house.run("load", mended)
    page.goto(REPORT + "/publish")
    assert "New since version 1" in page.locator("main").inner_text()
    page.locator("#news ~ details > summary").click()
    assert page.locator("ins").first.is_visible()
    publish(page)
    page.get_by_role("link", name="What changed since the version before").click()
    assert page.locator("ins", has_text="under the oak").first.is_visible()
    # What screen readers are given names what was added and removed.
    heard = page.locator("main").aria_snapshot()
    assert "added:" in heard and "removed:" in heard
    later = own_house.get(REPORT + "/versions/1").body
    body = lambda bytes: bytes[bytes.index(b"<article"):bytes.index(b"</article>")]
    assert body(later) == body(first)


def test_the_form_says_what_is_missing(visit, own_house, mended):
    """Sent without reasons it comes back, says at the top what is missing, and leads to each field."""
    own_house.run("load", mended)
    visitor = visit(own_house)
    page = visitor.page
    come_in(visitor, own_house.invitation("first"))
    page.goto(REPORT + "/publish")
    page.get_by_role("textbox", name="Why it stays so").first.fill("short")
    page.get_by_role("button", name="Publish version").click()
    alert = page.get_by_role("alert")
    assert "Nothing was published." in alert.inner_text()
    alert.get_by_role("link").first.click()
    assert page.get_by_role("textbox", name="Why it stays so").first.input_value() == "short"
    assert page.locator(":target").get_attribute("aria-invalid") == "true"
    nothing_is_wrong(visitor)


def test_the_pages_are_for_everybody(visit, own_house, mended):
    """axe finds nothing and nothing is too wide on the pages of publishing, in light and dark."""
    visitor = visit(own_house)
    page = visitor.page
    come_in(visitor, own_house.invitation("first"))
    page.goto(REPORT + "/publish")
    nothing_is_wrong(visitor)
    own_house.run("load", mended)
    publish(page)
    nothing_is_wrong(visitor)
    change(mended / "meetings.csv", "2017-autumn", title="Autumn meeting under the oak")
    own_house.run("load", mended)
    page.goto(REPORT + "/publish")
    for summary in page.locator("main summary").all():
        summary.click()
    nothing_is_wrong(visitor)
    publish(page)
    for path in ["/versions/2", "/versions/2/changes", "/check"]:
        page.goto(REPORT + path)
        nothing_is_wrong(visitor)
    page.goto("/reports")
    nothing_is_wrong(visitor)
    page.route("**/download/pdf", that_stays)
    page.goto(REPORT + "/download/pdf")
    assert page.get_by_role("status").inner_text()
    nothing_is_wrong(visitor)


def that_stays(route):
    """The page that says how far a file has come, without its wish to be asked for again."""
    answer = route.fetch()
    route.fulfill(response=answer, headers={name: it for name, it in answer.headers.items() if name != "refresh"})


def nothing_is_wrong(visitor):
    found = accessibility.in_both_lights_at_every_width(visitor)
    assert not found, f"{visitor.page.url}: {found}"
    for width in looking.WIDTHS:
        visitor.resize(width)
        assert visitor.page.evaluate(looking.WIDE) == [], f"{visitor.page.url} at {width}"
    visitor.resize(1280)
