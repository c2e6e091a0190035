"""What programs read: the description by itself, pages of other sites in a real browser, and ten thousand odd questions."""

import contextlib
import http.server
import json
import threading

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

import fuzz_api


def strictly(text):
    """Reads JSON as a careful program does: no name twice, no number that is none."""
    def once(pairs):
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), names
        return dict(pairs)

    def refuse(word):
        raise ValueError(word)

    return json.loads(text, object_pairs_hook=once, parse_constant=refuse)


@pytest.fixture(scope="module")
def description(baltic):
    return strictly(baltic.get("/api/v1/openapi.json").text)


def test_the_description_is_openapi(description, rivers):
    """It is valid OpenAPI 3.1, and the same in every house."""
    assert description["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []
    assert strictly(rivers.get("/api/v1/openapi.json").text) == description


def test_every_list_is_strict_json_over_the_line(baltic, description):
    """Each list of the sample can be read by a strict reader, and says its type and length."""
    lists = [path for path in description["paths"] if "{" not in path and not path.endswith((".csv", ".json"))]
    assert len(lists) > 30
    for path in lists:
        answer = baltic.get(path)
        assert answer.status == 200 and answer.fields["Content-Type"] == "application/json", path
        assert int(answer.fields["Content-Length"]) == len(answer.body)
        strictly(answer.text)


def test_an_answer_is_not_sent_twice(baltic):
    """`If-None-Match` saves the body."""
    tag = baltic.get("/api/v1/activities").fields["ETag"]
    again = baltic.get("/api/v1/activities", **{"If-None-Match": tag})
    assert again.status == 304 and again.body == b""


def test_the_standing_fields_stand_on_every_answer(baltic):
    """Reading from everywhere loosens nothing else: what a page of ours is told, a program is told too."""
    page = baltic.get("/about").fields
    for path in ["/api/v1", "/api/v1/states.csv", "/api/v1/nothing", "/api/v1/activities?limit=x"]:
        fields = baltic.get(path).fields
        for name in ["Content-Security-Policy", "Cross-Origin-Resource-Policy", "Cross-Origin-Opener-Policy",
                     "Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"]:
            assert fields[name] == page[name], f"{name} on {path}"


@contextlib.contextmanager
def another_site():
    """A page of somebody else, on an origin of its own."""
    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<!doctype html><html lang=en><title>Another site</title><h1>Another site</h1>")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


FETCH = """([address, options]) => fetch(address, options).then(
    async it => ({status: it.status, tag: it.headers.get('ETag'), link: it.headers.get('Link'), text: await it.text()}),
    () => 'stopped')"""


def test_a_page_of_another_site_reads_the_records_and_nothing_else(browser, baltic):
    """Its script may read the open data, with conditions and problems; not with the visitor's cookies, not our pages, and
    the answers cannot be pulled into a page as pictures, scripts or frames."""
    with another_site() as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)

        def fetch(path, **options):
            return page.evaluate(FETCH, [baltic.address + path, options])

        read = fetch("/api/v1/activities?limit=2")
        assert read["status"] == 200 and len(json.loads(read["text"])["records"]) == 2
        assert read["tag"] and 'rel="next"' in read["link"]
        assert fetch("/api/v1/activities?limit=2", headers={"If-None-Match": read["tag"]})["status"] in (200, 304)
        problem = fetch("/api/v1/activities?limit=x")
        assert problem["status"] == 400 and json.loads(problem["text"])["parameter"] == "limit"
        assert fetch("/api/v1/activities", credentials="include") == "stopped"
        assert fetch("/api/v1/activities", method="DELETE") == "stopped"
        assert fetch("/api/v1/activities", headers={"X-Other": "1"}) == "stopped"
        for path in ["/activities", "/api", "/news.atom", "/calendar.ics"]:
            assert fetch(path) == "stopped", path
        for tag in ["img", "script", "link"]:
            assert page.evaluate("""([tag, address]) => new Promise(done => {
                const it = document.createElement(tag);
                it.onload = () => done('loaded'); it.onerror = () => done('stopped');
                if (tag === 'link') { it.rel = 'stylesheet'; it.href = address } else it.src = address;
                document.head.append(it) })""", [tag, baltic.address + "/api/v1/states"]) == "stopped", tag
        context.close()


@pytest.mark.long
def test_ten_thousand_odd_questions_find_no_fault():
    """Whatever the description allows, and much that it does not: no server error, no answer that it does not know."""
    total, faults = fuzz_api.fuzz(10_000, seed=1)
    assert total >= 10_000
    assert faults == 0
