"""The house on PostgreSQL: the browser's tests of doors, recording and publishing once more, and the program's own words."""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import time

import pytest

import postgresql
import program

pytestmark = [pytest.mark.long, pytest.mark.skipif(not postgresql.programs(), reason="PostgreSQL is not installed")]


@pytest.mark.parametrize("file", ["test_doors.py", "test_year.py", "test_publishing.py"])
def test_the_same_path_goes_through_on_postgresql(file):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not long", file],
        cwd=program.ROOT / "EndToEnd", env={**os.environ, "HOUSE_DATABASE": "postgresql"}, capture_output=True,
        text=True, timeout=1800)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "passed" in done.stdout and "failed" not in done.stdout


def test_a_house_goes_to_a_server_and_comes_back(tmp_path):
    def say(*words, fails=False):
        done = subprocess.run([program.PROGRAM, *words], capture_output=True, text=True, timeout=120)
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    connection = tmp_path / "database"
    connection.write_text(postgresql.shared().fresh() + "\n", encoding="utf-8")
    connection.chmod(0o600)
    here, there = ["--data", str(tmp_path / "data")], str(tmp_path / "back")
    keys = ["--keys", str(tmp_path / "data" / "keys")]
    say("load", str(program.BALTIC), *here)
    assert "arrived as it left" in say("move", *here, "--to-database-file", str(connection))
    assert "already" in say("move", *here, "--to-database-file", str(connection), fails=True)
    assert "arrived as it left" in say("move", "--from-database-file", str(connection), "--to-data", there, *keys)
    said = [say("verify", *place) for place in (here, ["--database-file", str(connection), *keys], ["--data", there])]
    assert said[0] == said[1] == said[2]
    exports = []
    for number, place in enumerate((here, ["--database-file", str(connection), *keys], ["--data", there])):
        folder = tmp_path / f"export{number}"
        say("export", str(folder), *place)
        exports.append({file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()})
    assert exports[0] and exports[0] == exports[1] == exports[2]


def test_two_programs_on_one_database_write_one_chain_and_see_each_other_at_once():
    """Two that serve, and eight that write beside them; whoever is asked knows what another one has just written."""
    connection = postgresql.shared().fresh()
    with program.served(at=connection) as one, program.served(at=connection) as other:
        assert one.place != other.place
        for house in (one, other):
            assert "Three Rivers" not in house.get("/").text
        one.run("load", str(program.THREE_RIVERS))
        for house in (other, one):
            assert "Three Rivers" in house.get("/").text
        before = entries(one)

        def invite(number):
            (one, other)[number % 2].run("person", "invite", "--name", f"Person {number}", "--at", one.address)

        with concurrent.futures.ThreadPoolExecutor(8) as writers:
            list(writers.map(invite, range(40)))
        # Nobody of the secretariat can consent yet: the journal has each invitation, and that it went without.
        assert entries(one) == entries(other) == before + 80


def entries(house):
    """How many entries the journal has; `verify` fails where the chain is broken."""
    return int(re.search(r"\d+", house.run("verify").replace(",", "")).group())


def test_the_connection_string_is_no_secret_that_others_can_read(tmp_path):
    """It stands neither among the words of the process nor in its log, and a password in the wrong place is refused."""
    with program.served(program.BALTIC, at=postgresql.shared().fresh(password="not-to-be-seen")) as house:
        words = pathlib.Path(f"/proc/{house.process.pid}/cmdline").read_bytes()
        surroundings = pathlib.Path(f"/proc/{house.process.pid}/environ").read_bytes()
        assert house.get("/activities").status == 200
        assert b"not-to-be-seen" not in words + surroundings
        house.process.terminate()
        house.process.wait(timeout=30)
        said = house.process.stdout.read() + pathlib.Path(house.data).parent.joinpath("complaints").read_bytes()
        assert b"not-to-be-seen" not in said
    refused = subprocess.run(
        [program.PROGRAM, "verify", "--database", "postgresql://a:not-to-be-seen@localhost/house"], cwd=tmp_path,
        capture_output=True, text=True, timeout=60)
    assert refused.returncode != 0 and "file" in refused.stderr and "not-to-be-seen" not in refused.stderr


def test_a_backup_of_a_server_comes_back(monkeypatch, tmp_path):
    monkeypatch.setenv("HOUSE_DATABASE", "postgresql")
    with program.served(program.BALTIC) as house:
        file = str(tmp_path / "a.backup")
        assert "sound journal" in house.run("backup", file)
        sound = house.run("verify")
        other = program.place_in(str(tmp_path / "other"))
        for words, answer in ((["restore", file], "on its server"), (["verify"], sound)):
            done = subprocess.run([program.PROGRAM, *words, *other], capture_output=True, text=True, timeout=120)
            assert done.returncode == 0 and answer in done.stdout, done.stderr


def test_a_server_that_goes_and_comes_back_is_a_clear_503_meanwhile(monkeypatch):
    monkeypatch.setenv("HOUSE_DATABASE", "postgresql")
    server = postgresql.Server()
    monkeypatch.setattr(postgresql, "shared", lambda: server)
    try:
        with program.served(program.BALTIC) as house:
            assert house.get("/activities").status == 200
            server.stop("QUIT")
            answers = [house.get("/activities") for _ in range(10)]
            assert {answer.status for answer in answers} == {503}
            assert {answer.fields["Retry-After"] for answer in answers} == {"5"}
            assert all("cannot reach its records" in answer.text for answer in answers)
            assert house.get("/health").status == 200 and house.get("/health/ready").status == 503
            server.start()
            began = time.monotonic()
            while house.get("/activities").status != 200:
                assert time.monotonic() < began + 30
                time.sleep(0.02)
            print(f"found again after {time.monotonic() - began:.2f} s")
            assert house.process.poll() is None
    finally:
        server.remove()
