"""Requests as nobody should send them: made from good ones, and from the corpus of framing, by small accidents."""

import base64
import json
import os
import random
import re
import select
import socket
import time

import program

MARKED = re.compile(rb"[^/?&=:\r\n ]+")
STATUS = re.compile(rb"(?:\A|\n)HTTP/1\.1 (\d\d\d)")
END = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
ODD = [
    b"", b"\0", b"\r", b"\n", b"\r\n", b"\r\n\r\n", b" ", b"\t", b"%", b"%00", b"%ff", b"%2e%2e/", b"../", b"//", b"\\", b"?", b"#", b"&",
    b"=", b";", b":", b",", b"\"", b"'", b"<script>", b"{", b"[", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", "é".encode(),
    "ﬁ".encode(), "\u202e".encode(), "🏠".encode(), b"0", b"-1", b"1e9", b"9223372036854775807", b"9223372036854775808",
    b"-9223372036854775808", b"18446744073709551616", b"4294967296", b"2147483648", b"9" * 40, b"0001-01-01", b"9999-12-31",
    b"2018-02-30", b"2018-13-01", b"NaN", b"null", b"a" * 300, b"chunked", b"Transfer-Encoding: chunked\r\n",
    b"Content-Length: 5\r\n", b"Expect: 100-continue\r\n", b"Connection: close\r\n", b"Range: bytes=0-5,9-\r\n",
    b"If-None-Match: *\r\n", b"Cookie: language=xx\r\n", b"Accept-Language: *;q=9\r\n", b"ffffffffffffffff\r\n",
]
METHODS = [b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"OPTIONS", b"PATCH", b"TRACE", b"CONNECT", b"QUERY", b"get"]
PATHS = [
    "/", "/activities", "/activities?state=SE&kind=expert-meeting&after=2017-01-01", "/activities/7", "/calendar", "/calendar/2018-06",
    "/search?q=children&page=2", "/sv/search?q=barn", "/states/SE", "/projects", "/strategy", "/meetings", "/reports/2017-2018",
    "/law", "/news", "/en/news.atom", "/api/v1/activities?limit=5", "/api/v1/activities?limit=5&from=2017-01-01&fields=title",
    "/api/v1/states", "/api/v1/openapi.json", "/health/ready", "/robots.txt", "/favicon.svg", "/desk", "/desk/activities",
    "/desk/activities/new", "/desk/activities/new?like=7", "/desk/import", "/desk/suggestions", "/desk/withdrawn", "/account",
    "/sign-in", "/welcome?code=0123456789abcdef0123456789abcdef", "/network.css", "/no/such/page",
]
FORMS = [
    ("/sign-in", "address=kari%40example.org&next=%2Fdesk"), ("/language", "language=sv&next=%2F"),
    ("/desk/activities/new", "token={token}&key={key}&title=T&from=2018-03-01&to=&place=P&country=SE&kind=expert-meeting"
     "&role=organiser&objectives.P1.1=1&states.SE=1&language=en&do=save"),
    ("/desk/drafts", "token={token}&form=activities&key={key}&title=Half"), ("/desk/import", "token={token}&text=a%3Bb"),
    ("/desk/activities/7", "token={token}&key={key}&title=T&was=x&do=save"),
    ("/desk/activities/7/withdraw", "token={token}&reason=R"), ("/desk/activities/7/translate/sv", "token={token}&title=T"),
]


def corpus():
    """What is tried on the reading of requests alone."""
    for case in json.loads((program.ROOT / "Tests" / "Fixtures" / "framing.json").read_text()):
        text = base64.b64decode(case["bytes"])
        if len(text) < 4096:
            yield text.replace(b"Host: a\r\n", b"Host: localhost\r\n")


