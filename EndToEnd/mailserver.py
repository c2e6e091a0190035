"""A real mail server on loopback: aiosmtpd, with STARTTLS and a password, that keeps what it takes. It can be told to
refuse, to put off, to be slow, and to go away in the middle."""

import asyncio
import contextlib
import email
import email.policy
import socket
import ssl
import subprocess
import threading
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, SMTP

USER, PASSWORD = "house", "a password of the house's own"


def certificate(folder, name="localhost"):
    """A certificate that signs itself, for a host of that name; gives back the files of certificate and key."""
    files = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-keyout", files[1], "-out", files[0], "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"],
        check=True, capture_output=True)
    return files


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Letters:
    """What the server took, and how it behaves."""

    def __init__(self):
        self.taken = []
        self.times = []
        self.users = set()
        self.encrypted = set()
        self.hello = set()
        self.connections = 0
        #: Answers to a reader's address, such as "550 5.1.1 no such user".
        self.to_reader = {}
        #: Answer to every mail's content; "drop" breaks the line off after it was taken.
        self.to_content = None
        self.seconds = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.hello.add(hostname)
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.to_reader:
            return self.to_reader[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.seconds)
        if self.to_content and self.to_content != "drop":
            return self.to_content
        self.users.add(getattr(session, "auth_data", None))
        self.encrypted.add(session.ssl is not None)
        self.taken.append((tuple(envelope.rcpt_tos), envelope.content))
        self.times.append(time.monotonic())
        if self.to_content == "drop":
            server.transport.abort()
        return "250 taken"

    def authenticate(self, server, session, envelope, mechanism, data):
        ok = data.login == USER.encode() and data.password == PASSWORD.encode()
        return AuthResult(success=ok, auth_data=USER if ok else None)

    @property
    def mails(self):
        """What was taken, as a mail program reads it."""
        return [email.message_from_bytes(content, policy=email.policy.default) for _, content in self.taken]

    def wait(self, count, seconds=40):
        """The mails, as soon as there are so many."""
        end = time.monotonic() + seconds
        while len(self.taken) < count and time.monotonic() < end:
            time.sleep(0.05)
        assert len(self.taken) >= count, f"{len(self.taken)} mails of {count} came"
        return self.mails


class Listening(SMTP):
    """Counts the connections."""

    def connection_made(self, transport):
        self.event_handler.connections += 1
        super().connection_made(transport)


class Server(Controller):
    def __init__(self, letters, port, files=None, auth=True):
        context = None
        if files:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*map(str, files))
        self.words = dict(
            hostname="localhost", tls_context=context, require_starttls=context is not None, auth_required=auth,
            authenticator=letters.authenticate, auth_require_tls=context is not None, enable_SMTPUTF8=False)
        super().__init__(letters, hostname="127.0.0.1", port=port)

    def factory(self):
        return Listening(self.handler, loop=self.loop, **self.words)


@contextlib.contextmanager
def mail_server(letters, port, files=None, auth=True):
    """Takes mail as long as the block lasts."""
    server = Server(letters, port, files, auth)
    server.start()
    try:
        yield letters
    finally:
        server.stop()


@contextlib.contextmanager
def silent_server(port):
    """Takes connections and says nothing."""
    stops = threading.Event()
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen()
        listener.settimeout(0.2)
        taken = []

        def take():
            while not stops.is_set():
                with contextlib.suppress(OSError):
                    taken.append(listener.accept()[0])

        thread = threading.Thread(target=take)
        thread.start()
        try:
            yield taken
        finally:
            stops.set()
            thread.join()
            for connection in taken:
                connection.close()
