"""A house that an older program left behind is brought up to date, however often that is interrupted."""

import gzip
import re
import shutil
import sqlite3
import subprocess

import pytest

import program

FIXTURES = program.ROOT / "Tests" / "Fixtures"


def unpacked(name, folder):
    folder.mkdir(parents=True)
    with gzip.open(FIXTURES / f"house-of-the-second-issue-{name}.sqlite.gz") as packed:
        with open(folder / "house.sqlite", "wb") as file:
            shutil.copyfileobj(packed, file)
    return folder


def migrations(folder):
    with sqlite3.connect(folder / "house.sqlite") as store:
        return store.execute("select count(*) from migrations").fetchone()[0]


def verify(folder, *before):
    return subprocess.run(
        [*before, program.PROGRAM, "verify", "--data", folder], capture_output=True, text=True, timeout=60)


@pytest.mark.long
@pytest.mark.parametrize("name, entries", [("rivers", 323), ("baltic", 925)])
def test_an_upgrade_that_is_killed_at_each_step_is_resumed(name, entries, tmp_path):
    """Killed at every call that brings the log to the disk, one further each time, and then let through: each round
    begins where the last one was killed (R19)."""
    if not shutil.which("strace") or verify(unpacked(name, tmp_path / "try"), "strace", "-f", "-o/dev/null").returncode:
        pytest.skip("strace cannot be used here")
    whole = migrations(tmp_path / "try")
    # Renewing the search is itself an entry of the journal, made once.
    sound = re.search(r"sound: (\d+) entries", verify(tmp_path / "try").stdout)
    assert int(sound.group(1)) in (entries, entries + 1)
    house = unpacked(name, tmp_path / "house")
    old = migrations(house)
    assert old < whole
    seen, kills = {old}, 0
    # Each round may go one sync further than the round before; some rounds get no further at all.
    for allowed in range(1, 200):
        shutil.copytree(house, tmp_path / "round")
        ended = verify(
            tmp_path / "round", "strace", "-f", "-o/dev/null", "-e", "trace=fdatasync,fsync",
            "-e", f"inject=fdatasync,fsync:signal=SIGKILL:when={allowed}")
        isDone = ended.returncode == 0
        kills += not isDone
        # What is left opens, tells the truth, and goes on from where it was.
        seen.add(migrations(tmp_path / "round"))
        resumed = verify(tmp_path / "round")
        assert resumed.returncode == 0, resumed.stdout + resumed.stderr
        assert sound.group() in resumed.stdout
        assert migrations(tmp_path / "round") == whole
        shutil.rmtree(tmp_path / "round")
        if isDone:
            break
    else:
        raise AssertionError("the upgrade never came to its end")
    assert kills >= whole - old
    assert seen >= set(range(old, whole)), seen
