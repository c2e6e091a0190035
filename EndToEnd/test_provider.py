"""Signing in through a ministry: a real provider of OpenID Connect on loopback, a real browser, the real program."""

import contextlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import time

import pytest

import accessibility
import program
from test_doors import come_in, sign_out


@contextlib.contextmanager
def provider(*people):
    """A provider that knows these people, by what it says of them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [pathlib.Path(sys.executable).parent / "oidc-provider-mock", "--port", str(port), "--require-nonce", "true"]
    for person in people:
        command += ["--user-claims", json.dumps(person)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=15)


PEOPLE = [
    {"sub": "anna-at-the-ministry", "email": "a.berg@example.org", "email_verified": True},
    {"sub": "impostor", "email": "a.berg@example.org", "email_verified": False},
    {"sub": "second", "email": "a.berg@example.org", "email_verified": True},
    {"sub": "stranger", "email": "stranger@example.org", "email_verified": True},
]


@contextlib.contextmanager
def believing(issuer, folder):
    """A house that believes a provider."""
    secret = folder / "secret"
    secret.write_text("a secret of the house's own\n")
    os.chmod(secret, 0o400)
    settings = folder / "house.conf"
    settings.write_text(
        f"provider-issuer = {issuer}\nprovider-client = childcentre\nprovider-secret-file = {secret}\n"
        "provider-name = the ministry\n")
    with program.served(program.BALTIC, words=["--config", str(settings)]) as house:
        yield house


@pytest.fixture
def house(tmp_path):
    """A house and a provider that is there."""
    with provider(*PEOPLE) as issuer, believing(issuer, tmp_path) as it:
        yield it


def go(visitor, person):
    """Sets out from the house, signs in at the ministry, and comes back."""
    page = visitor.page
    page.get_by_role("button", name="Sign in through the ministry").click()
    page.wait_for_url("**/oauth2/authorize**")
    assert "code_challenge_method=S256" in page.url and "nonce=" in page.url
    page.get_by_role("button", name=person, exact=True).click()
    page.wait_for_url("**/sign-in/return**")


def test_a_member_comes_in_through_the_ministry(visit, house):
    """By the address that the ministry verified; the next time by what the ministry calls them."""
    anna = visit(house)
    come_in(anna, house.invitation("first"))
    for _ in range(2):
        sign_out(anna)
        anna.goto("/sign-in")
        go(anna, "anna-at-the-ministry")
        assert accessibility.violations(anna.page) == []
        anna.page.get_by_role("button", name="Come in").click()
        anna.page.wait_for_url(house.address + "/desk")
        assert "Anna Berg" in anna.page.locator("header").inner_text()


def test_nobody_else_comes_in(visit, house):
    """Not by an address that was not verified, nor as a second person of one address, nor unknown, nor twice, nor with
    another's return."""
    anna = visit(house)
    come_in(anna, house.invitation("first"))
    sign_out(anna)
    anna.goto("/sign-in")
    go(anna, "anna-at-the-ministry")
    anna.page.get_by_role("button", name="Come in").click()
    anna.page.wait_for_url(house.address + "/desk")
    for person in ["impostor", "second", "stranger"]:
        other = visit(house)
        other.goto("/sign-in")
        go(other, person)
        other.page.get_by_role("button", name="Come in").click()
        other.page.get_by_role("heading", name="This house does not know you yet").wait_for()
        assert other.goto("/desk").url.endswith("/sign-in?next=%2Fdesk")
    # Somebody is sent the return of another: the journey belongs to the browser that set out.
    sign_out(anna)
    anna.goto("/sign-in")
    go(anna, "anna-at-the-ministry")
    lured = visit(house)
    lured.page.goto(anna.page.url)
    lured.page.get_by_role("button", name="Come in").click()
    lured.page.get_by_role("heading", name="You could not be signed in that way").wait_for()
    back = anna.page.url
    anna.page.get_by_role("button", name="Come in").click()
    anna.page.wait_for_url(house.address + "/desk")
    sign_out(anna)
    anna.page.goto(back)
    anna.page.get_by_role("button", name="Come in").click()
    anna.page.get_by_role("heading", name="You could not be signed in that way").wait_for()


def test_whoever_stops_at_the_ministry_comes_back_calmly(visit, house):
    """The provider sends them back with an error, and nothing is wrong."""
    visitor = visit(house)
    visitor.goto("/sign-in")
    visitor.page.get_by_role("button", name="Sign in through the ministry").click()
    visitor.page.wait_for_url("**/oauth2/authorize**")
    visitor.page.get_by_role("button", name="Deny").click()
    visitor.page.get_by_role("heading", name="You could not be signed in that way").wait_for()


def test_a_ministry_that_is_out_of_reach_is_no_disaster(visit, tmp_path):
    """The page says so, and the other ways stay."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with believing(f"http://127.0.0.1:{closed.getsockname()[1]}", tmp_path) as house:
            visitor = visit(house)
            visitor.goto("/sign-in")
            visitor.page.get_by_role("button", name="Sign in through the ministry").click()
            visitor.page.get_by_role("heading", name="That sign-in cannot be reached now").wait_for()
