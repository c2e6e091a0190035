"""Word gets out by mail: the real program, a real mail server on loopback, and whatever can go wrong between them."""

import contextlib
import os
import re
import time
import urllib.request

import pytest

import accessibility
import mailserver
import program
from test_doors import PASSWORD, come_in, sign_in, sign_out

FROM = "house@example.org"


class MailingHouse:
    """A house that sends its mail to a port, whoever listens there."""

    def __init__(self, folder, port, files, **settings):
        password = folder / "mail-password"
        password.write_text(mailserver.PASSWORD + "\n")
        os.chmod(password, 0o400)
        self.folder, self.mail_port = folder, port
        self.port, self.figures_port = mailserver.free_port(), mailserver.free_port()
        lines = {
            "mail-server": f"localhost:{port}", "mail-security": "starttls", "mail-from": FROM,
            "mail-user": mailserver.USER, "mail-password-file": password, "mail-authorities-file": files[0],
            "address": f"http://localhost:{self.port}", "metrics": f"127.0.0.1:{self.figures_port}", **settings}
        self.config = folder / "house.conf"
        self.config.write_text("".join(f"{key} = {value}\n" for key, value in lines.items() if value is not None))

    @property
    def words(self):
        return ["--config", str(self.config), "--port", str(self.port)]

    @contextlib.contextmanager
    def served(self, network=program.BALTIC):
        with program.served(network, words=self.words) as house:
            house.mail_figures = self.figures
            yield house

    def figures(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.figures_port}/metrics", timeout=10) as answer:
            text = answer.read().decode()
        return {name: float(value) for name, value in re.findall(r"^(childcentre_\S+) (\S+)$", text, re.M)}


@pytest.fixture
def files(tmp_path):
    return mailserver.certificate(tmp_path)


@pytest.fixture
def letters():
    return mailserver.Letters()


@pytest.fixture
def mailing(tmp_path, files):
    return MailingHouse(tmp_path, mailserver.free_port(), files)


def readiness(house):
    return house.get("/health/ready").text


def wait_for(what, seconds=40):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := what():
            return value
        time.sleep(0.2)
    raise AssertionError("It did not come about in time.")


def ask_for(visitor, address):
    """A member gives an address on their page."""
    page = visitor.page
    page.goto("/account/mail")
    page.get_by_label("Mail address").fill(address)
    page.get_by_role("button", name="Send a mail that confirms it").click()


def shown(visitor, place):
    visitor.goto(place)
    return visitor.page.locator("main").inner_text()


def body(mail):
    return mail.get_content().replace("\r\n", "\n")


def link(mail, path):
    found = re.search(rf"^(http://localhost:\d+)({re.escape(path)}\S*)$", body(mail), re.M)
    assert found, body(mail)
    return found.group(2)


def confirm(visitor, letters, address, count):
    """Gives an address and opens what stands in the mail."""
    ask_for(visitor, address)
    mail = letters.wait(count)[-1]
    visitor.goto(link(mail, "/mail/confirmation"))
    visitor.page.get_by_role("button", name="Yes, write to me there").click()
    visitor.page.get_by_role("heading", name="Thank you").wait_for()


def test_an_address_is_confirmed_by_what_was_sent_there(visit, mailing, letters, files):
    """Over a line made safe and with the password; the link works once, and the mail says nothing but where to go."""
    with mailserver.mail_server(letters, mailing.mail_port, files), mailing.served() as house:
        anna = visit(house)
        come_in(anna, house.invitation("first"))
        anna.goto("/account/mail")
        assert "confirmed" in anna.page.locator("main").inner_text()
        assert accessibility.in_both_lights_at_every_width(anna, (320, 1280)) == {}
        anna.resize(1280)
        ask_for(anna, "anna@example.org")
        mail = letters.wait(1)[0]
        assert (letters.users, letters.encrypted) == ({mailserver.USER}, {True})
        assert letters.hello == {"localhost"}
        assert mail["From"].addresses[0].addr_spec == FROM and mail["To"] == "anna@example.org"
        assert mail["Auto-Submitted"] == "auto-generated" and mail["Message-ID"].endswith("@example.org>")
        assert "List-Unsubscribe" not in mail and "Anna" not in body(mail)
        place = link(mail, "/mail/confirmation")
        stranger = visit(house)
        stranger.goto(place)
        assert accessibility.violations(stranger.page) == []
        assert "waits until" in anna.goto("/account/mail").text()
        stranger.page.get_by_role("button", name="Yes, write to me there").click()
        stranger.page.get_by_role("heading", name="Thank you").wait_for()
        assert stranger.goto(place).status == 410
        anna.goto("/account/mail")
        assert "The house writes to anna@example.org" in anna.page.locator("main").inner_text()
        # Another address takes its place only when it is confirmed, and the first one is told.
        confirm(anna, letters, "anna@example.net", 2)
        moved = letters.wait(3)[2]
        assert moved["To"] == "anna@example.org" and "anna@example.net" not in body(moved)
        assert "mail: well" in readiness(house)
        assert wait_for(lambda: house.mail_figures()["childcentre_mails_waiting"] == 0)


