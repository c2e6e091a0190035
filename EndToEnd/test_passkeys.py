"""Passkeys, codes and recovery codes in a real browser, whose authenticator is Chromium's own virtual one."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest

import accessibility
import looking
from test_doors import come_in, sign_in, sign_out


class Authenticator:
    """A virtual authenticator of one page (Chrome DevTools Protocol, WebAuthn)."""

    def __init__(self, visitor, **settings):
        self.session = visitor.context.new_cdp_session(visitor.page)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True, **settings}
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def credentials(self):
        return self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]

    def add(self, credential):
        kept = {name: value for name, value in credential.items() if name in (
            "credentialId", "isResidentCredential", "rpId", "privateKey", "userHandle", "signCount")}
        self.session.send("WebAuthn.addCredential", {"authenticatorId": self.id, "credential": kept})

    def verifies(self, verifies):
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": verifies})

    def clear(self):
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})


def code_of(secret, step=0):
    """The code that a telephone shows (RFC 6238)."""
    key = base64.b32decode(secret.replace(" ", ""))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + step), hashlib.sha1).digest()
    start = digest[19] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7fffffff) % 1000000:06}"


@pytest.fixture
def anna(visit, own_house):
    visitor = visit(own_house)
    come_in(visitor, own_house.invitation("first"))
    return visitor


def enrol(visitor, name="My telephone"):
    page = visitor.page
    page.goto("/account")
    page.get_by_label("A name for the new passkey").fill(name)
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/account?done=passkey")
    assert "The new passkey is kept" in page.get_by_role("status").inner_text()


def set_up_codes(visitor):
    """Gives the secret and the recovery codes."""
    page = visitor.page
    page.goto("/account")
    page.get_by_role("link", name="Set them up").click()
    secret = page.locator("code.key").inner_text()
    page.get_by_label("Code", exact=True).fill(code_of(secret))
    page.get_by_role("button", name="Use these codes").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    paper = page.locator("ol.codes code").all_inner_texts()
    assert len(set(paper)) == 10
    return secret, paper


def test_a_passkey_is_enrolled_and_opens_the_house_without_an_address(anna, own_house):
    """Enrol, sign out, sign in by the passkey alone, see its last use."""
    authenticator = Authenticator(anna)
    enrol(anna)
    assert [it["rpId"] for it in authenticator.credentials()] == ["localhost"]
    assert "not used yet" in anna.page.locator("main").inner_text()
    sign_out(anna)
    anna.goto("/sign-in?next=/account")
    anna.page.get_by_role("button", name="Sign in with a passkey").click()
    anna.page.wait_for_url(own_house.address + "/account")
    text = anna.page.locator("main").inner_text()
    assert "My telephone" in text and "not used yet" not in text
    assert anna.strangers == []


def test_the_same_device_is_not_enrolled_twice(anna):
    """The browser is told which passkeys there are, and the page says so calmly."""
    Authenticator(anna)
    enrol(anna)
    anna.page.get_by_label("A name for the new passkey").fill("Again")
    anna.page.get_by_role("button", name="Add a passkey").click()
    anna.page.get_by_text("This device has a passkey for this house already.").wait_for()


def test_a_removed_passkey_opens_nothing(anna):
    """Removing it on the account's page is enough; the authenticator may keep it."""
    authenticator = Authenticator(anna)
    enrol(anna)
    anna.page.get_by_role("button", name=re.compile("^Remove")).click()
    anna.page.wait_for_url("**/account?done=removed")
    sign_out(anna)
    assert len(authenticator.credentials()) == 1
    anna.goto("/sign-in")
    anna.page.get_by_role("button", name="Sign in with a passkey").click()
    anna.page.get_by_text("This passkey was not accepted.").wait_for()
    assert anna.goto("/account").url.endswith("/sign-in?next=%2Faccount")


def test_c19_another_origin_gets_nothing_that_the_house_accepts(anna, own_house, visit):
    """A page of another origin relays the house's challenge: the browser gives it no passkey of ours; and one that signs
    for another name is refused by the house."""
    authenticator = Authenticator(anna)
    enrol(anna)
    [passkey] = authenticator.credentials()
    sign_out(anna)
    far = visit(own_house)
    other = Authenticator(far)
    other.add(passkey)
    far.page.goto(own_house.address.replace("localhost", "127.0.0.1") + "/sign-in")
    assert far.page.locator("form[data-passkey]").count() == 0
    error = far.page.evaluate(
        """async () => {
            const publicKey = {challenge: new Uint8Array(32), rpId: "localhost", userVerification: "required"};
            try { await navigator.credentials.get({publicKey}); return "given"; } catch (error) { return error.name; }
        }""")
    assert error == "SecurityError"
    # And the house looks at the origin itself.
    far.goto("/sign-in")
    far.page.evaluate("""() => {
        const get = navigator.credentials.get.bind(navigator.credentials);
        navigator.credentials.get = async (options) => {
            const given = await get(options);
            const text = new TextDecoder().decode(given.response.clientDataJSON);
            const origin = location.origin;
            const clientDataJSON = new TextEncoder().encode(text.replace(origin, "https://localhost.evil.org")).buffer;
            const { authenticatorData, signature, userHandle } = given.response;
            return { rawId: given.rawId, response: { clientDataJSON, authenticatorData, signature, userHandle } };
        };
    }""")
    far.page.get_by_role("button", name="Sign in with a passkey").click()
    far.page.get_by_text("This passkey was not accepted.").wait_for()


