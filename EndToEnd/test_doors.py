"""How the first secretary comes in, goes out and comes in again; what the browser keeps of it, and what it does not."""

import re
import subprocess

import pytest

import accessibility
import looking
import program
from conftest import Visitor

PASSWORD = "seven grey geese"


def come_in(visitor, invitation, name="Anna Berg", address="a.berg@example.org", password=PASSWORD):
    """Accepts an invitation, as somebody does who was sent its address."""
    page = visitor.page
    page.goto(invitation)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Mail address or user name").fill(address)
    page.get_by_label("New password").fill(password)
    page.get_by_label("The same password again").fill(password)
    page.get_by_role("button", name="Come in").click()


def sign_in(visitor, address="a.berg@example.org", password=PASSWORD):
    page = visitor.page
    page.get_by_label("Mail address or user name").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


def sign_out(visitor):
    visitor.page.locator(".account summary").click()
    visitor.page.get_by_role("button", name="Sign out", exact=True).click()


@pytest.fixture
def anna(visit, own_house):
    """The first secretary, signed in."""
    visitor = visit(own_house)
    come_in(visitor, own_house.invitation("first"))
    return visitor


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_first_secretary_comes_in_goes_out_and_comes_in_again(visit, own_house, scripts):
    """From the command line's code to the desk, out by the menu, and in again from a page that needs a member."""
    visitor = visit(own_house, java_script_enabled=scripts)
    page = visitor.page
    come_in(visitor, own_house.invitation("first"))
    assert page.url == own_house.address + "/desk"
    page.goto("/")
    assert "Anna Berg" in page.locator("header").inner_text()
    assert page.locator("footer").get_by_text("Sign in").count() == 0
    sign_out(visitor)
    assert "You are signed out." in page.get_by_role("status").inner_text()
    page.goto("/account")
    assert page.url == own_house.address + "/sign-in?next=%2Faccount"
    sign_in(visitor)
    assert page.url == own_house.address + "/account"
    assert "this browser" in page.locator("main").inner_text()


def test_the_cookie_is_for_this_house_alone(anna):
    """The browser keeps it as we said (C14): safe line, no scripts, no other site, until the browser ends."""
    cookies = {it["name"]: it for it in anna.context.cookies()}
    session = cookies["__Host-session"]
    assert session["secure"] and session["httpOnly"] and session["path"] == "/"
    assert session["sameSite"] == "Strict" and session["expires"] == -1
    assert "session" not in anna.page.evaluate("document.cookie")


def test_going_out_leaves_nothing_behind(anna):
    """Cookies and whatever pages stored are gone (C18), and going back shows nothing of a member's pages (C53)."""
    page = anna.page
    page.goto("/account")
    page.evaluate("localStorage.setItem('draft', 'words')")
    sign_out(anna)
    assert [it["name"] for it in anna.context.cookies() if "session" in it["name"]] == []
    assert page.evaluate("localStorage.length") == 0
    page.go_back()
    page.wait_for_url("**/sign-in?next=%2Faccount")
    assert "Anna Berg" not in page.locator("body").inner_text()


def test_a_wrong_password_is_answered_calmly(anna):
    """The page says what is wrong, keeps the address, and never tells whether there is such a member."""
    page = anna.page
    sign_out_by_cookie(anna)
    said = []
    for address in ["a.berg@example.org", "nobody@example.org"]:
        page.goto("/sign-in")
        sign_in(anna, address, "not the password")
        assert page.get_by_label("Mail address or user name").input_value() == address
        assert page.get_by_label("Password").input_value() == ""
        said.append(page.get_by_role("alert").inner_text())
    assert said[0] == said[1] == "This address and this password do not belong together."


def test_too_many_attempts_are_told_to_wait(anna):
    """After five wrong passwords the page says for how long."""
    sign_out_by_cookie(anna)
    for _ in range(6):
        anna.page.goto("/sign-in")
        sign_in(anna, password="not the password")
    assert "Try again in 60 seconds." in anna.page.get_by_role("alert").inner_text()


