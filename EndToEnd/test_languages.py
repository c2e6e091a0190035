"""Twelve languages: chosen by the address, remembered, never mixed; what is not translated says so."""

import concurrent.futures
import re

import pytest

from kinds import LANGUAGES

ACTIVITIES = {"en": "Activities", "sv": "Aktiviteter"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_speaks_each_language(baltic, language):
    """`/sv` and its siblings say their language in the markup and in the answer's head, in English surroundings too."""
    answer = baltic.get(f"/{language}")
    assert answer.status == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.fields["Content-Language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_is_answered_in_its_own_language(baltic, language):
    """The first page comes in the browser's language, whatever its region."""
    assert baltic.get("/", f"{language}-XX,{language};q=0.9,en;q=0.4").fields["Content-Language"] == language


def test_the_switch_leads_to_the_same_page_and_is_remembered(visit, baltic):
    """Whoever chooses Swedish on a page reads the same page in Swedish, and every later page too."""
    visitor = visit(baltic)
    page = visitor.page
    visitor.goto("/states/SE?order=oldest")
    page.locator(".languages summary").click()
    page.locator(".languages a", has_text="Svenska").click()
    assert page.url == baltic.address + "/sv/states/SE?order=oldest"
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.locator("h1").inner_text() == "Sverige"
    page.locator(".crumbs a").click()
    assert page.url == baltic.address + "/states"
    assert page.locator("html").get_attribute("lang") == "sv"
    cookie = next(it for it in visitor.context.cookies() if it["name"] == "language")
    assert cookie["value"] == "sv" and cookie["httpOnly"] and cookie["sameSite"] == "Lax"
    assert page.locator(".languages a[aria-current]").text_content() == "Svenska"


def test_the_address_wins_over_what_was_remembered(visit, baltic):
    """`/de/…` is German for a visitor who chose Swedish and whose browser asks for English; German is remembered then."""
    visitor = visit(baltic)
    visitor.goto("/sv/strategy")
    visitor.goto("/de/strategy")
    assert visitor.page.locator("html").get_attribute("lang") == "de"
    visitor.goto("/strategy")
    assert visitor.page.locator("html").get_attribute("lang") == "de"


def test_every_language_is_offered_under_its_own_name(visit, baltic):
    """The switch names each language in that language, and says so to readers of screens."""
    visitor = visit(baltic)
    visitor.goto("/")
    visitor.page.locator(".languages summary").click()
    links = visitor.page.locator(".languages a")
    assert sorted(links.evaluate_all("all => all.map(it => it.lang)")) == LANGUAGES
    assert {"Dansk", "Eesti", "Íslenska", "Latviešu", "Lietuvių", "Polski", "Suomi", "Русский"} <= set(links.all_inner_texts())
    assert links.evaluate_all("all => all.every(it => it.lang === it.hreflang)")


def test_a_language_that_is_not_offered_is_no_page(baltic, rivers):
    """French is nobody's, Swedish is not the three rivers'; neither address pretends to be another."""
    assert baltic.get("/fr/activities").status == 404
    assert rivers.get("/sv/activities").status == 404
    assert rivers.get("/sv").status == 404
    assert rivers.get("/de/activities").status == 200


def test_two_visitors_at_once_do_not_mix_their_languages(visit, baltic):
    """Two people with browsers of their own, one Swedish and one German, walk through the same pages in turns."""
    swede, german = visit(baltic, locale="sv-SE"), visit(baltic, locale="de-DE")
    for path in ["/", "/activities", "/states/LV", "/strategy", "/law"] * 2:
        for visitor in (swede, german):
            visitor.page.goto(path, wait_until="commit")
        for visitor, language in ((swede, "sv"), (german, "de")):
            visitor.page.wait_for_load_state()
            assert visitor.page.locator("html").get_attribute("lang") == language
            assert visitor.page.locator(".languages a[aria-current]").get_attribute("lang") == language
        assert german.page.locator("h1").inner_text() != "" != swede.page.locator("h1").inner_text()


def test_many_at_once_are_each_answered_in_their_own_language(baltic):
    """Six hundred requests over eight lines at once: every answer is in the language that was asked for."""
    def ask(number):
        language = LANGUAGES[number % 12]
        answer = baltic.get(["/", "/strategy", "/states/EE"][number % 3], language)
        return answer.fields["Content-Language"] == language and f'<html lang="{language}">' in answer.text

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(600)))


def test_what_is_not_translated_is_marked_with_its_language(baltic):
    """In German the texts of the records are English still: each says so in the markup, and to the eye."""
    text = baltic.get("/de/strategy/objectives/P2.1").text
    assert re.search(r'<h1>[^<]*<span lang="en">[^<]+</span> <abbr class="tongue" title="[^"]+">en</abbr></h1>', text)
    assert not re.search(r"<h1>[^<]*<span", baltic.get("/en/strategy/objectives/P2.1").text)


def test_a_heading_of_a_translated_state_needs_no_mark(baltic):
    """Where there is a translation it stands alone."""
    text = baltic.get("/sv/states/SE").text
    assert re.search(r"<h1>\s*Sverige\s*</h1>", text)


def test_a_translation_of_an_older_wording_is_marked(baltic):
    """The Swedish account of objective P5.1 and of April's meeting translate an earlier text, and say so."""
    for path in ("/strategy/objectives/P5.1", "/activities/27"):
        assert baltic.get("/sv" + path).text.count('class="stale"') == 1
        assert 'class="stale"' not in baltic.get("/en" + path).text
    assert 'class="stale"' not in baltic.get("/sv/strategy/objectives/P1.1").text


def test_drafts_are_called_drafts(baltic):
    """A language whose words no native speaker has checked says so at the foot of every page; English does not."""
    assert 'class="draft"' in baltic.get("/lt/activities").text
    assert 'class="draft"' not in baltic.get("/en/activities").text
