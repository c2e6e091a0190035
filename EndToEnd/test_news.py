"""The news are a page for people and a feed that readers of feeds understand."""

import re

import feedparser
import pytest


def feed_of(house, language):
    """The feed as a feed reader sees it, and the answer that brought it."""
    answer = house.get(f"/{language}/news.atom")
    assert answer.status == 200
    assert answer.fields["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.body)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed, answer


@pytest.mark.parametrize("language", ["en", "sv", "ru", "de"])
def test_a_feed_reader_finds_what_it_needs(baltic, language):
    """Names, days, links and words, in the language of the address."""
    feed, _ = feed_of(baltic, language)
    head = feed.feed
    assert head.id.startswith("urn:uuid:") and head.title and head.updated_parsed and head.author
    assert head.language == language
    assert {link.rel: link.href for link in head.links} == {
        "self": f"{baltic.address}/{language}/news.atom", "alternate": f"{baltic.address}/{language}/news"}
    assert 10 <= len(feed.entries) <= 50
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    for entry in feed.entries:
        assert entry.id.startswith("urn:uuid:") and entry.updated_parsed and entry.title.strip() and entry.summary.strip()
        assert entry.link.startswith(f"{baltic.address}/{language}/")
    updated = [entry.updated_parsed for entry in feed.entries]
    assert updated == sorted(updated, reverse=True) and head.updated_parsed == updated[0]


def test_every_entry_leads_to_its_record(baltic):
    """The title stands on the page that an entry leads to."""
    feed, _ = feed_of(baltic, "en")
    for entry in feed.entries:
        page = baltic.get(entry.link.removeprefix(baltic.address))
        assert page.status == 200 and re.search(re.escape(entry.title.split("’")[0][:30]), page.text), entry.link


def test_whoever_has_it_already_gets_nothing_again(baltic):
    """The same feed twice has the same tag and the same names."""
    first, answer = feed_of(baltic, "en")
    second, again = feed_of(baltic, "en")
    assert answer.fields["ETag"] == again.fields["ETag"]
    assert [entry.id for entry in first.entries] == [entry.id for entry in second.entries]
    other, _ = feed_of(baltic, "sv")
    assert not {entry.id for entry in first.entries} & {entry.id for entry in other.entries}


def test_a_reader_finds_the_feed_from_any_page(visit, baltic):
    """The head names it, and the foot leads to the news."""
    visitor = visit(baltic)
    visitor.goto("/activities")
    address = visitor.page.locator("link[type='application/atom+xml']").get_attribute("href")
    assert address == "/en/news.atom"
    visitor.page.get_by_role("contentinfo").get_by_role("link", name="News").click()
    assert visitor.page.get_by_role("heading", level=1).inner_text() == "News"
    visitor.page.locator("main .rows a").first.click()
    assert visitor.page.locator("h1").count() == 1
    assert visitor.complaints == [] and visitor.strangers == []
