"""The real program: loads a network into a new folder, serves it on a free port, and ends by its own process."""

import atexit
import contextlib
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field

import postgresql

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(os.environ.get("CHILDCENTRE", ROOT / ".build" / "debug" / "childcentre"))
BALTIC = ROOT / "Samples" / "baltic-2017-2018"
THREE_RIVERS = ROOT / "Tests" / "Networks" / "three-rivers"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SECONDS_TO_START = 30
ACCESSIBLE = ROOT / ".venv-documents" / "bin" / "weasyprint-accessible"
if ACCESSIBLE.exists():
    # As `make run` sets it.
    os.environ.setdefault("CHILDCENTRE_WEASYPRINT", str(ACCESSIBLE))


@dataclass
class Answer:
    status: int
    fields: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8")


class KeepRedirects(urllib.request.HTTPRedirectHandler):
    """A test wants to see where an answer leads, not to be taken there."""

    def redirect_request(self, *_):
        return None


@dataclass
class House:
    """A house that is being served."""

    address: str
    process: subprocess.Popen
    data: str
    #: The words that say where the house's records are.
    place: tuple = ()
    opener: urllib.request.OpenerDirector = field(
        default_factory=lambda: urllib.request.build_opener(KeepRedirects, urllib.request.ProxyHandler({})))

    def get(self, path, language="en", **fields):
        """Fetches a page without a browser; an error's answer is an answer like any other."""
        request = urllib.request.Request(self.address + path, headers={"Accept-Language": language, **fields})
        try:
            with self.opener.open(request, timeout=20) as answer:
                return Answer(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, dict(error.headers), error.read())

    @property
    def serving(self):
        """The number of the process that serves; the one that was started only watches over it."""
        return serving(self.process)

    def run(self, *words):
        """What the operator types while the house is being served; gives back what the program says."""
        ended = subprocess.run(
            [PROGRAM, *words, *(self.place or ("--data", self.data))], capture_output=True, text=True, timeout=60)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def invitation(self, *words):
        """The address that lets somebody in, as the program prints it."""
        return self.run("person", *words, "--at", self.address).split()[0]


def is_alive(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def kill(pid):
    """Kills a process and waits until its parent has heard of it: until then one of its threads may still take a
    connection with it."""
    os.kill(pid, signal.SIGKILL)
    while os.path.exists(f"/proc/{pid}"):
        time.sleep(0.001)


def serving(process, but=None):
    """The child of a program that watches over another: its number, as soon as it is another than `but`."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        for child in pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            if int(child) != but:
                return int(child)
        time.sleep(0.002)
    raise RuntimeError("Nothing serves.")


@contextlib.contextmanager
def served(*networks, names=(), words=(), at=None, environment=None):
    """Serves a house with these networks' folders loaded one after the other; each must load. It answers to `localhost`
    and to these names; `words` are further ones of its command line. Its records are where `at` says, a connection
    string, or where `place_in` puts them. Without a network it is empty."""
    if not PROGRAM.is_file():
        raise SystemExit(f"There is no program at {PROGRAM}. Build it first, or name it in CHILDCENTRE.")
    with tempfile.TemporaryDirectory(prefix="childcentre-") as folder:
        data = os.path.join(folder, "data")
        place = place_in(data, at)
        for network in networks:
            subprocess.run([PROGRAM, "load", network, *place], check=True, capture_output=True, timeout=60)
        command = [PROGRAM, "serve", *place, "--quiet"]
        if "--port" not in words:
            command += ["--port", "0"]
        command += [word for name in names for word in ("--name", name)]
        command += words
        with open(os.path.join(folder, "complaints"), "wb") as complaints:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, env=environment)
        house = None
        try:
            house = House(address_said_by(process), process, data, place)
            yield house
        finally:
            # A test may have put another in its place.
            process = house.process if house else process
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()


# The keys of every house on a server: several programs may serve one, and a backup of one is restored into another.
KEYS = os.path.join(tempfile.gettempdir(), f"childcentre-keys-{os.getpid()}")
atexit.register(shutil.rmtree, KEYS, ignore_errors=True)


def place_in(data, at=None):
    """Where a fresh house keeps its records: in the folder, or with `HOUSE_DATABASE=postgresql` on a server as well."""
    if not at and os.environ.get("HOUSE_DATABASE") != "postgresql":
        return ("--data", data)
    os.makedirs(data, exist_ok=True)
    file = os.path.join(data, "database")
    with open(file, "w", encoding="utf-8") as connection, contextlib.suppress(OSError):
        os.chmod(file, 0o600)
        connection.write((at or postgresql.shared().fresh()) + "\n")
    return ("--data", data, "--database-file", file, "--keys", KEYS)


def address_said_by(process):
    """The program says where it stands as soon as it listens."""
    ready, _, _ = select.select([process.stdout], [], [], SECONDS_TO_START)
    line = process.stdout.readline().decode() if ready else ""
    found = re.search(r"http://localhost:\d+", line)
    if not found:
        raise RuntimeError(f"The program did not say where it stands: {line!r}")
    return found.group()


@contextlib.contextmanager
def chromium(playwright, *more):
    """Debian's Chromium, without a window, with more options of its command line."""
    browser = launched(playwright.chromium, *more)
    try:
        yield browser
    finally:
        browser.close()


def launched(chromium, *more):
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    return chromium.launch(
        executable_path=CHROMIUM, args=[*options, "--disable-dev-shm-usage", "--disable-gpu", *more])
