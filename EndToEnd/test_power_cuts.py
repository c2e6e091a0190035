"""Power cuts, replayed: all that the program writes under load is recorded, and disks are built as a cut may leave them.

What was synced is there; of everything else each sector reached the disk or did not. `make power-cuts` tries more."""

import concurrent.futures
import contextlib
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time

import pytest

import disk
import ledger
import program

STATES = int(os.environ.get("STATES", 2000))
SEED = int(os.environ.get("SEED", 1))
RECORDS = 400
PROCESSES = 2
# One in so many disks is also opened by the program itself.
SAMPLE = 40


@pytest.fixture
def quick_folder():
    """In memory where there is such a folder: the disk of this machine is not what is tried."""
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="childcentre-", dir=place) as folder:
        yield pathlib.Path(folder)


class Recording:
    """A house under load, with all that it wrote, and what it had acknowledged by then."""

    def __init__(self, folder, failing=False, **more):
        library = disk.library(folder)
        if library is None:
            pytest.skip("there is no C compiler")
        self.data, self.log = folder / "data", folder / "log"
        subprocess.run([program.PROGRAM, "load", program.BALTIC, "--data", self.data], check=True, capture_output=True)
        with self._served({}) as house:
            secretary = ledger.Secretary(house)
        self.before = disk.Before(self.data)
        self.book = ledger.Ledger(lambda: self.log.stat().st_size)
        environment = {
            "LD_PRELOAD": str(library), "DISK_FOLDER": str(self.data), "DISK_LOG": str(self.log), **more}
        if failing:
            control = disk.Control.at(folder / "control")
            environment["DISK_CONTROL"] = str(folder / "control")
        # Twice, with a kill between them: what a new program makes of an old one's log is recorded as well.
        for wanted in (RECORDS // 2, RECORDS):
            if failing:
                # What fails at the opening of a house is a test of its own.
                control.mend()
            with self._served(environment, kills=wanted < RECORDS) as house:
                secretary.address = house.address
                with ledger.Writers(secretary, self.book, count=6):
                    end = time.monotonic() + 60
                    while len(self.book) < wanted:
                        assert time.monotonic() < end, f"only {len(self.book)} records could be written"
                        if failing and control.kinds == 0:
                            control.fail(disk.ON_SYNC, at=random.randint(1, 20))
                        elif failing and control.failed:
                            control.mend()
                        time.sleep(0.01)
        assert not self.book.odd, self.book.odd[:3]
        everything = list(disk.records(self.log))
        self.length = len(everything)
        database, _ = self.before.files["house.sqlite"]
        # Where pages are copied from SQLite's log into its database.
        self.checkpoints = [
            place for place, it in enumerate(everything) if it.kind == disk.WRITE and it.file == database]
        assert len(self.checkpoints) > 100, "no checkpoint was recorded"

    @contextlib.contextmanager
    def _served(self, environment, kills=False):
        process = subprocess.Popen(
            [program.PROGRAM, "serve", "--alone", "--data", self.data, "--port", "0", "--quiet"],
            stdout=subprocess.PIPE, env={**os.environ, **environment})
        try:
            yield program.House(program.address_said_by(process), process, str(self.data))
        finally:
            process.kill() if kills else process.terminate()
            process.wait(timeout=30)
            process.stdout.close()

    def states(self, count, seed, places=None, **rules):
        """So many disks, tried by two processes; what is wrong with those that are not sound. The power is cut at any of
        the places, which are all there are unless some are given."""
        places = sorted(random.Random(seed).choices(places or range(self.length), k=count))
        with concurrent.futures.ProcessPoolExecutor(PROCESSES) as pool:
            parts = [
                pool.submit(try_states, self, places[part::PROCESSES], seed * 100 + part, rules)
                for part in range(PROCESSES)]
            return [fault for part in parts for fault in part.result()]


def try_states(recording, places, seed, rules):
    book, found = recording.book, []
    folder = recording.log.parent / f"state-{seed}"
    for number, (now, length, chance) in enumerate(
            disk.cuts(recording.before, recording.log, places, seed, **rules)):
        folder.mkdir()
        now.after_cut(folder, chance)
        known = [key for key, position in book.acknowledged.items() if position <= length]
        by_program = number % SAMPLE == 0
        if by_program:
            shutil.copytree(folder, folder.with_name(f"copy-{seed}"))
            # Made before anything was recorded, and never touched since.
            shutil.copytree(recording.data / "keys", folder.with_name(f"copy-{seed}") / "keys")
        faults = looked_at(folder, known, book)
        if by_program:
            faults += program_says(folder.with_name(f"copy-{seed}"), known, book)
        if faults:
            found.append((length, faults[:5]))
        shutil.rmtree(folder)
    return found


def looked_at(folder, known, book, whole=True):
    try:
        return ledger.faults(folder, known, book.sent, whole)
    except sqlite3.DatabaseError as error:
        # One that cannot even be read is a finding like any other.
        return [f"unreadable: {error}"]


def program_says(folder, known, book):
    """What the program itself makes of a disk: it opens, verifies, and then holds what the ledger knows."""
    ended = subprocess.run([program.PROGRAM, "verify", "--data", folder], capture_output=True, text=True, timeout=60)
    try:
        if ended.returncode or "sound" not in ended.stdout:
            return [f"verify: {ended.stdout}{ended.stderr}"]
        return looked_at(folder, known, book, whole=False)
    finally:
        shutil.rmtree(folder)


@pytest.mark.long
def test_nothing_acknowledged_is_lost_by_a_power_cut(quick_folder):
    """Every disk opens, is whole, has every acknowledged record once and no half one (R2)."""
    began = time.monotonic()
    recording = Recording(quick_folder)
    recorded = time.monotonic() - began
    found = recording.states(STATES, SEED)
    assert not found, (len(found), found[:5])
    print(f"\n{STATES} disks of {len(recording.book)} acknowledged records and {recording.length} writes and syncs: all sound; "
          f"recorded in {recorded:.0f} s, tried in {time.monotonic() - began - recorded:.0f} s")


@pytest.mark.long
def test_the_replay_notices_a_house_that_does_not_wait_for_the_disk(quick_folder):
    """With synchronous = normal, acknowledged records are missing on some disks, and nothing worse; if syncs were not
    kept at all, some disks would be damaged. Both have to be noticed, or the test above would say nothing."""
    recording = Recording(quick_folder, DISK_NORMAL="1")
    lost = recording.states(200, SEED)
    assert len(lost) > 20
    assert all("acknowledged, but not there" in fault for _, faults in lost for fault in faults), lost[:5]
    torn = recording.states(200, SEED, keeps_syncs=False)
    assert any("acknowledged, but not there" not in fault for _, faults in torn for fault in faults)
    print(f"\nsynchronous = normal: {len(lost)} of 200 disks lack acknowledged records; "
          f"without any sync {len(torn)} of 200 are not sound")


@pytest.mark.long
def test_a_backup_that_has_its_name_is_whole(quick_folder):
    """While a backup is made the power is cut: either there is no file of that name, or it can be restored."""
    library = disk.library(quick_folder)
    if library is None:
        pytest.skip("there is no C compiler")
    data, backups, log = (quick_folder / name for name in ["data", "backups", "log"])
    subprocess.run([program.PROGRAM, "load", program.THREE_RIVERS, "--data", data], check=True, capture_output=True)
    backups.mkdir()
    before = disk.Before(backups)
    subprocess.run(
        [program.PROGRAM, "backup", backups / "one.backup", "--data", data], check=True, capture_output=True,
        env={**os.environ, "LD_PRELOAD": str(library), "DISK_FOLDER": str(backups), "DISK_LOG": str(log)})
    length, named = sum(1 for _ in disk.records(log)), 0
    # The end of it is where a name could come too early.
    places = sorted(random.Random(SEED).choices(range(length), k=60) + [*range(max(0, length - 40), length)])
    for now, _, chance in disk.cuts(before, log, places, SEED):
        found = quick_folder / "found"
        found.mkdir()
        now.after_cut(found, chance)
        if (found / "one.backup").exists():
            named += 1
            tried = subprocess.run(
                [program.PROGRAM, "restore", found / "one.backup", "--drill"], capture_output=True, text=True)
            assert tried.returncode == 0, tried.stdout + tried.stderr
        shutil.rmtree(found)
    assert set(now.certain_names) == {"one.backup"}, "the name is not yet on the disk when the command has ended"
    assert 0 < named < len(places)