def test_a_mail_waits_for_a_server_that_is_away(visit, mailing, letters, files):
    """The house works on, says that mail waits, and sends it when the server is there again; also after it was killed."""
    with mailing.served() as house:
        anna = visit(house)
        come_in(anna, house.invitation("first"))
        ask_for(anna, "anna@example.org")
        assert "A mail is on its way" in anna.page.locator("main").inner_text()
        wait_for(lambda: "mail: the mail server cannot be reached" in readiness(house))
        assert readiness(house).startswith("ready\n")
        assert house.mail_figures()["childcentre_mails_waiting"] == 1
        assert anna.goto("/account").status == 200
        serving = house.serving
        program.kill(serving)
        program.serving(house.process, but=serving)
        with mailserver.mail_server(letters, mailing.mail_port, files):
            assert letters.wait(1)[0]["To"] == "anna@example.org"
            wait_for(lambda: "mail: well" in readiness(house))
            time.sleep(2)
            assert len(letters.taken) == 1


def test_a_server_that_is_not_the_one_gets_nothing(visit, tmp_path, letters):
    """Another's certificate, none at all, a password that is refused: the mail waits, and no password was said."""
    files, others = mailserver.certificate(tmp_path), mailserver.certificate(tmp_path, "mail.example.org")
    mailing = MailingHouse(tmp_path, mailserver.free_port(), files)
    port = mailing.mail_port
    with mailing.served() as house:
        anna = visit(house)
        come_in(anna, house.invitation("first"))
        with mailserver.mail_server(letters, port, others):
            ask_for(anna, "anna@example.org")
            wait_for(lambda: "mail: the mail server's certificate is not believed" in readiness(house))
        with mailserver.mail_server(letters, port, None, auth=False):
            wait_for(lambda: "mail: the mail server offers no safe line" in readiness(house), 60)
        assert letters.taken == [] and letters.users == set()
        with mailserver.mail_server(letters, port, files):
            letters.wait(1, 90)


def test_a_refused_address_is_shown_to_its_member_and_to_the_secretariat(visit, mailing, letters, files):
    """What the server said stands on both pages; nothing more is sent there until it is confirmed anew."""
    letters.to_reader["gone@example.org"] = "550 5.1.1 no such user here"
    letters.to_reader["later@example.org"] = "450 4.2.1 try again later"
    with mailserver.mail_server(letters, mailing.mail_port, files), mailing.served() as house:
        anna = visit(house)
        come_in(anna, house.invitation("first"))
        ask_for(anna, "later@example.org")
        wait_for(lambda: house.mail_figures()['childcentre_mails_total{outcome="postponed"}'] == 1)
        anna.goto("/members/mail")
        text = anna.page.locator("main").inner_text()
        assert "later@example.org" in text and "450 4.2.1" in text and "tried again" in text
        ask_for(anna, "gone@example.org")
        wait_for(lambda: house.mail_figures()['childcentre_mails_total{outcome="refused"}'] == 1)
        anna.goto("/members/mail")
        text = anna.page.locator("main").inner_text()
        assert "gone@example.org" in text and "550 5.1.1 no such user here" in text and "later@example.org" not in text
        assert accessibility.in_both_lights_at_every_width(anna, (320, 1280)) == {}
        anna.resize(1280)
        # An address that was good once, and is not any more.
        confirm(anna, letters, "anna@example.org", 1)
        letters.to_reader["anna@example.org"] = "550 5.1.1 has left"
        confirm(anna, letters, "anna@example.net", 2)
        wait_for(lambda: "550 5.1.1 has left" in shown(anna, "/members/mail"))
        assert "mail: well" in readiness(house)


def test_slow_and_vanishing_servers_hold_up_mail_alone(visit, mailing, letters, files):
    """One that says nothing, one that dawdles, one that breaks off after it took the mail: that one comes twice, under
    one name."""
    with mailing.served() as house:
        anna = visit(house)
        come_in(anna, house.invitation("first"))
        with mailserver.silent_server(mailing.mail_port):
            ask_for(anna, "anna@example.org")
            began = time.monotonic()
            assert anna.goto("/account").status == 200 and time.monotonic() - began < 5
            wait_for(lambda: "mail: the mail server did not answer in time" in readiness(house), 60)
        letters.to_content = "drop"
        with mailserver.mail_server(letters, mailing.mail_port, files):
            letters.wait(1)
            letters.to_content = None
            letters.seconds = 2
            first, second = letters.wait(2, 60)[:2]
        assert first["Message-ID"] == second["Message-ID"] and body(first) == body(second)


def test_no_mail_server_means_no_mail_and_pages_that_say_so(visit, own_house):
    """The page of one's mail and the invitation say what to do instead."""
    anna = visit(own_house)
    come_in(anna, own_house.invitation("first"))
    anna.goto("/account/mail")
    text = anna.page.locator("main").inner_text()
    assert "This house sends no mail" in text
    assert anna.page.get_by_role("button", name="Send a mail that confirms it").is_disabled()
    assert accessibility.in_both_lights_at_every_width(anna, (320, 1280)) == {}
    assert "mail" not in readiness(own_house)
    anna.goto("/members/mail")
    assert "Print the codes of invitations instead" in anna.page.locator("main").inner_text()
