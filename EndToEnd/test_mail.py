"""Word gets out by mail: the real program, a real mail server on loopback, and whatever can go wrong between them."""

import contextlib
import os
import re
import sqlite3
import subprocess
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


def invite(anna, ref="daja-wenke", address="daja@example.org"):
    """The secretariat writes down where somebody is reached, and sends the invitation."""
    page = anna.page
    page.goto(f"/desk/contacts/new?person={ref}")
    page.locator("[name=mail]").fill(address)
    page.get_by_role("main").get_by_role("button").first.click()
    page.goto(f"/members/people/{ref}/invitation")
    page.get_by_role("button", name=f"Make the code and send it to {address}").click()
    page.get_by_role("status").wait_for()


def one_click(house, place):
    """What a mail program sends (RFC 8058): no cookie, no page seen before, no word of where it comes from."""
    request = urllib.request.Request(
        house.address + place, data=b"List-Unsubscribe=One-Click",
        headers={"Content-Type": "application/x-www-form-urlencoded"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as answer:
        return answer.status


def test_from_an_invitation_to_the_last_digest(visit, mailing, letters, files):
    """Somebody is invited by mail and comes in; whoever invited them hears of it as they chose, and ends it with one
    click; whoever signs in from elsewhere is noticed."""
    with mailserver.mail_server(letters, mailing.mail_port, files), mailing.served() as house:
        anna = visit(house)
        come_in(anna, house.invitation("first"))
        confirm(anna, letters, "anna@example.org", 1)
        anna.goto("/account/mail")
        anna.page.get_by_label("At once").check()
        anna.page.get_by_label("Language of the mails").select_option("sv")
        anna.page.get_by_role("button", name="Keep this").click()
        assert "from now on" in anna.page.get_by_role("status").inner_text()
        assert anna.page.get_by_label("At once").is_checked()
        invite(anna)
        assert "daja@example.org" in anna.page.get_by_role("status").inner_text()
        assert "code=" not in anna.page.content()
        assert accessibility.in_both_lights_at_every_width(anna, (320, 1280)) == {}
        anna.resize(1280)
        invitation = letters.wait(2)[1]
        assert invitation["To"] == "daja@example.org" and "List-Unsubscribe" not in invitation
        daja = visit(house)
        come_in(daja, link(invitation, "/welcome"), "Daja Wenke", "daja", PASSWORD)
        assert "The house writes to daja@example.org" in shown(daja, "/account/mail")
        digest = next(mail for mail in letters.wait(3) if "List-Unsubscribe" in mail)
        assert digest["To"] == "anna@example.org" and digest["Content-Language"] == "sv"
        assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "Daja" not in body(digest) and link(digest, "/members/notices")
        place = digest["List-Unsubscribe"].strip("<>").removeprefix(house.address)
        reader = visit(house)
        reader.goto(place)
        assert accessibility.in_both_lights_at_every_width(reader, (320, 1280)) == {}
        assert "anna" not in reader.page.locator("main").inner_text()
        assert one_click(house, place) == 200
        anna.goto("/account/mail")
        assert anna.page.get_by_label("Never").is_checked()
        # From another browser than ever before.
        sign_out(daja)
        before = len(letters.taken)
        other = visit(house, user_agent="Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0")
        other.goto("/sign-in")
        sign_in(other, "daja", PASSWORD)
        noticed = letters.wait(before + 1)[-1]
        assert noticed["To"] == "daja@example.org" and link(noticed, "/account")
        assert "Daja" not in body(noticed) and "127.0.0.1" not in body(noticed)


def test_a_mail_that_comes_back_is_noted_at_its_address(visit, mailing, letters, files):
    """The mail server hands the notification to the program; the member sees why nothing arrives."""
    with mailserver.mail_server(letters, mailing.mail_port, files), mailing.served() as house:
        anna = visit(house)
        come_in(anna, house.invitation("first"))
        confirm(anna, letters, "anna@example.org", 1)
        confirm(anna, letters, "anna@example.net", 2)
        sent = letters.wait(3)
        asked = sent[1]
        notification = (
            f"From: MAILER-DAEMON@example.net\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            f"Diagnostic-Code: smtp; 550 5.1.1 box is gone\r\n\r\nMessage-ID: {asked['Message-ID']}\r\n")
        said = subprocess.run(
            [program.PROGRAM, "mail", "returned", *house.place], input=notification.encode(), capture_output=True,
            timeout=60, check=True)
        assert said.stdout == b"Noted.\n"
        assert "box is gone" in shown(anna, "/account/mail") and "box is gone" in shown(anna, "/members/mail")


def test_many_mails_leave_quickly_and_each_once(visit, mailing, letters, files):
    """Prints how many a second; they travel over few lines, and nothing is left of their words."""
    count = 400
    with mailing.served() as house:
        if "--database-file" in house.place:
            pytest.skip("The mails are put into the file.")
        anna = visit(house)
        come_in(anna, house.invitation("first"))
        now = int(time.time() * 1000)
        with sqlite3.connect(os.path.join(house.data, "house.sqlite"), timeout=20) as database:
            for number in range(count):
                database.execute(
                    "insert into mails (id, kind, recipient, language, subject, body, queued, due, attempts, ends)"
                    " values (?, 'digest', ?, 'en', 'Something waits', ?, ?, ?, 0, ?)",
                    (os.urandom(16), f"reader{number}@example.org", "Come and see.\n" * 20, now, now, now + 3_600_000))
        database.close()
        with mailserver.mail_server(letters, mailing.mail_port, files):
            wait_for(lambda: len(letters.taken) == count, 120)
            wait_for(lambda: house.mail_figures()["childcentre_mails_waiting"] == 0)
        seconds = letters.times[-1] - letters.times[0]
        print(f"\n{count} mails over {letters.connections} connections: {(count - 1) / seconds:.0f} a second")
        assert len({readers for readers, _ in letters.taken}) == count
        assert letters.connections <= 3
        with sqlite3.connect(os.path.join(house.data, "house.sqlite"), timeout=20) as database:
            left = database.execute("select count(*) from mails where body <> '' or outcome <> 'sent'").fetchone()
        assert left == (0,)
        database.close()


def test_mail_is_sent_by_one_process_where_several_serve_one_database(visit, mailing, letters, files, tmp_path):
    """Two programs on one PostgreSQL: each mail comes once, whichever of them took the form; one goes on alone."""
    postgresql = pytest.importorskip("postgresql")
    address = postgresql.shared().fresh()
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    second = MailingHouse(other_folder, mailing.mail_port, files)
    with mailserver.mail_server(letters, mailing.mail_port, files):
        with program.served(program.BALTIC, words=mailing.words, at=address) as house:
            with program.served(words=second.words, at=address) as other:
                anna = visit(house)
                come_in(anna, house.invitation("first"))
                confirm(anna, letters, "a0@example.org", 1)
                there = visit(other)
                there.goto("/sign-in")
                sign_in(there)
                for number, visitor in enumerate([anna, there, anna]):
                    ask_for(visitor, f"b{number}@example.org")
                    letters.wait(2 + number)
                time.sleep(4)
                names = [mail["Message-ID"] for mail in letters.mails]
                assert len(names) == len(set(names))
                # The other sends alone, as soon as the first gave the lease back or its two minutes are over.
            ask_for(anna, "last@example.org")
            wait_for(lambda: any(mail["To"] == "last@example.org" for mail in letters.mails), 150)
            names = [mail["Message-ID"] for mail in letters.mails]
            assert len(names) == len(set(names))
