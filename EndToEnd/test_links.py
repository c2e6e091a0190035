"""Every link of every page leads somewhere."""

import re

from crawl import crawl


def test_no_link_is_dead_and_every_anchor_exists(baltic):
    """All pages of the sample network are fetched once; each link on them leads to a page, each anchor to a place on it."""
    seen = crawl(baltic)
    assert seen.faults == []
    paths = {path.partition("?")[0] for path in seen.pages}
    for one in ["/activities/31", "/calendar/2018-05", "/projects/tram", "/states/PL", "/strategy/priorities/P6",
                "/strategy/objectives/P6.2", "/meetings/2018-spring", "/conclusions/oslo-2018", "/sources"]:
        assert one in paths, f"{one} can be reached by links alone"
    assert len(paths) > 90


def test_no_link_of_the_three_rivers_is_dead(rivers):
    """The same for a network with other words, other addresses and no map."""
    seen = crawl(rivers, language="de")
    assert seen.faults == []
    assert len(seen.pages) > 40


def test_the_list_can_be_read_to_its_end_page_by_page(visit, long_list):
    """“Next page” leads through all 192 activities, none twice, and back to the first page."""
    visitor = visit(long_list)
    visitor.goto("/activities")
    links = []
    for _ in range(10):
        links += visitor.page.eval_on_selector_all("main .rows a", "all => all.map(it => it.getAttribute('href'))")
        following = visitor.page.locator("a[rel=next]")
        if not following.count():
            break
        following.click()
    assert len(links) == 192 == len(set(links))
    visitor.page.get_by_role("link", name="First page").click()
    assert visitor.page.url == long_list.address + "/activities"


def test_a_stroke_too_many_at_the_end_is_forgiven(visit, baltic):
    """`/activities/` leads to `/activities`."""
    visitor = visit(baltic)
    assert visitor.goto("/activities/").status == 200
    assert visitor.page.url == baltic.address + "/activities"


def test_links_to_other_sites_say_where_they_lead(baltic):
    """A link out of the house is https and shows its address or a name."""
    text = baltic.get("/sources").text
    outside = re.findall(r'<a href="(http[^"]+)"[^>]*>(.*?)</a>', text)
    assert outside and all(address.startswith("https://") and words.strip() for address, words in outside)
