"""Takes a picture of every kind of page, for people to look at.

    screenshots.py OUTDIR [KIND …]     every kind when none is named
"""

import pathlib
import subprocess
import sys

from playwright.sync_api import sync_playwright

import program
from conftest import Visitor
from kinds import BALTIC, THREE_RIVERS

WIDTHS = [360, 1280]
DARK = ["the front page", "the states", "the law", "a full month", "a choice of activities"]
PRINTED = ["one meeting", "the law", "the activities"]


def main(folder, chosen):
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, program.chromium(playwright) as browser:
        with program.served(program.BALTIC) as house:
            visitor = Visitor(browser, house)
            for kind in chosen or BALTIC:
                take(visitor, BALTIC[kind], folder / name(kind), kind in DARK)
            for kind in [kind for kind in PRINTED if not chosen or kind in chosen]:
                on_paper(visitor, BALTIC[kind], folder / f"{name(kind)}-paper")
            for language, kind in [("ru", "the front page"), ("fi", "a full month"), ("sv", "the front page")]:
                if not chosen or kind in chosen:
                    visitor.goto(f"/{language}")
                    take(visitor, BALTIC[kind], folder / f"{name(kind)}-{language}", False)
            visitor.close()
        with program.served(program.THREE_RIVERS) as house:
            visitor = Visitor(browser, house, locale="de-AT")
            for kind in [kind for kind in ["the front page", "the states", "one activity"] if not chosen or kind in chosen]:
                take(visitor, THREE_RIVERS[kind], folder / f"three-rivers-{name(kind)}", kind == "the front page")
            visitor.close()


def name(kind):
    return kind.replace(" ", "-").replace("'", "")


def take(visitor, path, file, in_the_dark):
    for width in WIDTHS:
        visitor.resize(width)
        for light in ["light", "dark"] if in_the_dark else ["light"]:
            visitor.page.emulate_media(color_scheme=light)
            visitor.goto(path)
            visitor.page.screenshot(path=f"{file}-{width}-{light}.png", full_page=True)
    visitor.page.emulate_media(color_scheme="light")


def on_paper(visitor, path, file):
    visitor.goto(path)
    visitor.page.pdf(path=f"{file}.pdf", format="A4", prefer_css_page_size=True)
    subprocess.run(["pdftoppm", "-r", "70", "-png", f"{file}.pdf", file], check=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), sys.argv[2:])