def test_a_browser_that_keeps_no_cookie_is_told_so(visit, own_house):
    """Nobody is sent round in circles when the browser keeps no cookies."""
    come_in(visit(own_house), own_house.invitation("first"))
    visitor = visit(own_house)

    def forget(route):
        answer = route.fetch(max_redirects=0, headers={**route.request.headers, "sec-fetch-site": "same-origin"})
        visitor.context.clear_cookies()
        assert "__Host-session=" in answer.headers["set-cookie"]
        # A redirect cannot be put in the place of an answer, but a page that leads on can.
        page = f"<meta http-equiv=refresh content='0; url={answer.headers['location']}'>"
        route.fulfill(status=200, content_type="text/html", body=page)

    visitor.goto("/sign-in?next=/account")
    visitor.context.route(lambda address: address.endswith("/sign-in"), forget)
    sign_in(visitor)
    visitor.page.wait_for_url("**/sign-in?arrived=yes*")
    assert "did not keep the cookie" in visitor.page.locator("main").inner_text()
    assert visitor.page.get_by_role("link", name="Try again").get_attribute("href") == "/sign-in?next=%2Faccount"


def test_a_form_over_a_line_that_is_not_safe_says_what_is_missing(browser):
    """Without https, browsers neither keep the cookie nor say where a form comes from; the answer names the remedy."""
    with program.served(program.BALTIC, names=["house.test"]) as house:
        far = program.launched(browser.browser_type, "--host-resolver-rules=MAP house.test 127.0.0.1")
        try:
            visitor = Visitor(far, house)
            come_in(visitor, house.invitation("first").replace("localhost", "house.test"))
            assert "https" in visitor.page.locator("body").inner_text()
            assert "Nobody can sign in yet." in house.run("person", "list")
        finally:
            far.close()


def test_a_link_from_elsewhere_leads_a_member_straight_in(anna, own_house):
    """A strict cookie does not come along from another site; the door asks again, and nobody has to sign in twice."""
    page = anna.page
    page.goto(own_house.address.replace("localhost", "127.0.0.1") + "/about")
    page.evaluate("address => { location.href = address }", own_house.address + "/account")
    page.wait_for_url(own_house.address + "/account")
    assert "Your account" in page.locator("h1").inner_text()


def test_a_form_sent_after_signing_out_in_another_tab_says_so(anna):
    """Nothing is stored, and the page says how not to lose the form."""
    anna.page.goto("/account")
    other = anna.context.new_page()
    other.goto("/account")
    sign_out(anna)
    other.get_by_label("Old password").fill("a")
    other.get_by_label("New password").fill("b")
    other.get_by_label("The same password again").fill("b")
    other.get_by_role("button", name="Keep the new password").click()
    words = other.locator("main").inner_text()
    assert "You are signed out." in words and "Nothing was stored." in words


def test_a_form_of_an_earlier_session_is_sent_once_more_by_hand(anna):
    """Whoever signed in anew in another tab is asked to look again (the other session's token), and loses nothing."""
    anna.page.goto("/account")
    other = anna.context.new_page()
    other.goto("/")
    other.locator(".account summary").click()
    other.get_by_role("button", name="Sign out", exact=True).click()
    other.get_by_label("Mail address or user name").fill("a.berg@example.org")
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    other.wait_for_url("**/desk")
    sign_out(anna)
    assert "This form belongs to another session." in anna.page.locator("h1").inner_text()
    other.goto("/account")
    assert "this browser" in other.locator("main").inner_text()
    anna.page.get_by_role("button", name="Send it as Anna Berg").click()
    assert "You are signed out." in anna.page.get_by_role("status").inner_text()


