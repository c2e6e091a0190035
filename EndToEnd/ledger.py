"""People who write down activities by the house's own form, and the ledger of what the house has acknowledged to them."""

import contextlib
import http.client
import pathlib
import re
import secrets
import sqlite3
import threading
import time
import urllib.parse

PASSWORD = "a boat that knows the way home"
FIELDS = {
    "from": "2018-03-01", "to": "2018-03-02", "place": "Visby", "country": "SE", "kind": "expert-meeting",
    "role": "organiser", "objectives.P1.1": "1", "states.SE": "1", "states.FI": "1", "language": "en", "do": "save",
}
# The objective and the two states stand in a table of their own.
LINKS = 3


class Secretary:
    """A member who has signed in once, and sends forms as a browser does."""

    def __init__(self, house):
        """With the code for the first secretary of a house that is being served."""
        self.address = house.address
        code = house.invitation("first").split("code=")[1]
        answer = self.send("/welcome", {
            "code": code, "name": "Kari", "address": "kari@example.org", "password": PASSWORD, "again": PASSWORD})
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        page = self.ask(self.connection(), "GET", "/desk/activities/new")
        self.token = re.search(r'name="token" value="([0-9a-f]+)"', page.text).group(1)

    cookie = None
    #: Fields of an activity's form that differ from one to the next, if any do.
    more = staticmethod(dict)

    def connection(self, seconds=20):
        return http.client.HTTPConnection("localhost", int(self.address.rsplit(":", 1)[1]), timeout=seconds)

    def ask(self, connection, method, path, form=None):
        fields = {"Accept-Language": "en", **({"Cookie": self.cookie} if self.cookie else {})}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            fields |= {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        connection.request(method, path, body, fields)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        return answer

    def send(self, path, form):
        with contextlib.closing(self.connection()) as connection:
            return self.ask(connection, "POST", path, form)

    def record(self, connection, key):
        """Sends the form of a new activity once; what the house answers."""
        form = {"token": self.token, "key": key, "title": title(key), **FIELDS, **self.more()}
        return self.ask(connection, "POST", "/desk/activities/new", form)


def title(key):
    return f"Written under load {key}"


def is_acknowledged(answer):
    return answer.status == 303 and "saved=new" in (answer.getheader("Location") or "")


class Ledger:
    """What was acknowledged, and what was sent but never answered; written by many threads."""

    def __init__(self, position=lambda: None):
        """`position` says where something else stood when an acknowledgement had come."""
        self.acknowledged, self.sent, self.odd = {}, set(), []
        self.refused = 0
        self.slowest = 0.0
        self._position, self._lock = position, threading.Lock()

    def __getstate__(self):
        """What another process needs to look something up."""
        return {"acknowledged": self.acknowledged, "sent": self.sent}

    def add(self, key):
        # Taken after the answer was read: what it refers to had happened before.
        position = self._position()
        with self._lock:
            self.acknowledged.setdefault(key, position)

    def __len__(self):
        return len(self.acknowledged)


class Writers:
    """Threads that record one activity after the other until they are told to stop. One that gets no answer, or is asked
    to come back later, sends the same form again, as a person would."""

    def __init__(self, secretary, ledger, count=8, pause=0.0, twice=7):
        self.secretary, self.ledger, self.pause, self.twice = secretary, ledger, pause, twice
        self._ends = threading.Event()
        self._threads = [threading.Thread(target=self._work) for _ in range(count)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._ends.set()
        for thread in self._threads:
            thread.join()

    def _work(self):
        connection = self.secretary.connection()
        number = 0
        while not self._ends.is_set():
            key = secrets.token_hex(16)
            number += 1
            self.ledger.sent.add(key)
            began = time.monotonic()
            # One in seven sends its form once more although it was answered: a double click.
            wanted = 2 if number % self.twice == 0 else 1
            while wanted and not self._ends.is_set():
                try:
                    answer = self.secretary.record(connection, key)
                except (OSError, http.client.HTTPException):
                    connection.close()
                    time.sleep(0.01)
                    continue
                if is_acknowledged(answer):
                    self.ledger.add(key)
                    self.ledger.slowest = max(self.ledger.slowest, time.monotonic() - began)
                    wanted -= 1
                elif answer.status in (503, 507):
                    self.ledger.refused += 1
                    time.sleep(0.02)
                else:
                    self.ledger.odd.append((answer.status, answer.getheader("Location"), answer.text[:2000]))
                    break
            if self.pause:
                time.sleep(self.pause)
        connection.close()


def faults(data, acknowledged, sent, whole=True):
    """What is wrong with the database of a data folder, by the ledger; nothing when all is well.

    An activity takes rows in several tables and an entry of the journal: all of them are there once, or none."""
    found = []
    # Not only read: what a crash left behind has first to be put in order.
    with contextlib.closing(sqlite3.connect(pathlib.Path(data) / "house.sqlite", timeout=10)) as store:
        if whole:
            said = store.execute("pragma integrity_check").fetchone()[0]
            if said != "ok":
                return [f"integrity: {said}"]
        rows = dict(store.execute(
            "select lower(hex(id)), (select count(*) from links where record = activities.id) from activities"
            " where title like 'Written under load %'").fetchall())
        names = store.execute(
            "select count(*), count(distinct title) from activities where title like 'Written under load %'").fetchone()
        entries = dict(store.execute(
            "select lower(hex(subject_record)), count(*) from journal_entries group by subject_record").fetchall())
    if names[0] != names[1]:
        found.append(f"{names[0]} records have {names[1]} titles")
    for key in acknowledged:
        if key not in rows:
            found.append(f"acknowledged, but not there: {key}")
    for key, parts in rows.items():
        if key not in sent:
            found.append(f"never sent: {key}")
        if parts != LINKS:
            found.append(f"half a record: {key} has {parts}")
        if entries.get(key) != 1:
            found.append(f"{entries.get(key)} entries of the journal: {key}")
    return found
