"""Follows every link of a house once, without a browser, and writes down what leads nowhere."""

import re
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser

LANGUAGE = re.compile(r"^/(da|de|en|et|fi|is|lt|lv|nb|pl|ru|sv)(?=/|\?|$)")
MONTH = re.compile(r"^/calendar/(\d{4})-\d\d$")


class Links(HTMLParser):
    """The links of a page and the ids that links may lead to."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        its = dict(attributes)
        if "id" in its:
            self.ids.add(its["id"])
        for name in ("href", "src", "action"):
            # Where a form is sent need not be a page.
            if its.get(name) and not (name == "action" and its.get("method") == "post"):
                self.links.append(its[name])


@dataclass
class Seen:
    pages: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)


def crawl(house, language="en", years=range(2016, 2028), start="/"):
    """Fetches every page that can be reached from the front page. The months of other years are fetched, not followed;
    of the language switch every link is fetched from the front page only, where the other pages repeat it."""
    seen = Seen()
    waiting, known, anchors = [start], {start}, []
    while waiting:
        path = waiting.pop()
        answer = house.get(path, language)
        if answer.status != 200:
            seen.faults.append(f"{path}: {answer.status}")
            continue
        if not answer.fields["Content-Type"].startswith("text/html"):
            continue
        page = Links(answer.text)
        seen.pages[path] = (answer.text, page.ids)
        month = MONTH.match(path)
        if LANGUAGE.match(path) or month and int(month[1]) not in years:
            continue
        for link in page.links:
            address = urllib.parse.urlsplit(urllib.parse.urljoin(path, link))
            if address.scheme or address.netloc:
                continue
            target = address.path + (f"?{address.query}" if address.query else "")
            if address.fragment:
                anchors.append((path, target, urllib.parse.unquote(address.fragment)))
            if target not in known and not (LANGUAGE.match(target) and path != start):
                known.add(target)
                waiting.append(target)
    for path, target, anchor in anchors:
        if target in seen.pages and anchor not in seen.pages[target][1]:
            seen.faults.append(f"{path}: there is no #{anchor} on {target}")
    return seen
