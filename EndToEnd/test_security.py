"""What a browser does not do on our pages, even when something tells it to (security check C04)."""

import pytest

ATTEMPTS = {
    "a script written into the page": """() => {
        try { const it = document.createElement('script'); it.textContent = 'window.ran = true'; document.head.append(it) }
        catch { return 'refused' }
        return window.ran ? 'ran' : 'refused' }""",
    # Later, because a browser's tools may do at once what a page may not.
    "text taken for code": """() => new Promise(done => setTimeout(() => {
        try { done(eval("'ran'")) } catch { done('refused') } }, 0))""",
    "text taken for markup": """() => {
        try { document.body.innerHTML = '<b id=new>new</b>' } catch { return 'refused' }
        return document.getElementById('new') ? 'ran' : 'refused' }""",
    "an event handler in markup": """() => {
        const it = document.createElement('div');
        try { it.setAttribute('onclick', 'window.ran = true') } catch { return 'refused' }
        document.body.append(it); it.click();
        return window.ran ? 'ran' : 'refused' }""",
    "a request to another house": "() => fetch('http://127.0.0.1:9/').then(() => 'ran', () => 'refused')",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_page_refuses(attempt, visit, baltic):
    """Scripts from nowhere, code made of text, markup made of text, and requests to others all fail."""
    visitor = visit(baltic)
    visitor.goto("/")
    assert visitor.page.evaluate(ATTEMPTS[attempt]) == "refused"


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "http://localhost:9/x.js"])
def test_nothing_is_asked_of_another_house(address, visit, baltic):
    """A picture or a script from elsewhere is stopped by the page's own policy, before any request is made."""
    visitor = visit(baltic)
    visitor.goto("/")
    stopped = visitor.page.evaluate("""address => new Promise(done => {
        document.addEventListener('securitypolicyviolation', it => done(it.blockedURI), {once: true});
        setTimeout(() => done('nothing was stopped'), 3000);
        if (address.endsWith('.png')) { new Image().src = address; return }
        try { const it = document.createElement('script'); it.src = address; document.head.append(it) }
        catch { done('refused before it was set') }
    })""", address)
    assert stopped.startswith(("http", "trusted-types", "refused")), stopped
