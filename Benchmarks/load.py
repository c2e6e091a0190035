"""Runs wrk and reads what it says."""
import re
import subprocess
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}


def milliseconds(text):
    found = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text)
    return float(found[1]) * UNITS[found[2]] if found else float("nan")


def wrk(server, path, connections, seconds, script=()):
    """A run of wrk; `script` is the name of a script beside this file and what it is given."""
    before = server.seconds()
    said = subprocess.run(
        ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "--latency",
         *(["-s", str(HERE / script[0])] if script else []), server.url(path),
         *(["--", *map(str, script[1:])] if script else [])],
        capture_output=True, text=True, check=True).stdout
    used = server.seconds() - before
    requests = int(re.search(r"(\d+) requests in", said)[1])
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        "p50": milliseconds(re.search(r"(?m)^\s+50%\s+(\S+)", said)[1]), "p99": milliseconds(re.search(r"(?m)^\s+99%\s+(\S+)", said)[1]),
        "cpu": used * 1e6 / max(1, requests), "requests": requests,
        "failed": (int(failed[1]) if failed else 0) + (sum(map(int, broken.groups())) if broken else 0),
    }


def middle(runs):
    """The run in the middle by its rate, with the median processor time and all failures of the rounds."""
    runs = sorted(runs, key=lambda run: run["rate"])
    return {**runs[len(runs) // 2], "cpu": median(run["cpu"] for run in runs),
            "failed": sum(run["failed"] for run in runs), "requests": sum(run["requests"] for run in runs)}