def test_a_new_password_ends_the_other_sessions(anna, visit, own_house):
    """Changed on one's own page; the other browser is out at its next page."""
    other = visit(own_house)
    other.goto("/sign-in?next=/account")
    sign_in(other)
    assert other.page.locator(".sessions li").count() == 2
    page = anna.page
    page.goto("/account")
    page.get_by_label("Old password").fill(PASSWORD)
    page.get_by_label("New password").fill("eight brown bears")
    page.get_by_label("The same password again").fill("eight brown bears")
    page.get_by_role("button", name="Keep the new password").click()
    assert "Your new password holds" in page.get_by_role("status").inner_text()
    assert page.locator(".sessions li").count() == 1
    other.goto("/account")
    assert "/sign-in" in other.page.url


def test_the_operator_invites_and_ends_members_while_the_house_is_open(anna, visit, own_house):
    """The command line and the server work on one house at a time; who is ended is out at the next page."""
    bo = visit(own_house)
    invitation = own_house.invitation("invite", "--name", "Bo")
    bo.page.goto(invitation)
    assert "Somebody else has to consent first" in bo.page.locator("main").inner_text()
    anna.goto("/members/consents")
    anna.page.get_by_role("button", name=re.compile("^Consent ?: Bo")).click()
    come_in(bo, invitation, "Bo", "bo")
    assert "Anna Berg <a.berg@example.org>" in own_house.run("person", "list")
    bo.goto("/account")
    assert "Bo" in bo.page.locator("header").inner_text()
    own_house.run("person", "end", "bo")
    bo.goto("/account")
    assert "/sign-in" in bo.page.url
    anna.goto("/account")
    assert "Anna Berg" in anna.page.locator("header").inner_text()
    with pytest.raises(AssertionError, match="Somebody can sign in already"):
        own_house.run("person", "first")


def test_the_pages_at_the_door_have_no_faults(visit, own_house):
    """axe finds nothing, and nothing has to be scrolled sideways: every page of the doors and the open menu."""
    visitor = visit(own_house)
    page = visitor.page
    found = {}

    def look(what):
        for width in (320, 360, 1280):
            visitor.resize(width)
            if wide := page.evaluate(looking.WIDE):
                found[f"{what} at {width}"] = wide
        found.update({f"{what}, {k}": v for k, v in accessibility.in_both_lights_at_every_width(visitor).items()})

    visitor.goto("/sign-in")
    look("signing in")
    sign_in(visitor, password="not the password")
    look("a wrong password")
    visitor.goto("/welcome?code=0")
    look("a code that ended")
    invitation = own_house.invitation("first")
    come_in(visitor, invitation, password="password123")
    assert page.locator(".fault").count() == 1
    look("an invitation with a fault")
    come_in(visitor, invitation, name="Anna-Katharina Bergström-Lindqvist")
    visitor.goto("/account")
    look("the account")
    page.evaluate("document.querySelector('.account').open = true")
    look("the menu")
    visitor.resize(320)
    menu = page.locator(".account ul").bounding_box()
    assert menu["x"] >= 0 and menu["x"] + menu["width"] <= 320
    visitor.goto("/search?q=trafficking")
    look("the search of a member")
    assert not found, found


def test_nothing_secret_stands_in_the_log(tmp_path):
    """Of an invitation and of a sign-in the log has the path alone; it says what to do when nobody can sign in yet."""
    data = tmp_path / "data"
    command = [program.PROGRAM, "serve", "--data", data, "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        house = program.House(program.address_said_by(process), process, str(data))
        code = house.invitation("first").split("code=")[1]
        assert house.get(f"/welcome?code={code}").status == 200
        assert house.get("/sign-in?next=/account").status == 200
    finally:
        process.terminate()
        said = process.stdout.read().decode()
        process.wait(timeout=15)
        process.stdout.close()
    assert "childcentre person first" in said
    assert "GET /welcome 200" in said and "GET /sign-in 200" in said
    assert code not in said and "next" not in said


def sign_out_by_cookie(visitor):
    visitor.context.clear_cookies()
