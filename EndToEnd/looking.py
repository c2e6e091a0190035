"""What can be seen of a page: its words, its headings, its width in several windows, and what the browser says of it."""

from dataclasses import dataclass

WIDTHS = [320, 360, 768, 1280]
WIDE = """() => {
    const wide = [...document.querySelectorAll('main *, header *, footer *')].filter(it =>
        it.getBoundingClientRect().right > window.innerWidth + 1 && !it.closest('.table, .drawing, pre, .hidden'))
    const names = wide.map(it => `${it.tagName}.${it.className} ${it.textContent.trim().slice(0, 60)}`).slice(0, 5)
    const over = document.scrollingElement.scrollWidth - window.innerWidth
    return over > 0 ? [`the page by ${over}`, ...names] : names
}"""
SEEN = """() => {
    const all = selector => [...document.querySelectorAll(selector)]
    return {
        title: document.title,
        language: document.documentElement.lang,
        text: document.body.innerText,
        links: all('a[href]').length,
        main_headings: all('h1').map(it => it.innerText),
        heading_levels: all('h1, h2, h3, h4, h5, h6').map(it => Number(it.tagName[1])),
        ids: all('[id]').map(it => it.id),
        nameless_pictures: all('svg, img, canvas, video').filter(it => !it.closest('[aria-hidden=true]')
            && !(it.getAttribute('role') === 'img' && (it.getAttribute('aria-label') || '').trim())
            && !(it.tagName === 'IMG' && it.hasAttribute('alt'))).map(it => it.outerHTML.slice(0, 120)),
    }
}"""


@dataclass
class Look:
    status: int
    content_language: str
    complaints: list
    strangers: list
    title: str
    language: str
    text: str
    links: int
    main_headings: list
    heading_levels: list
    ids: list
    nameless_pictures: list
    too_wide: dict
    too_wide_when_large: list


def at(visitor, path):
    """Opens a page in a wide window and looks at it from all sides."""
    visitor.complaints.clear()
    visitor.strangers.clear()
    visitor.resize(1280)
    answer = visitor.goto(path)
    seen = visitor.page.evaluate(SEEN)
    too_wide = {}
    for width in WIDTHS:
        visitor.resize(width)
        if wide := visitor.page.evaluate(WIDE):
            too_wide[width] = wide
    visitor.resize(1280)
    visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")
    return Look(
        status=answer.status, content_language=answer.headers["content-language"], too_wide=too_wide,
        too_wide_when_large=visitor.page.evaluate(WIDE), complaints=list(visitor.complaints),
        strangers=list(visitor.strangers), **seen)
