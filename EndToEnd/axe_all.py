"""Crawls every page of the sample network and asks axe-core about each, in every language and both lights.

    axe_all.py [LANGUAGE …]     all twelve when none is named
"""

import sys

from playwright.sync_api import sync_playwright

import accessibility
import program
from conftest import Visitor
from crawl import LANGUAGE, crawl
from kinds import LANGUAGES, in_language


def main(languages):
    wrong = pages = 0
    with program.served(program.BALTIC) as house, sync_playwright() as playwright, program.chromium(playwright) as browser:
        seen = crawl(house, years=range(2017, 2019))
        paths = sorted(path for path in seen.pages if not LANGUAGE.match(path))
        for fault in seen.faults:
            print(fault)
        for language in languages:
            visitor = Visitor(browser, house)
            for path in paths:
                visitor.goto(in_language(path, language))
                found = accessibility.in_both_lights_at_every_width(visitor)
                pages += 1
                wrong += len(found)
                for where, what in found.items():
                    print(f"{in_language(path, language)} at {where}: {' | '.join(what)}", flush=True)
            visitor.close()
            print(f"{language}: {len(paths)} pages", flush=True)
    print(f"{pages} pages, {wrong} with something wrong, {len(seen.faults)} dead links")
    return 1 if wrong or seen.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or LANGUAGES))
