"""Two hundred people at work in the house at once, on SQLite, then on PostgreSQL with two programs that serve.

All have signed in; every fifth is a secretary. Each asks for a page, reads it for up to five seconds, and asks for the
next; secretaries record an activity now and then. In the middle a backup is made, which is afterwards restored into an
empty house. Fails where an answer was none, where something acknowledged is not there once, or where a journal is broken.
"""
import asyncio
import contextlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote_plus, urlencode

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT / "EndToEnd")]
import postgresql  # noqa: E402
import servers  # noqa: E402

PEOPLE = 200
SECRETARIES = 5
"""Every so manieth."""
PAUSE = 2.5
"""Seconds between an answer and the next question, on average."""
EVERYBODY = [
    ("/", 6), ("/activities", 8), ("/activities?state=SE&kind=expert-meeting", 8), ("/activities?kind=workshop", 5),
    ("/calendar", 3), ("/states/SE", 4), ("/projects", 3), ("/strategy", 4), ("/strategy/objectives/P2.1", 4),
    ("/meetings", 4), ("/meetings/2017-autumn", 4), ("/finances", 2), ("/conclusions", 3), ("/law", 2), ("/news", 4),
    ("/history", 1), ("/reports/2017-SE", 2), ("/members", 6), ("/members/directory", 5), ("/account", 2),
    ("/search?q=", 10), ("/activities/", 10),
]
DESK = [("/desk", 8), ("/desk/activities", 3), ("/desk/activities/new", 4), ("/reports/2017-SE/check", 1), ("WRITE", 18)]
WORDS = "guardians barnahus trafficking Riga workshop violence children families promise interview meeting court".split()


