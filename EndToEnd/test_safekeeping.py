"""What the house keeps sealed, how long it keeps it, what it refuses, and how somebody is forgotten: the real program."""

import os
import pathlib
import shutil
import signal
import sqlite3
import stat
import subprocess
import time

import pytest

import accessibility
import program
from test_doors import come_in

MAIL, PHONE = "reach.canary@example.org", "+00 73 91 73 91"


def run(*words, at=None, fails=False):
    before = ["faketime", at] if at else []
    ended = subprocess.run([*before, program.PROGRAM, *words], capture_output=True, text=True, timeout=120)
    assert (ended.returncode != 0) == fails, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


def with_contacts(folder, count=1):
    """A copy of the sample network in which somebody can be reached; `count` people more."""
    shutil.copytree(program.THREE_RIVERS, folder)
    network = (folder / "network.csv").read_text(encoding="utf-8")
    # Not a sample any more: its day is that of the clock.
    (folder / "network.csv").write_text(network.replace("2026-03-10", ""), encoding="utf-8")
    people = (folder / "people.csv").read_text(encoding="utf-8").splitlines()
    columns = people[0].split(",")
    names = [f"canary-{number}" for number in range(count)]
    rows = [",".join({"ref": name, "name": f"Canary Person {number}"}.get(column, "") for column in columns)
            for number, name in enumerate(names)]
    (folder / "people.csv").write_text("\n".join([*people, *rows]) + "\n", encoding="utf-8")
    rows = ["ref,person,mail,phone,languages,hours,deputy,confirmed,source"]
    rows += [f"c{number},{name},{number}.{MAIL},{PHONE},en,canary hours,,2024-01-01," for number, name in enumerate(names)]
    (folder / "contacts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    rows = ["ref,person,kind,state,group,project,from,to,note,source"]
    rows += [f"a{number},{name},seat,,,,2023-01-01,2024-02-29,," for number, name in enumerate(names)]
    (folder / "assignments.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def everything(folder, but=()):
    """Every file below a folder, except keys, with its bytes."""
    return {str(file): file.read_bytes() for file in pathlib.Path(folder).rglob("*")
            if file.is_file() and file.suffix != ".key" and file not in but}


def sealed_with(data):
    with sqlite3.connect(f"file:{data}/house.sqlite?mode=ro", uri=True) as store:
        return {text[:29] for row in store.execute("select mail, phone from contacts") for text in row}


def test_contact_data_stand_in_no_file_and_secrets_in_no_process(tmp_path):
    """C54 and C62: neither the database nor its log, a backup, the program's log, its words or its environment."""
    data = tmp_path / "data"
    network = with_contacts(tmp_path / "network")
    assert "contacts: 1 added" in run("load", network, "--data", data)
    shutil.rmtree(network)
    key = next((data / "keys").glob("*.key"))
    assert stat.S_IMODE(key.stat().st_mode) == 0o400 and stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    secret = key.read_text().split()[-1]
    log = tmp_path / "log"
    with open(log, "wb") as output:
        process = subprocess.Popen(
            [program.PROGRAM, "serve", "--data", data, "--port", "0"], stdout=output, stderr=output)
        try:
            end = time.monotonic() + program.SECONDS_TO_START
            while "The house stands at" not in log.read_text(errors="replace") and time.monotonic() < end:
                time.sleep(0.05)
            pids = [process.pid, program.serving(process)]
            for pid in pids:
                for place in ("environ", "cmdline"):
                    text = pathlib.Path(f"/proc/{pid}/{place}").read_bytes()
                    assert secret.encode() not in text and bytes.fromhex(secret) not in text
            assert "in no backup" in run("backup", tmp_path / "a.backup", "--data", data)
            assert "in use" in run("keys", "list", "--data", data)
            found = everything(tmp_path)
            assert any(name.endswith("-wal") for name in found) and any(name.endswith(".backup") for name in found)
            for name, content in found.items():
                for canary in (MAIL, PHONE, "canary hours", secret):
                    assert canary.encode() not in content, f"{canary} stands in {name}"
                assert bytes.fromhex(secret) not in content, name
        finally:
            process.terminate()
            process.wait(timeout=15)
    assert MAIL in (run("export", tmp_path / "out", "--data", data) and (tmp_path / "out/contacts.csv").read_text())
    key.chmod(0o440)
    assert "Others than its owner may read" in run("verify", "--data", data, fails=True)


def test_a_change_of_keys_that_is_killed_goes_on(tmp_path):
    """Killed a little later each time, while the house is served; afterwards nothing is sealed with the old key."""
    data = tmp_path / "data"
    run("load", with_contacts(tmp_path / "network", 900), "--data", data)
    before = sealed_with(data)
    assert len(before) == 1
    process = subprocess.Popen([program.PROGRAM, "serve", "--data", data, "--port", "0", "--quiet"], stdout=subprocess.PIPE)
    kills = 0
    try:
        program.address_said_by(process)
        for _ in range(4):
            rotation = subprocess.Popen(
                [program.PROGRAM, "keys", "rotate", "--data", data], stdout=subprocess.PIPE, text=True)
            for line in rotation.stdout:
                if "sealed anew" in line:
                    rotation.send_signal(signal.SIGKILL)
                    break
            kills += rotation.wait() == -signal.SIGKILL
            rotation.stdout.close()
        said = run("keys", "rotate", "--data", data)
    finally:
        process.terminate()
        process.wait(timeout=15)
        process.stdout.close()
    assert kills >= 1 and "cut short" in said, said
    after = sealed_with(data)
    assert len(after) == 1 and not after & before
    assert "retired" in run("keys", "list", "--data", data)
    assert "sound" in run("verify", "--data", data)
    run("export", tmp_path / "out", "--data", data)
    assert (tmp_path / "out/contacts.csv").read_text().count(MAIL) == 900


def test_somebody_is_forgotten_at_the_machine(tmp_path):
    data = tmp_path / "data"
    run("load", with_contacts(tmp_path / "network"), "--data", data)
    assert "for good" in run("person", "erase", "canary-0", "--data", data, fails=True)
    file = tmp_path / "theirs.json"
    run("person", "data", "canary-0", file, "--data", data)
    assert MAIL in file.read_text() and stat.S_IMODE(file.stat().st_mode) == 0o600
    said = run("person", "erase", "canary-0", "--sure", "--data", data)
    assert "its chain is whole" in said and "still stands" not in said
    assert "sound" in run("verify", "--data", data)
    for name, content in everything(data).items():
        for canary in ("Canary Person 0", "canary-0", MAIL, PHONE):
            assert canary.encode() not in content, f"{canary} stands in {name}"
    run("person", "erase", "canary-0", "--sure", "--data", data, fails=True)


def test_what_names_a_child_is_refused_in_the_form_and_what_was_typed_is_still_there(visit, own_house):
    visitor = visit(own_house)
    page = visitor.page
    come_in(visitor, own_house.invitation("first"))
    page.goto("/desk/activities/new")
    page.get_by_label("What takes place").fill("Hearing of Kasia, aged 9")
    page.get_by_label("First day").fill("2018-06-12")
    page.get_by_label("Place", exact=True).fill("Riga")
    page.get_by_label("Country").select_option("LV")
    page.get_by_label("Kind").select_option("workshop")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "a girl of nine" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("What takes place").input_value() == "Hearing of Kasia, aged 9"
    found = accessibility.in_both_lights_at_every_width(visitor)
    page.get_by_role("button", name="Keep as a draft").click()
    assert "a girl of nine" in page.get_by_role("alert").inner_text()
    page.goto("/desk")
    assert "Kasia" not in page.locator("main").inner_text()
    for address in ("/account/data", "/retention", "/members/directory"):
        visitor.goto(address)
        found.update({f"{address}, {k}": v for k, v in accessibility.in_both_lights_at_every_width(visitor).items()})
    assert not found, found


def test_a_member_takes_their_data_and_is_forgotten(visit, own_house):
    visitor = visit(own_house)
    page = visitor.page
    come_in(visitor, own_house.invitation("first"))
    page.goto("/account")
    page.get_by_role("link", name="Take it along, or be forgotten").click()
    page.get_by_role("button", name="Forget me").click()
    assert "Tick the box" in page.get_by_role("alert").inner_text()
    page.get_by_label("I want the house to forget me.").check()
    page.get_by_role("button", name="Forget me").click()
    page.wait_for_url("**/sign-in**")
    assert own_house.run("person", "list").count("Anna Berg") == 0
    assert "sound" in own_house.run("verify")


def test_the_operator_takes_nothing_out_and_forgets_nobody_alone(visit, own_house, tmp_path):
    """Each waits for somebody of the secretariat, is done once, and is asked for anew the next time."""
    visitor = visit(own_house)
    page = visitor.page
    come_in(visitor, own_house.invitation("first"))
    place = ("--data", own_house.data)

    def consent_to(words):
        page.goto("/members/consents")
        row = page.get_by_role("listitem").filter(has_text=words)
        assert "The operator at the machine" in row.inner_text()
        row.get_by_role("button", name="Consent").click()
        assert "You have consented" in page.get_by_role("status").inner_text()

    folder = tmp_path / "out"
    for _ in range(2):
        assert "it takes two" in run("export", folder, *place, fails=True)
    assert not folder.exists()
    consent_to("Take everything out of the house")
    assert "files written" in run("export", folder, *place)
    assert (folder / "people.csv").is_file()
    assert "it takes two" in run("export", tmp_path / "again", *place, fails=True)

    erase = ("person", "erase", "eva-wallin", "--sure", *place)
    assert "it takes two" in run(*erase, fails=True)
    run("person", "data", "eva-wallin", tmp_path / "theirs.json", *place)
    consent_to("Erase what is kept about Eva Wallin")
    assert "its chain is whole" in run(*erase)
    assert "Nobody here" in run("person", "data", "eva-wallin", tmp_path / "more.json", *place, fails=True)
    assert "sound" in own_house.run("verify")


@pytest.mark.long
def test_three_years_pass(tmp_path):
    """R16 and C57: the real program with the clock moved over two changes of the clocks, a leap day and three years.
    Nothing is kept longer than the table says, and nothing goes early."""
    if not shutil.which("faketime"):
        pytest.skip("faketime is not installed")
    data = tmp_path / "data"
    network = with_contacts(tmp_path / "network", 3)
    run("load", network, "--data", data, at="2024-01-10 12:00:00")
    run("person", "first", "--data", data, at="2024-01-10 12:00:00")

    def count(table):
        with sqlite3.connect(data / "house.sqlite") as store:
            return store.execute(f"select count(*) from {table}").fetchone()[0]

    def codes():
        return count("invitations")

    def contacts():
        return count("contacts")

    assert codes() == 1 and contacts() == 3
    assert "1 of invitations" in run("retention", "--dry-run", "--data", data, at="2024-01-12 12:00:00")
    assert codes() == 1
    assert "1 of invitations" in run("retention", "run", "--data", data, at="2024-01-12 12:00:00")
    assert codes() == 0
    # The functions ended on the leap day, 29 February 2024; 180 days after it is 27 August.
    for day in ("2024-02-29", "2024-03-31", "2024-08-27"):
        assert "nothing was due" in run("retention", "run", "--data", data, at=f"{day} 12:00:00"), day
    assert contacts() == 3
    # A served house does it by itself, a minute after its start.
    log = tmp_path / "log"
    with open(log, "wb") as output:
        process = subprocess.Popen(
            ["faketime", "2024-08-28 12:00:00", program.PROGRAM, "serve", "--alone", "--data", data, "--port", "0"],
            stdout=output, stderr=output)
        try:
            end = time.monotonic() + 120
            while "retention:" not in log.read_text(errors="replace") and time.monotonic() < end:
                time.sleep(1)
        finally:
            # faketime waits for the program, and hands no signal on.
            os.kill(program.serving(process), signal.SIGTERM)
            process.wait(timeout=30)
    assert "retention: 3 of contacts" in log.read_text()
    assert contacts() == 0
    run("person", "invite", "--name", "Kari Canary", "--data", data, at="2024-10-26 23:30:00")
    assert codes() == 1
    assert "nothing was due" in run("retention", "run", "--data", data, at="2024-10-27 02:30:00")
    assert "1 of invitations" in run("retention", "run", "--data", data, at="2024-10-29 12:00:00")
    said = run("retention", "run", "--data", data, at="2027-03-01 12:00:00")
    assert "of journal" in said, said
    assert "nothing was due" in run("retention", "run", "--data", data, at="2027-03-01 18:00:00")
    assert "sound" in run("verify", "--data", data)
    # A clock that is set back deletes nothing and breaks nothing.
    assert "nothing was due" in run("retention", "run", "--data", data, at="2025-01-01 12:00:00")
    assert "sound" in run("verify", "--data", data)
