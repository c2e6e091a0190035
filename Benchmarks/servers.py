"""Starts servers on free ports of the loopback address, and measures what they use."""
import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
TICK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    def __init__(self, name, command, port, path, environment=None, folder=None):
        self.name, self.port = name, port
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [str(word) for word in command], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})})
        self.first = self.wait(path)

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def wait(self, path):
        """Milliseconds from the start of the process to the end of its first answer."""
        while time.perf_counter() - self.began < 60:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.process.returncode}")
            try:
                if b" 200 " in self.ask(path).split(b"\r\n", 1)[0]:
                    return (time.perf_counter() - self.began) * 1000
            except OSError:
                pass
            time.sleep(0.0005)
        self.stop()
        raise RuntimeError(f"{self.name} gave no answer")

    def ask(self, path):
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as one:
            one.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            answer = b""
            while piece := one.recv(65536):
                answer += piece
            return answer

    def body(self, path):
        with urllib.request.urlopen(self.url(path), timeout=30) as answer:
            return answer.read()

    def family(self):
        """The process and all that came from it."""
        parents = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                except OSError:
                    pass
        found = {self.process.pid}
        while more := {one for one, parent in parents.items() if parent in found} - found:
            found |= more
        return found

    def seconds(self):
        """Processor time of the family, with the children that have ended."""
        total = 0
        for one in self.family():
            try:
                fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
                total += sum(map(int, fields[11:15]))
            except OSError:
                pass
        return total / TICK

    def megabytes(self):
        """Proportional set size: memory that is shared is counted once in all."""
        total = 0
        for one in self.family():
            try:
                for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1])
            except OSError:
                pass
        return total / 1024

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                family = self.family()
                for one in family:
                    os.kill(one, 9)
                self.process.wait()


def house(program, data):
    port = free_port()
    return Server("Child Centre", [program, "serve", "--data", data, "--port", port], port, "/activities")


def python(name, app, workers, data, template):
    port = free_port()
    command = ["/usr/bin/gunicorn", "--bind", f"127.0.0.1:{port}", *workers, f"{app}:app"]
    return Server(name, command, port, "/activities",
                  {"DATABASE": f"{data}/house.sqlite", "TEMPLATE": str(template)}, HERE / "peers")


def nginx(folder, page):
    port = free_port()
    root = Path(folder) / "nginx"
    root.mkdir(parents=True, exist_ok=True)
    (root / "page.html").write_bytes(page)
    (root / "nginx.conf").write_text(f"""
        daemon off; pid {root}/pid; error_log {root}/error; worker_processes 2;
        events {{ worker_connections 2048; }}
        http {{
            access_log off; types {{ text/html html; }} charset utf-8; sendfile on; tcp_nopush on;
            client_body_temp_path {root}/a; proxy_temp_path {root}/b; fastcgi_temp_path {root}/c;
            uwsgi_temp_path {root}/d; scgi_temp_path {root}/e;
            server {{ listen 127.0.0.1:{port} backlog=1024; root {root}; }}
        }}""")
    return Server("nginx", ["/usr/sbin/nginx", "-c", root / "nginx.conf", "-p", root], port, "/page.html")