def seeds(cookie, token):
    """Good requests, of strangers and of a member."""
    for path in PATHS:
        for more in ["", f"Cookie: {cookie}\r\n"]:
            yield f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\n{more}\r\n".encode()
    for path, form in FORMS:
        body = form.replace("{token}", token).replace("{key}", "01a20b8895f47dd5ac53290c2e4bb664")
        yield (f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"
               f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode()
        yield (f"POST {path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nTransfer-Encoding: chunked\r\n"
               f"Content-Type: application/x-www-form-urlencoded\r\n\r\n{len(body):x}\r\n{body}\r\n0\r\n\r\n").encode()


def mutant(chance, good, odd):
    """A request with up to four accidents; most of them stay readable for a while."""
    text = bytearray(chance.choice(odd if chance.random() < 0.1 else good))
    for _ in range(chance.choice([0, 1, 1, 1, 2, 2, 3, 4])):
        place = chance.randrange(len(text) + 1)
        # Odd values matter more than odd bytes: most accidents happen to what stands between two marks.
        if chance.random() < 0.8 and (mark := MARKED.search(text, place)):
            text[mark.start():mark.end()] = chance.choice(ODD)
            continue
        match chance.randrange(6):
            case 0:
                text[place:place] = chance.choice(ODD)
            case 1:
                del text[place:place + chance.choice([1, 1, 2, 5, 20])]
            case 2 if place < len(text):
                text[place] ^= 1 << chance.randrange(8)
            case 3:
                piece = text[place:place + chance.randrange(1, 40)]
                text[place:place] = piece * chance.choice([1, 2, 10])
            case 4:
                other = chance.choice(good)
                text[place:] = other[chance.randrange(len(other) + 1):]
            case 5:
                first = text.find(b" ")
                text[:max(first, 0)] = chance.choice(METHODS)
    return bytes(text)


class Attacker:
    """Sends mutants over many connections at a time, a good request behind each, and looks at what comes back."""

    # More would only wait for each other.
    AT_ONCE = 16

    def __init__(self, port, seed, cookie, token):
        self.port, self.chance = port, random.Random(seed)
        self.good, self.odd = list(seeds(cookie, token)), list(corpus())
        self.statuses, self.faults, self.silent = {}, [], 0

    def run(self, count):
        poll, lines = select.poll(), {}
        left = count
        while left or lines:
            while left and len(lines) < self.AT_ONCE:
                self._open(poll, lines)
                left -= 1
            now = time.monotonic()
            for number, event in poll.poll(50):
                line = lines[number]
                try:
                    piece = line[0].recv(1 << 18)
                except BlockingIOError:
                    continue
                except OSError:
                    piece = b""
                line[2] += piece
                if piece and not line[2].endswith(b"\r\n\r\nalive\n"):
                    continue
                self._judge(line)
                if piece and left:
                    # The house kept the connection: the next one goes the same way.
                    left -= 1
                    if self._send(line):
                        continue
                self._close(poll, lines, number)
            for number in [number for number, line in lines.items() if now - line[3] > 0.1]:
                # Half a request: the house waits for the rest, as it should.
                self.silent += 1
                self._judge(lines[number])
                self._close(poll, lines, number)
        return self

    def _open(self, poll, lines):
        one = socket.socket()
        # From many addresses, as none may have all connections.
        one.bind((f"127.0.{self.chance.randrange(40, 250)}.{self.chance.randrange(1, 250)}", 0))
        one.connect(("127.0.0.1", self.port))
        one.setblocking(False)
        line = [one, b"", b"", 0.0]
        lines[one.fileno()] = line
        poll.register(one, select.POLLIN)
        self._send(line)

    def _send(self, line):
        line[1], line[2], line[3] = mutant(self.chance, self.good, self.odd), b"", time.monotonic()
        try:
            line[0].send(line[1] + END)
        except OSError:
            return False
        return True

    def _close(self, poll, lines, number):
        poll.unregister(number)
        lines.pop(number)[0].close()

    def _judge(self, line):
        for status in STATUS.findall(line[2]) or [b"none"]:
            self.statuses[status.decode()] = self.statuses.get(status.decode(), 0) + 1
            if status[:1] != b"5" or status in (b"501", b"505"):
                continue
            # No answer may say that the house failed, without a number by which its operator finds the cause.
            is_pause = status in (b"503", b"507") and b"\r\nRetry-After:" in line[2]
            is_known = re.search(rb"number is [0-9a-f]{12}|\"incident\": ?\"[0-9a-f]{12}", line[2])
            if not is_pause and not is_known:
                self.faults.append((line[1], line[2][:2000]))


def attack(port, seed, cookie, token, count):
    it = Attacker(port, seed, cookie, token).run(count)
    return it.statuses, it.faults, it.silent
