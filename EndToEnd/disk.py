"""The disk between the program and the kernel: what `disk.c` writes down, and disks as they may be after a power cut."""

import collections
import ctypes
import errno
import mmap
import pathlib
import random
import shutil
import struct
import subprocess

import program

HEAD = struct.Struct("<IIQQ")
MAKE, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, REMOVE, RENAME, FAILED_SYNC = range(1, 9)
ON_WRITE, ON_SYNC, ON_TRUNCATE, ON_NAME = 1, 2, 4, 8


def library(folder):
    """The shim, compiled; nothing where there is no compiler."""
    made = pathlib.Path(folder) / "disk.so"
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    subprocess.run(
        [compiler, "-O2", "-shared", "-fPIC", "-o", made, program.ROOT / "EndToEnd" / "disk.c", "-ldl", "-lpthread"],
        check=True)
    return made


class Control(ctypes.Structure):
    """What is to fail next; `struct control` of disk.c, shared with the program."""

    _fields_ = [(name, ctypes.c_int32) for name in ["kinds", "countdown", "lasting", "error", "failed", "calls"]]

    @classmethod
    def at(cls, path):
        with open(path, "w+b") as file:
            file.write(bytes(mmap.PAGESIZE))
            file.flush()
            return cls.from_buffer(mmap.mmap(file.fileno(), mmap.PAGESIZE))

    def fail(self, kinds, at=1, lasting=1, error=errno.EIO):
        """From the `at`th call of these kinds on, so many calls fail; -1 for all."""
        self.kinds = 0
        self.countdown, self.lasting, self.error, self.failed, self.calls = at, lasting, error, 0, 0
        self.kinds = kinds

    def mend(self):
        self.kinds = 0


Record = collections.namedtuple("Record", "end kind file offset bytes")


def records(path):
    """Everything that happened, each with where its record ends in the log."""
    with open(path, "rb") as file:
        log = file.read()
    place = 0
    while place < len(log):
        kind, length, file, offset = HEAD.unpack_from(log, place)
        place += HEAD.size + length
        yield Record(place, kind, file, offset, log[place - length:place])


class File:
    """One file: what the disk holds for certain, and what may have reached it."""

    def __init__(self, content=b""):
        self.certain = bytearray(content)
        self.pending = []

    def settle(self):
        for kind, offset, data in self.pending:
            put(self.certain, kind, offset, data)
        self.pending = []

    def lose(self, chance):
        """A failed sync: the kernel counts the pages as written, and never tries them again."""
        for change in scattered(self.pending, chance, 0.5, 4096):
            put(self.certain, *change)
        self.pending = []

    def after_cut(self, chance, survival, sector):
        content = bytearray(self.certain)
        for change in scattered(self.pending, chance, survival, sector):
            put(content, *change)
        return content


def put(content, kind, offset, data):
    if kind == TRUNCATE:
        if offset < len(content):
            del content[offset:]
        else:
            content.extend(bytes(offset - len(content)))
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset:offset + len(data)] = data


def scattered(pending, chance, survival, sector):
    """The sectors that reached the disk, of changes that nobody waited for."""
    for kind, offset, data in pending:
        if kind == TRUNCATE:
            if chance.random() < survival:
                yield kind, offset, data
            continue
        place, end = offset, offset + len(data)
        while place < end:
            following = min(end, (place // sector + 1) * sector)
            if chance.random() < survival:
                yield kind, place, data[place - offset:following - offset]
            place = following


class Before:
    """A folder before the program is started, all of it on the disk."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {
            path.name: (path.stat().st_ino, path.read_bytes())
            for path in sorted(pathlib.Path(folder).iterdir()) if path.is_file() and not path.name.endswith("-shm")}


class Disk:
    """A folder as its log tells of it, one record after the other."""

    def __init__(self, before):
        self.prefix = str(before.folder) + "/"
        self.names = {name: number for name, (number, _) in before.files.items()}
        self.files = {number: File(content) for number, content in before.files.values()}
        self.certain_names, self.changes = dict(self.names), []

    def name(self, path):
        return path.decode().removeprefix(self.prefix)

    def follow(self, record, chance):
        kind = record.kind
        if kind in (WRITE, TRUNCATE):
            self.files.setdefault(record.file, File()).pending.append((kind, record.offset, record.bytes))
        elif kind == SYNC:
            if record.file in self.files:
                self.files[record.file].settle()
        elif kind == FAILED_SYNC:
            if record.file in self.files:
                self.files[record.file].lose(chance)
        elif kind == SYNC_FOLDER:
            self.certain_names = dict(self.names)
            self.changes = []
        else:
            change = [kind, *record.bytes.split(b"\0"), record.file]
            if kind == MAKE:
                # The number of a file that is gone may be given again.
                self.files[record.file] = File()
            rename(self.names, change, self.name)
            self.changes.append(change)

    def after_cut(self, folder, chance):
        """Writes one of the disks that may be found after a cut."""
        survival = chance.choice([0, 0.1, 0.5, 0.9, 1])
        sector = chance.choice([512, 4096])
        names = dict(self.certain_names)
        # A file system keeps the order of names, and may have kept some of the last.
        for change in self.changes[:chance.randint(0, len(self.changes))]:
            rename(names, change, self.name)
        for name, number in names.items():
            with open(folder / name, "wb") as file:
                file.write(self.files[number].after_cut(chance, survival, sector))


def rename(names, change, short):
    kind, path, *rest = change
    if kind == MAKE:
        names[short(path)] = rest[-1]
    elif kind == REMOVE:
        names.pop(short(path), None)
    elif kind == RENAME:
        number = names.pop(short(path), None)
        if number is not None:
            names[short(rest[0])] = number


def cuts(before, log, places, seed, keeps_syncs=True):
    """Follows a log; at each of the places, which are numbers of records, gives the disk and how long the log was by
    then. A disk that does not keep syncs is one that lies about them."""
    chance = random.Random(seed)
    disk, wanted = Disk(before), collections.Counter(places)
    for number, record in enumerate(records(log)):
        if keeps_syncs or record.kind not in (SYNC, SYNC_FOLDER):
            disk.follow(record, chance)
        for _ in range(wanted[number]):
            yield disk, record.end, chance