class Person:
    """Somebody at a browser, with one connection that stays open."""

    def __init__(self, number, port, cookie, token, work):
        self.number, self.port, self.cookie, self.token, self.work = number, port, cookie, token, work
        self.chance = random.Random(number)
        self.choices = EVERYBODY + (DESK if number % SECRETARIES == 0 else [])
        self.reader = self.writer = None
        self.sent = 0

    async def ask(self, method, path, form=None):
        """The status, the address it leads to, and how much came."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {self.cookie}", "Accept-Language: en"]
        body = b""
        if form is not None:
            body = urlencode(form).encode()
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
                     "Sec-Fetch-Site: same-origin"]
        self.writer.write("\r\n".join([*head, "", ""]).encode() + body)
        answer = await self.reader.readuntil(b"\r\n\r\n")
        status = int(answer[9:12])
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", answer)
        await self.reader.readexactly(int(length[1]) if length else 0)
        place = re.search(rb"(?i)\r\nlocation: *([^\r]*)", answer)
        if re.search(rb"(?i)\r\nconnection: *close", answer):
            self.close()
        return status, place[1].decode() if place else ""

    def close(self):
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None

    def activity(self):
        self.sent += 1
        day = f"2018-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        return {
            "token": self.token, "key": f"{self.number:016x}{self.sent:016x}",
            "title": f"Written by {self.number} as number {self.sent}", "from": day, "to": day, "place": "Visby",
            "country": "SE", "kind": "expert-meeting", "role": "organiser", "objectives.P1.1": "1", "states.SE": "1",
            "summary": "The participants compared how their states do it.", "language": "en", "do": "save"}

    async def live(self):
        await asyncio.sleep(self.chance.uniform(0, 2 * PAUSE))
        while time.monotonic() < self.work.end:
            path = self.chance.choices([one for one, _ in self.choices], [often for _, often in self.choices])[0]
            if path == "/search?q=":
                path += quote_plus(self.chance.choice(WORDS))
            elif path == "/activities/":
                path += str(self.chance.randint(1, 1000))
            writes = path == "WRITE"
            form = self.activity() if writes else None
            began = time.perf_counter()
            try:
                status, place = await asyncio.wait_for(
                    self.ask("POST" if writes else "GET", "/desk/activities/new" if writes else path, form), 30)
            except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError) as error:
                self.work.errors.append((path, repr(error)))
                self.close()
                continue
            took = (time.perf_counter() - began) * 1000
            (self.work.writing if writes else self.work.reading).append(took)
            if writes and status == 303 and "saved=new" in place:
                self.work.acknowledged[form["title"]] = time.time()
            elif status != 200 or writes:
                self.work.errors.append((path, f"{status} {place}"))
            await asyncio.sleep(self.chance.uniform(0, 2 * PAUSE))
        self.close()


class Work:
    """What came of it."""

    def __init__(self, minutes):
        self.end = time.monotonic() + minutes * 60
        self.reading, self.writing, self.errors, self.acknowledged = [], [], [], {}
        self.memory = []


def run(program, *words):
    done = subprocess.run([str(word) for word in (program, *words)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stdout}{done.stderr}")
    return done.stdout


def at(times, share):
    times = sorted(times)
    return times[min(len(times) - 1, int(len(times) * share))] if times else float("nan")


async def busy(programs, place, serving, sessions, minutes, folder):
    """Everybody at work; gives back what came of it, the backup, and when that began."""
    work = Work(minutes)
    people = [Person(number, serving[number % len(serving)].port, cookie, token, work)
              for number, (cookie, token) in enumerate(sessions)]
    tasks = [asyncio.create_task(person.live()) for person in people]
    file, began = folder / "a.backup", None
    while not all(task.done() for task in tasks):
        work.memory.append(await asyncio.to_thread(lambda: sum(server.megabytes() for server in serving)))
        if began is None and time.monotonic() > work.end - minutes * 30:
            began = time.time()
            await asyncio.to_thread(run, programs / "childcentre", "backup", file, *place)
        await asyncio.sleep(min(5, minutes * 6))
    for task in tasks:
        task.result()
    return work, file, began


def titles(place):
    """The titles of the activities that people wrote, as they stand in the database."""
    words = [str(word) for word in place]
    asked = "select title from activities where title like 'Written by %'"
    if "--database-file" in words:
        server = Path(words[words.index("--database-file") + 1]).read_text(encoding="utf-8").strip()
        psql = str(Path(postgresql.programs()) / "psql")
        return run(psql, "--no-psqlrc", "--tuples-only", "--no-align", "--command", asked, server).splitlines()
    with contextlib.closing(sqlite3.connect(Path(words[words.index("--data") + 1]) / "house.sqlite")) as store:
        return [title for (title,) in store.execute(asked)]


def measure(programs, data, minutes, folder, server=None):
    """The figures of one house. `data` is a house that is copied; `server` a database server, if it is to be there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(data, folder / "data")
    # Every house of this measurement has the same keys, in whatever place it stands.
    shutil.copytree(data / "keys", folder / "keys")
    program = programs / "childcentre"
    place = ["--data", folder / "data"]
    count = 1
    if server is not None:
        count = 2
        place, there = (kept_on(server, folder, name) for name in ("house", "restored"))
        run(program, "move", "--data", folder / "data", "--to-database-file", place[-1])
        shutil.rmtree(folder / "data")
    else:
        there = ["--data", folder / "restored", "--keys", folder / "keys"]
    lines = run(programs / "childcentre-bench", "member", "--rooms", "own", "--count", PEOPLE, *place).splitlines()
    sessions = list(zip(lines[::2], lines[1::2]))
    with contextlib.ExitStack() as stack:
        serving = []
        for number in range(count):
            own = place if count == 1 else ["--data", folder / f"data-{number}", *place[2:]]
            port = servers.free_port()
            one = servers.Server("Child Centre", [program, "serve", *own, "--port", port, "--quiet"], port, "/activities")
            stack.callback(one.stop)
            serving.append(one)
        used, passed = sum(one.seconds() for one in serving), time.monotonic()
        work, file, began = asyncio.run(busy(programs, place, serving, sessions, minutes, folder))
        used, passed = sum(one.seconds() for one in serving) - used, time.monotonic() - passed
    sound = run(program, "verify", *place).strip()
    kept = titles(place)
    lost = set(work.acknowledged) - set(kept)
    if lost or len(kept) != len(set(kept)):
        raise RuntimeError(f"{len(lost)} acknowledged records are not there, {len(kept) - len(set(kept))} are there twice")
    run(program, "restore", file, *there)
    restored = run(program, "verify", *there).strip()
    missing = {title for title, moment in work.acknowledged.items() if moment < began} - set(
        titles(there))
    if missing or "sound" not in sound or "sound" not in restored:
        raise RuntimeError(f"{len(missing)} records are missing in the backup. {sound} {restored}")
    pages = len(work.reading) + len(work.writing)
    found = {
        "minutes": minutes, "requests": pages, "rate": pages / passed, "p50": at(work.reading, 0.5),
        "p99": at(work.reading, 0.99), "write p50": at(work.writing, 0.5), "write p99": at(work.writing, 0.99),
        "writes": len(work.acknowledged), "errors": len(work.errors), "first errors": work.errors[:5],
        "memory": max(work.memory), "cores": used / passed, "in the backup": sum(
            moment < began for moment in work.acknowledged.values()), "verify": restored}
    shutil.rmtree(folder)
    return found


def kept_on(server, folder, name):
    """The words that name a fresh database of the server."""
    file = folder / name
    file.write_text(server.fresh() + "\n", encoding="utf-8")
    file.chmod(0o600)
    return ["--data", folder / f"{name}-data", "--keys", folder / "keys", "--database-file", file]


def both(programs, data, minutes, folder):
    """On SQLite with one program, then on PostgreSQL with two; without a server only the former."""
    found = {"SQLite": measure(programs, data, minutes, folder / "people")}
    if postgresql.programs():
        server = postgresql.Server()
        try:
            found["PostgreSQL, two programs"] = measure(programs, data, minutes, folder / "people", server)
        finally:
            server.remove()
    return found


def line(name, it):
    return (f"{name}: {PEOPLE} people for {it['minutes']:g} min: {it['requests']:,} requests ({it['rate']:.0f}/s), pages "
            f"p50 {it['p50']:.1f} ms p99 {it['p99']:.0f} ms; {it['writes']:,} activities recorded, p50 {it['write p50']:.1f} ms "
            f"p99 {it['write p99']:.0f} ms; {it['errors']} errors {it['first errors'] or ''}; at most {it['memory']:.0f} MB; "
            f"{it['cores']:.2f} cores; backup with {it['in the backup']:,} of them restored: {it['verify']}")

