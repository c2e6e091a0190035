"""A disk that fails, or is full, at each call in its turn: the house says so calmly, keeps what it acknowledged, goes on
showing pages, and writes again when the disk does."""

import contextlib
import errno
import os
import pathlib
import secrets
import shutil
import subprocess
import time

import pytest

import disk
import ledger
import program
import test_power_cuts
import test_upgrade
from test_power_cuts import quick_folder  # noqa: F401: a fixture

# The disk mends; within a second the house tries, and deadlines are ten times a goal.
SECONDS_TO_RECOVER = 10


class Failing:
    """A house on a disk that fails as it is told to, and one secretary who records one activity after the other."""

    def __init__(self, stack, folder):
        library = disk.library(folder)
        if library is None:
            pytest.skip("there is no C compiler")
        self.control = disk.Control.at(folder / "control")
        # The folder must be known before the house is there, so the house is made here.
        self.environment = environment = {**os.environ, "LD_PRELOAD": str(library), "DISK_FOLDER": str(folder / "data"),
                       "DISK_CONTROL": str(folder / "control")}
        data = folder / "data"
        subprocess.run([program.PROGRAM, "load", program.BALTIC, "--data", data], check=True, capture_output=True)
        process = subprocess.Popen(
            [program.PROGRAM, "serve", "--data", data, "--port", "0", "--quiet"], stdout=subprocess.PIPE, env=environment)
        stack.callback(self.end, process)
        self.house = program.House(program.address_said_by(process), process, str(data))
        self.secretary = ledger.Secretary(self.house)
        self.connection = self.secretary.connection()
        self.book = ledger.Ledger()
        self.waiting, self.slowest, self.refusals = [], 0.0, 0

    @staticmethod
    def end(process):
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()

    def record(self, key=None):
        """Sends one form; whether it was acknowledged. Anything but a calm refusal is a fault."""
        key = key or secrets.token_hex(16)
        self.book.sent.add(key)
        answer = self.secretary.record(self.connection, key)
        if ledger.is_acknowledged(answer):
            self.book.add(key)
            return True
        assert answer.status in (503, 507), (answer.status, answer.text[:1000])
        assert "Nothing was stored" in answer.text
        self.refusals += 1
        self.waiting.append(key)
        return False

    def recover(self):
        """The disk is well again: so is the house, and those who were refused send their forms once more."""
        began = time.monotonic()
        while not self.record():
            assert time.monotonic() - began < SECONDS_TO_RECOVER, "the house writes no more"
            time.sleep(0.05)
        self.slowest = max(self.slowest, time.monotonic() - began)
        while self.waiting:
            key = self.waiting.pop()
            while not self.record(key):
                time.sleep(0.05)

    def check(self):
        faults = ledger.faults(self.house.data, self.book.acknowledged, self.book.sent)
        assert not faults, faults[:10]
        assert "sound" in self.house.run("verify")


@pytest.mark.long
@pytest.mark.parametrize("name, kinds, error, calls", [
    ("a sync fails", disk.ON_SYNC, errno.EIO, 30), ("a write fails", disk.ON_WRITE, errno.EIO, 120),
    ("no space for a write", disk.ON_WRITE, errno.ENOSPC, 120),
    ("a file cannot be made or removed", disk.ON_NAME, errno.ENOSPC, 20),
    ("a file cannot be cut", disk.ON_TRUNCATE, errno.EIO, 2),
])
def test_each_call_fails_in_its_turn(name, kinds, error, calls, quick_folder):  # noqa: F811
    """The first call fails, then the second, and so on; once, three times, or until the disk is mended (R4)."""
    with contextlib.ExitStack() as stack:
        it = Failing(stack, quick_folder)
        struck = 0
        for at in range(1, calls + 1):
            it.control.fail(kinds, at=at, lasting=[1, 3, -1][at % 3], error=error)
            for _ in range(40):
                if not it.record() or it.control.failed:
                    break
            # Whatever becomes of writing, pages are shown.
            assert it.house.get("/activities").status == 200
            struck += it.control.failed > 0
            it.control.mend()
            it.recover()
        it.check()
        print(f"\n{name}: {struck} of {calls} turns met a failure, {it.refusals} forms were refused, "
              f"{len(it.book)} acknowledged and there; writing again after {it.slowest:.2f} s at the most")
        assert struck >= calls // 2 or kinds in (disk.ON_TRUNCATE, disk.ON_NAME)


