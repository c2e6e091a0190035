"""A PostgreSQL of the tests' own: in a temporary folder, on a socket there, as a user without rights where root runs us."""

import contextlib
import functools
import itertools
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile
import time

NUMBERS = itertools.count(1)


@functools.cache
def programs():
    """The folder of the newest installed server's programs; none where there is no server."""
    root = pathlib.Path("/usr/lib/postgresql")
    found = [folder for folder in root.glob("*/bin") if folder.parent.name.isdigit() and (folder / "initdb").exists()]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


class Server:
    """A server that runs until it is stopped; every house gets a database of its own."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="childcentre-pg-", dir="/tmp")
        self.user = None
        if os.geteuid() == 0:
            self.user = next(name for name in ("postgres", "nobody") if _is_user(name))
            shutil.chown(self.folder, self.user, pwd.getpwnam(self.user).pw_gid)
        self._run("initdb", "-N", "-D", "data", "-U", "house", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.process = None
        self.start()

    def start(self):
        log = open(os.path.join(self.folder, "log"), "ab")
        self.process = subprocess.Popen(
            [programs() / "postgres", "-D", "data", "-k", self.folder, "-c", "listen_addresses=", "-c",
             "max_connections=200"], cwd=self.folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL, **self._rights())
        log.close()
        for _ in range(300):
            if self._psql("select 1", check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start")

    def stop(self, signal="INT"):
        """Ends the server: `INT` in good order, `QUIT` as in a power cut."""
        self.process.send_signal({"INT": 2, "QUIT": 3}[signal])
        self.process.wait(timeout=60)

    def fresh(self, password=""):
        """The connection string of an empty database; the server asks for no password, but takes one that is said."""
        name = f"house{next(NUMBERS)}"
        self._psql(f"create database {name}")
        return f"postgresql://house{':' if password else ''}{password}@/{name}?host={self.folder}"

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _psql(self, words, check=True):
        return self._run("psql", "-h", self.folder, "-U", "house", "-d", "postgres", "-qc", words, check=check)

    def _run(self, program, *words, check=True):
        return subprocess.run(
            [programs() / program, *words], cwd=self.folder, check=check, capture_output=True, timeout=120,
            **self._rights())

    def _rights(self):
        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []} if self.user else {}


def _is_user(name):
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwnam(name))
    return False


@functools.cache
def shared():
    """One server for all houses of a run; it ends with the run."""
    import atexit
    server = Server()
    atexit.register(server.remove)
    return server
