"""People who hold on to connections: slowly asking, slowly sending, slowly reading, or doing nothing at all (R12)."""

import contextlib
import os
import pathlib
import re
import resource
import socket
import threading
import time

import pytest

import program

EACH = 300
IDLE = 2000
# The limit for connections of one address is 256; an attacker has several addresses.
PER_ADDRESS = 200


@pytest.fixture
def many_files():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    if before[1] != resource.RLIM_INFINITY and before[1] < 8192:
        pytest.skip("too few files may be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (8192, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


class Crowd:
    """Connections from addresses of their own, all to one house."""

    def __init__(self, house, network):
        self.house, self.network, self.sockets = house, network, []
        self.place = ("127.0.0.1", int(house.address.rsplit(":", 1)[1]))

    def open(self, count, bytes_, receive_buffer=None):
        for number in range(count):
            one = socket.socket()
            if receive_buffer:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
            one.bind((f"127.0.{self.network}.{1 + number // PER_ADDRESS}", 0))
            one.settimeout(10)
            one.connect(self.place)
            one.sendall(bytes_)
            self.sockets.append(one)
        return self

    def drip(self, bytes_):
        """One more piece from each; those that have gone do not matter."""
        for one in self.sockets:
            with contextlib.suppress(OSError):
                one.send(bytes_)

    def close(self):
        for one in self.sockets:
            one.close()


class Honest:
    """Somebody else, who wants a page ten times a second all the while."""

    def __init__(self, house):
        self.house, self.seconds, self.others = house, [], []
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ends.set()
        self._thread.join()

    def _ask(self):
        while not self._ends.wait(0.1):
            began = time.monotonic()
            try:
                answer = self.house.get("/activities")
                if answer.status != 200:
                    self.others.append(answer.status)
            except OSError as error:
                self.others.append(str(error))
            self.seconds.append(time.monotonic() - began)

    def p99(self):
        return sorted(self.seconds)[len(self.seconds) * 99 // 100]


def memory(house):
    """Kilobytes that the process which serves has in memory."""
    status = pathlib.Path(f"/proc/{house.serving}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1])


def descriptors(house):
    return len(os.listdir(f"/proc/{house.serving}/fd"))


def until_gone(house, at_first, seconds, drip=lambda: None):
    """Seconds until nearly all connections are closed by the house."""
    began = time.monotonic()
    while descriptors(house) > at_first + 20:
        assert time.monotonic() - began < seconds, f"{descriptors(house) - at_first} connections are still held"
        drip()
        time.sleep(1)
    return time.monotonic() - began


def until_held(house, count):
    end = time.monotonic() + 30
    while descriptors(house) < count:
        assert time.monotonic() < end, f"only {descriptors(house)} are taken"
        time.sleep(0.02)


@pytest.mark.long
def test_slow_people_cost_nobody_else_anything(own_house, many_files):
    """Hundreds of each kind at once: visitors are served, and the slow are let go at their deadline."""
    house = own_house
    assert house.get("/activities").status == 200
    at_first, before = descriptors(house), memory(house)
    with contextlib.ExitStack() as stack:
        honest = stack.enter_context(Honest(house))

        def crowd(network):
            one = Crowd(house, network)
            stack.callback(one.close)
            return one

        heads = crowd(11).open(EACH, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        until_held(house, at_first + EACH)
        # Ten seconds for a head; a sweep each second.
        seconds = until_gone(house, at_first, 100, lambda: heads.drip(b"a"))
        assert seconds > 5
        print(f"\n{EACH} slow heads were closed after {seconds:.0f} s")
        bodies = crowd(12).open(
            EACH, b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\naddress=")
        # Each asks for megabytes, and reads none of them.
        sheet = re.search(r"/assets/house\.[0-9a-f]+\.css", house.get("/").text).group()
        ask = f"GET {sheet} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        times = (8 << 20) // len(house.get(sheet).body)
        crowd(13).open(EACH, ask * min(times, 60_000 // len(ask)), receive_buffer=2048)
        until_held(house, at_first + 2 * EACH)
        time.sleep(5)
        held = memory(house) - before
        # Thirty seconds of patience with bodies, and with those who take nothing.
        seconds = until_gone(house, at_first, 300, lambda: bodies.drip(b"a"))
        print(f"{EACH} slow bodies and {EACH} slow readers were closed after {seconds + 5:.0f} s; they held {held} KB")
    assert not honest.others, honest.others[:5]
    assert honest.p99() < 10
    assert held < 2 * EACH * 200
    print(f"the others' pages: {len(honest.seconds)}, p99 {honest.p99() * 1000:.0f} ms, slowest {max(honest.seconds) * 1000:.0f} ms")


@pytest.mark.long
def test_two_thousand_who_do_nothing_cost_little(own_house, many_files):
    house = own_house
    for _ in range(20):
        assert house.get("/activities").status == 200
    at_first, before = descriptors(house), memory(house)
    with contextlib.ExitStack() as stack:
        honest = stack.enter_context(Honest(house))
        idle = Crowd(house, 21)
        stack.callback(idle.close)
        idle.open(IDLE, b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for one in idle.sockets:
            assert b"alive" in one.recv(4096)
        # A connection of an earlier page may have been counted at first, and be gone.
        assert descriptors(house) >= at_first + IDLE - 20
        each = (memory(house) - before) / IDLE
        time.sleep(5)
        during = honest.p99()
        seconds = until_gone(house, at_first, 600)
    assert not honest.others, honest.others[:5]
    assert during < 10
    assert each < 20, f"{each:.1f} KB for each idle connection"
    print(f"\n{IDLE} idle connections: {each:.2f} KB each, the others' pages p99 {during * 1000:.0f} ms; "
          f"closed by the house {seconds + 5:.0f} s later")


@pytest.mark.long
def test_one_address_gets_its_share_and_no_more(own_house, many_files):
    house = own_house
    crowd = Crowd(house, 31)
    with contextlib.closing(crowd):
        for _ in range(2):
            crowd.open(PER_ADDRESS, b"")
        time.sleep(0.5)
        turned_away = 0
        for one in crowd.sockets:
            one.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                turned_away += b" 503 " in one.recv(4096)
        assert turned_away == 2 * PER_ADDRESS - 256
        assert house.get("/activities").status == 200
