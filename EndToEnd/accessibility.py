"""Asks axe-core what is wrong with a page."""

import functools
import json

from axe_playwright_python.sync_playwright import Axe

OPTIONS = {
    "resultTypes": ["violations"],
    # There are no frames and no style sheets of strangers to fetch first.
    "iframes": False,
    "preload": False,
    # Sizes of targets (WCAG 2.2, 2.5.8) are not among the rules that axe runs unasked.
    "rules": {"target-size": {"enabled": True}},
}
CONTRAST = {"resultTypes": ["violations"], "preload": False, "runOnly": {"type": "rule", "values": ["color-contrast"]}}


@functools.cache
def script():
    return Axe().axe_script


def violations(page, options=None):
    """What axe finds on the page as it is shown now, each with the places and the reason."""
    if not page.evaluate("typeof window.axe !== 'undefined'"):
        page.evaluate(script())
    found = page.evaluate(f"axe.run({json.dumps(options or OPTIONS)}).then(result => result.violations)")
    return [explained(one) for one in found]


def explained(violation):
    places = "; ".join(f"{' '.join(map(str, node['target']))} – {reason(node)}" for node in violation["nodes"][:4])
    more = len(violation["nodes"]) - 4
    return f"{violation['id']} ({violation['impact']}): {places}" + (f"; and {more} more" if more > 0 else "")


def reason(node):
    return " ".join(it["message"] for group in ("any", "all", "none") for it in node[group])[:240]


def in_both_lights_at_every_width(visitor, widths=(360, 1280)):
    """Runs all rules at each width in the light, and the rule of contrast, the only one that asks about colours,
    once more in the dark."""
    found = {}
    for width in widths:
        visitor.resize(width)
        visitor.page.emulate_media(color_scheme="light")
        found[f"{width}, light"] = violations(visitor.page)
        visitor.page.emulate_media(color_scheme="dark")
        found[f"{width}, dark"] = violations(visitor.page, CONTRAST)
    visitor.page.emulate_media(color_scheme="light")
    return {where: what for where, what in found.items() if what}
