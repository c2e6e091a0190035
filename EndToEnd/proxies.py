"""nginx and Caddy, the real ones, with the configurations that are shipped: only ports, names and files are replaced."""

import contextlib
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time

import program

PACKAGING = program.ROOT / "packaging"
NAME = "house.example.org"
# The framing cases name their host so.
SHORT = "a"


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


def certificate(folder):
    """A certificate that the test signs itself."""
    pair = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME},DNS:{SHORT}", "-keyout", pair[1], "-out", pair[0]],
        check=True, capture_output=True)
    return pair


def replaced(text, *pairs):
    for old, new in pairs:
        assert old in text, f"the shipped configuration has no “{old}”"
        text = text.replace(old, str(new))
    return text


class Proxy:
    """A proxy in front of something that listens on a port."""

    def __init__(self, kind, backend, folder):
        self.kind, self.folder = kind, folder
        self.http, self.https = free_port(), free_port()
        self.access = folder / "access.log"
        self.errors = folder / "errors.log"
        chain, key = certificate(folder)
        command = getattr(self, f"_{kind}")(backend, chain, key)
        environment = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
        self.output = open(self.errors, "wb")
        self.process = subprocess.Popen(command, stdout=self.output, stderr=self.output, env=environment)
        self._wait()

    def _nginx(self, backend, chain, key):
        site = replaced(
            (PACKAGING / "nginx.conf").read_text(), ("listen 80", f"listen {self.http}"),
            ("listen [::]:80", f"listen [::1]:{self.http}"), ("listen 443", f"listen {self.https}"),
            ("listen [::]:443", f"listen [::1]:{self.https}"), ("server_name house.example.org", f"server_name {NAME} {SHORT}"),
            ("127.0.0.1:8080", f"127.0.0.1:{backend}"), ("/etc/ssl/childcentre/certificate.pem", chain),
            ("/etc/ssl/childcentre/key.pem", key))
        (self.folder / "site.conf").write_text(site)
        temporary = "".join(
            f"{name}_temp_path {self.folder}/{name};" for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "main.conf").write_text(
            f"{user} daemon off; pid {self.folder}/pid; error_log stderr; events {{}}\n"
            f"http {{ log_format plain '$status $upstream_status $request_method'; access_log {self.access} plain;\n"
            f"{temporary}\ninclude {self.folder}/site.conf; }}\n")
        return ["nginx", "-c", self.folder / "main.conf", "-e", "stderr"]

    def _caddy(self, backend, chain, key):
        site = replaced(
            (PACKAGING / "Caddyfile").read_text(),
            ("admin off", f"admin off\n\thttp_port {self.http}\n\thttps_port {self.https}\n\tskip_install_trust"),
            ("http://house.example.org {", f"http://{NAME}, http://{SHORT} {{"),
            ("https://house.example.org {", f"https://{NAME}, https://{SHORT} {{\n\tlog {{\n\t\toutput file {self.access}\n\t}}"),
            ("# With a certificate of your own: tls /etc/ssl/childcentre/certificate.pem /etc/ssl/childcentre/key.pem",
             f"tls {chain} {key}"),
            ("127.0.0.1:8080", f"127.0.0.1:{backend}"))
        (self.folder / "Caddyfile").write_text(site)
        return ["caddy", "run", "--config", self.folder / "Caddyfile", "--adapter", "caddyfile"]

    def _wait(self):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                for port in (self.http, self.https):
                    socket.create_connection(("127.0.0.1", port), 1).close()
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        self.end()
        raise AssertionError(f"{self.kind} did not start: {self.errors.read_text(errors='replace')}")

    def connect(self, name=NAME, versions=None):
        """A connection over TLS that speaks HTTP/1.1 as the test writes it."""
        settings = ssl.create_default_context(cafile=self.folder / "certificate.pem")
        if versions:
            settings.minimum_version, settings.maximum_version = versions
        raw = socket.create_connection(("127.0.0.1", self.https), 10)
        return settings.wrap_socket(raw, server_hostname=name)

    def curl(self, path, *words, secure=True):
        """What curl prints: status, version, then the fields, an empty line and the body."""
        scheme, port = ("https", self.https) if secure else ("http", self.http)
        command = ["curl", "--silent", "--noproxy", "*", "--include", "--max-time", "30", "--cacert",
                   self.folder / "certificate.pem", "--resolve", f"{NAME}:{port}:127.0.0.1", *words,
                   f"{scheme}://{NAME}:{port}{path}"]
        return subprocess.run(command, capture_output=True, timeout=60).stdout

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.output.close()


def missing(kind):
    """Why a proxy cannot be tried here; nothing where it can."""
    lacking = [name for name in (kind, "openssl", "curl", "sslscan") if not shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")]
    return f"not installed: {', '.join(lacking)}; scripts/install long" if lacking else None


class Recorder:
    """A backend that remembers what reached it, and sends bit by bit where it is asked to."""

    def __init__(self):
        self.heads = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.pause = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
            self.heads.append(head.decode("latin-1"))
            if not head.startswith(b"GET /events"):
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                return
            connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Accel-Buffering: no\r\n"
                b"Connection: close\r\n\r\ndata: first\n\n")
            self.pause.wait(20)
            connection.sendall(b"data: second\n\n")

    def end(self):
        self.pause.set()
        self.listener.close()