@pytest.mark.long
def test_a_disk_that_stays_broken_is_told_to_whoever_watches(quick_folder):  # noqa: F811
    with contextlib.ExitStack() as stack:
        it = Failing(stack, quick_folder)
        assert it.record()
        it.control.fail(disk.ON_WRITE | disk.ON_SYNC, lasting=-1)
        child = it.house.serving
        end = time.monotonic() + 3
        while time.monotonic() < end:
            assert not it.record()
            assert it.house.get("/activities").status == 200
            ready = it.house.get("/health/ready")
            assert ready.status == 503 and "writing: the database cannot be written" in ready.text
            assert it.house.get("/health").text == "alive\n"
        it.control.mend()
        it.recover()
        assert it.house.get("/health/ready").status == 200
        # It never came to a new start.
        assert it.house.serving == child
        it.check()


@pytest.mark.long
@pytest.mark.parametrize("found, error", [("killed", errno.EIO), ("older", errno.EIO), ("older", errno.ENOSPC)])
def test_a_house_that_cannot_be_opened_says_so_and_stays_as_it_was(found, error, quick_folder):  # noqa: F811
    """What a kill or an older program left behind is opened on a disk that fails at the first call, the second, and so on."""
    with contextlib.ExitStack() as stack:
        it = Failing(stack, quick_folder)
        for _ in range(20):
            assert it.record()
        it.house.process.kill()
        it.house.process.wait()
    left, refused, tried = quick_folder / "left", 0, 0
    if found == "older":
        it.book = ledger.Ledger()
        test_upgrade.unpacked("rivers", left)
    else:
        shutil.copytree(it.house.data, left)
    for at in [*range(1, 20), *range(20, 4000, 37)]:
        shutil.rmtree(it.house.data)
        shutil.copytree(left, it.house.data)
        it.control.fail(disk.ON_WRITE | disk.ON_SYNC | disk.ON_TRUNCATE | disk.ON_NAME, at=at, lasting=-1, error=error)
        opened = subprocess.run(
            [program.PROGRAM, "verify", "--data", it.house.data], capture_output=True, text=True, timeout=60,
            env=it.environment)
        struck = it.control.failed > 0
        it.control.mend()
        assert opened.returncode in (0, 1), opened.stderr
        if opened.returncode:
            refused += 1
            assert opened.stderr.count("\n") == 1 and opened.stderr.strip(), opened.stderr
        it.check()
        if not struck:
            break
        tried += 1
    else:
        raise AssertionError("opening a house never comes to an end")
    assert refused or found == "killed"
    print(f"\n{found}: {tried} of some {at} calls failed at the opening of a house; {refused} times it was not opened, and it was whole each time")


@pytest.mark.long
def test_what_a_failed_sync_dropped_is_not_taken_for_kept(quick_folder):  # noqa: F811
    """Linux marks pages as clean when a sync of them failed: a second sync says “well” and they are gone. Syncs fail under
    load, the program is killed, and then the power is cut, at any moment and in the midst of a checkpoint: all that was
    acknowledged before and after is there."""
    recording = test_power_cuts.Recording(quick_folder, failing=True)
    lost = sum(record.kind == disk.FAILED_SYNC for record in disk.records(recording.log))
    assert lost > 5
    found = recording.states(300, test_power_cuts.SEED)
    found += recording.states(700, test_power_cuts.SEED, recording.checkpoints)
    assert not found, (len(found), found[:5])
    print(f"\n{lost} syncs failed under load; 1,000 disks after a power cut are all sound")


@pytest.mark.long
def test_the_disk_is_full_at_each_step(tmp_path):
    """A disk with room for no page more, for one, for two, … (R5)."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        with contextlib.ExitStack() as stack:
            it = Failing(stack, place)
            ballast = place / "ballast"
            for pages in range(40):
                fill(place, ballast, pages)
                # SQLite writes its log from the beginning again once all of it is in the database, so a full disk may hold
                # some more records: fewer than the log has pages, since each takes several.
                room = (pathlib.Path(it.house.data) / "house.sqlite-wal").stat().st_size // 4096 + pages
                for _ in range(room):
                    if not it.record():
                        break
                else:
                    raise AssertionError(f"there was room for {room} records")
                assert os.statvfs(place).f_bavail == 0, "refused although there is room"
                assert it.house.get("/activities").status == 200
                ballast.unlink()
                it.recover()
            it.check()
            print(f"\n40 full disks: {it.refusals} forms were refused, {len(it.book)} acknowledged and there; writing again "
                  f"{it.slowest:.2f} s after there was room, at the most")
    finally:
        subprocess.run(["umount", "-l", place])


def fill(place, ballast, pages):
    """Leaves room for so many pages of 4096 bytes."""
    facts = os.statvfs(place)
    with open(ballast, "wb") as file:
        with contextlib.suppress(OSError):
            os.posix_fallocate(file.fileno(), 0, max(1, facts.f_bavail - pages) * 4096)
    assert os.statvfs(place).f_bavail <= pages
