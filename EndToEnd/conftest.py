"""What every test can ask for: houses that are being served, one browser, and a fresh visitor for each test."""

import csv
import functools
import shutil

import pytest
from playwright.sync_api import sync_playwright

import looking
import program
from kinds import BALTIC


def pytest_collection_modifyitems(config, items):
    """The long tests run only when they are asked for."""
    if config.getoption("-m"):
        return
    kept = [item for item in items if not item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


@pytest.fixture(scope="session")
def baltic():
    """The sample network of the Baltic Sea states."""
    with program.served(program.BALTIC) as house:
        yield house


@pytest.fixture
def own_house():
    """A house for one test alone, in which nobody can sign in yet."""
    with program.served(program.BALTIC) as house:
        yield house


@pytest.fixture(scope="session")
def rivers():
    """A quite different network: its own name, colours, languages and calendar."""
    with program.served(program.THREE_RIVERS) as house:
        yield house


@pytest.fixture(scope="session")
def long_list(tmp_path_factory):
    """The three rivers after many years: 180 activities more, so that the list has several pages."""
    folder = tmp_path_factory.mktemp("many") / "network"
    shutil.copytree(program.THREE_RIVERS, folder)
    with open(folder / "activities.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with open(folder / "activities.csv", "a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        for number in range(180):
            day = f"{2010 + number // 12}-{number % 12 + 1:02}-10"
            writer.writerow({**rows[1], "ref": f"more-{number}", "from": day, "to": day, "title": f"Werkstatt {number}"})
    with program.served(folder) as house:
        yield house


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests."""
    with sync_playwright() as playwright, program.chromium(playwright) as browser:
        yield browser


class Visitor:
    """A person with a browser of their own, who notices what goes wrong behind a page."""

    def __init__(self, browser, house, **settings):
        self.house = house
        self.context = browser.new_context(
            base_url=house.address, **{"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, **settings})
        self.context.set_default_timeout(15000)
        self.page = self.context.new_page()
        self.complaints = []
        self.strangers = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(f"fault: {error}"))
        self.page.on("request", self._watch)

    def _listen(self, message):
        # The browser reports the status of a missing page itself; that page is meant to be missing.
        if message.type in ("error", "warning") and "the server responded with a status of 404" not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def _watch(self, request):
        if not request.url.startswith((self.house.address + "/", "data:")):
            self.strangers.append(request.url)

    def goto(self, path):
        return self.page.goto(path, wait_until="load")

    def resize(self, width):
        self.page.set_viewport_size({"width": width, "height": 900})

    def close(self):
        self.context.close()


@pytest.fixture
def visit(browser):
    """Opens a browser for a visitor of a house; all of them are closed when the test ends."""
    visitors = []

    def open_one(house, **settings):
        visitors.append(Visitor(browser, house, **settings))
        return visitors[-1]

    yield open_one
    for visitor in visitors:
        visitor.close()


@pytest.fixture(scope="session")
def reader(browser, baltic):
    """One visitor of the sample network for all tests that only read."""
    visitor = Visitor(browser, baltic)
    yield visitor
    visitor.close()


@pytest.fixture(scope="session")
def without_scripts(browser, baltic):
    """A visitor who has switched scripts off."""
    visitor = Visitor(browser, baltic, java_script_enabled=False)
    yield visitor
    visitor.close()


@pytest.fixture(scope="session")
def look(reader):
    """Opens a kind of page once and remembers what was seen of it."""
    @functools.cache
    def at(kind):
        return looking.at(reader, BALTIC[kind])

    return at