def test_c20_without_verification_of_the_person_nothing_opens(anna):
    """An authenticator that does not check who holds it gives nothing; and where a browser lets it, the house refuses."""
    authenticator = Authenticator(anna)
    enrol(anna)
    sign_out(anna)
    authenticator.verifies(False)
    anna.goto("/sign-in")
    anna.page.evaluate("""() => {
        const get = navigator.credentials.get.bind(navigator.credentials);
        navigator.credentials.get = ({ publicKey }) =>
            get({ publicKey: { ...publicKey, userVerification: "discouraged" } });
    }""")
    anna.page.get_by_role("button", name="Sign in with a passkey").click()
    anna.page.get_by_text("This passkey was not accepted.").wait_for()
    authenticator.verifies(True)
    anna.goto("/sign-in")
    anna.page.get_by_role("button", name="Sign in with a passkey").click()
    anna.page.wait_for_url("**/desk")


def test_giving_up_is_no_disaster(anna):
    """Nobody is there to answer: the page says so, and stays usable."""
    authenticator = Authenticator(anna)
    enrol(anna)
    sign_out(anna)
    authenticator.clear()
    anna.goto("/sign-in")
    anna.page.get_by_role("button", name="Sign in with a passkey").click()
    anna.page.get_by_text("Nothing was done.").wait_for()
    sign_in(anna)
    anna.page.wait_for_url("**/desk")


def test_a_code_beside_the_password(anna, own_house):
    """Set up from the picture's letters, asked for at the next signing in, accepted once."""
    secret, _ = set_up_codes(anna)
    anna.page.get_by_role("link", name="I have kept them").click()
    sign_out(anna)
    anna.goto("/sign-in?next=/account")
    sign_in(anna)
    anna.page.get_by_role("heading", name="One more step").wait_for()
    anna.page.get_by_label("Code", exact=True).fill(code_of(secret, -10))
    anna.page.get_by_role("button", name="Sign in", exact=True).click()
    assert "a clock is wrong" in anna.page.locator(".fault").first.inner_text()
    # The code of now was used when they were set up; the next one is good already.
    anna.page.get_by_label("Code", exact=True).fill(code_of(secret, 1))
    anna.page.get_by_role("button", name="Sign in", exact=True).click()
    anna.page.wait_for_url(own_house.address + "/account")


def test_a_recovery_code_stands_in_for_the_telephone_once(anna):
    """Without scripts it is the same form."""
    _, paper = set_up_codes(anna)
    sign_out(anna)
    for attempt, expected in enumerate(["/desk", "none of your recovery codes"]):
        anna.goto("/sign-in")
        sign_in(anna)
        anna.page.get_by_text("You do not have your telephone?").click()
        anna.page.get_by_label("Recovery code").fill(paper[3].lower())
        anna.page.get_by_role("button", name="Sign in with a recovery code").click()
        if attempt == 0:
            anna.page.wait_for_url("**" + expected)
            assert "You have 9 left." in anna.goto("/account").text()
            sign_out(anna)
        else:
            assert expected in anna.page.locator(".fault").all_inner_texts()[-1]


def test_a_session_that_was_ended_elsewhere_is_over_at_the_next_click(anna, visit, own_house):
    """Two browsers; one ends the other's session, then everything."""
    other = visit(own_house)
    other.goto("/sign-in")
    sign_in(other)
    other.page.wait_for_url("**/desk")
    anna.goto("/account")
    assert "from the network you are in" in anna.page.locator("main").inner_text()
    anna.page.get_by_role("button", name="End all but this one").click()
    anna.page.wait_for_url("**/account?done=sessions")
    assert other.goto("/account").url.endswith("/sign-in?next=%2Faccount")
    sign_in(other)
    other.page.wait_for_url("**/account")
    anna.goto("/account")
    anna.page.get_by_role("button", name="Sign out everywhere").click()
    anna.page.wait_for_url("**/sign-in?out=yes")
    assert other.goto("/account").url.endswith("/sign-in?next=%2Faccount")


def test_new_pages_are_accessible_on_a_phone_and_in_the_dark(anna):
    """axe finds nothing, and nothing is wider than 320 pixels."""
    Authenticator(anna)
    enrol(anna)
    for path in ["/account", "/account/codes", "/account/proof?next=/account"]:
        anna.goto(path)
        check(anna)
    set_up_codes(anna)
    check(anna)
    sign_out(anna)
    anna.goto("/sign-in")
    check(anna)
    sign_in(anna)
    anna.page.get_by_text("You do not have your telephone?").click()
    check(anna)


def check(visitor):
    """One page, in both lights, wide and narrow."""
    assert accessibility.in_both_lights_at_every_width(visitor) == {}
    visitor.resize(320)
    assert not visitor.page.evaluate(looking.WIDE)
    visitor.resize(1280)
