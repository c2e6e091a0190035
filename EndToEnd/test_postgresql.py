"""The house on PostgreSQL: the browser's tests of doors, recording and publishing once more, and the program's own words."""

import os
import subprocess
import sys

import pytest

import postgresql
import program

pytestmark = [pytest.mark.long, pytest.mark.skipif(not postgresql.programs(), reason="PostgreSQL is not installed")]


@pytest.mark.parametrize("file", ["test_doors.py", "test_year.py", "test_publishing.py"])
def test_the_same_path_goes_through_on_postgresql(file):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", file],
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
    say("load", str(program.BALTIC), *here)
    assert "arrived as it left" in say("move", *here, "--to-database-file", str(connection))
    assert "already" in say("move", *here, "--to-database-file", str(connection), fails=True)
    assert "arrived as it left" in say("move", "--from-database-file", str(connection), "--to-data", there)
    said = [say("verify", *place) for place in (here, ["--database-file", str(connection)], ["--data", there])]
    assert said[0] == said[1] == said[2]
    exports = []
    for number, place in enumerate((here, ["--database-file", str(connection)], ["--data", there])):
        folder = tmp_path / f"export{number}"
        say("export", str(folder), *place)
        exports.append({file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()})
    assert exports[0] and exports[0] == exports[1] == exports[2]


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
            assert all("incident" not in answer.text.lower() for answer in answers)
            server.start()
            for _ in range(100):
                if house.get("/activities").status == 200:
                    break
            assert house.get("/activities").status == 200
            assert house.process.poll() is None
    finally:
        server.remove()
