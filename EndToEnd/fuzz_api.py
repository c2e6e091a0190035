#!/usr/bin/env python3
"""Asks the addresses for programs whatever their description allows, and much that it does not (schemathesis).

    fuzz_api.py [CASES] [SEED]     10,000 cases unless told, half of them on each sample network

Ends with an error after a single answer that is a fault of the house or that its description does not know.
"""

import copy
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import program

SCHEMATHESIS = pathlib.Path(sys.executable).with_name("schemathesis")
NETWORKS = {"Baltic Sea": program.BALTIC, "Three Rivers": program.THREE_RIVERS}
# Ten times what an answer may take.
SECONDS_FOR_AN_ANSWER = 5


def knowing(description, house):
    """The same description, in which every place for a ref also lists records that are there: it means the same, and
    leads behind the doors that invented refs never open."""
    description = copy.deepcopy(description)
    refs = {}

    def with_records(schema, table):
        if table not in refs:
            records = json.loads(house.get(f"/api/v1/{table}?limit=100").text)["records"]
            refs[table] = [record["ref"] for record in records] + [str(record["number"]) for record in records[:5]]
        return {"anyOf": [{"enum": refs[table]}, schema]} if refs[table] else schema

    for path, operations in description["paths"].items():
        for parameter in operations["get"]["parameters"]:
            schema = parameter["schema"]
            table = path.split("/")[3] if parameter["name"] == "record" else schema.get("x-table")
            if table:
                parameter["schema"] = with_records(schema, table)
    return description


def memory(house):
    """Megabytes that the house holds."""
    status = pathlib.Path(f"/proc/{house.serving}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


def run(house, phases, examples, seed, folder):
    """One run over every operation; gives back what schemathesis counted."""
    description = json.loads(house.get("/api/v1/openapi.json").text)
    file, report = folder / "description.json", folder / "report.json"
    file.write_text(json.dumps(knowing(description, house)))
    report.unlink(missing_ok=True)
    result = subprocess.run(
        [SCHEMATHESIS, "run", file, "--url", house.address, "--checks", "all", "--workers", "1",
         "--phases", phases,
         "--max-examples", str(examples), "--seed", str(seed), "--continue-on-failure", "--suppress-health-check", "all",
         "--max-response-time", str(SECONDS_FOR_AN_ANSWER), "--report-json-path", report],
        cwd=folder, capture_output=True, text=True)
    if not report.is_file() or not report.stat().st_size:
        raise SystemExit(f"{result.stdout[-4000:]}{result.stderr[-4000:]}\nschemathesis ended with {result.returncode}.")
    counted = json.loads(report.read_text())
    if result.returncode or counted["test_cases"]["unique_failures"] or not counted["complete"]:
        print(result.stdout[-20_000:], json.dumps(counted["errors"], indent=1), sep="\n")
    return result.returncode, counted


def answered(counted):
    """How many cases that were meant to be answered were: the others named a record that is not there."""
    rates = [phase for operation in counted["valid_rates"].values() for phase in operation.values()]
    return sum(rate["accepted"] for rate in rates), sum(rate["unreachable"] for rate in rates)


def fuzz(cases, seed):
    """Prints the counts of each network; gives back how many cases there were and how many of them failed."""
    total = faults = 0
    with tempfile.TemporaryDirectory(prefix="open-data-") as name:
        for network, folder in NETWORKS.items():
            with program.served(folder) as house:
                done = failed = found = missing = 0
                began = memory(house)
                while done < cases // 2:
                    # What follows from the description alone, some 7,000 cases, is asked once. Then come invented
                    # questions, with another seed each time, about 90 for each example.
                    phases = "fuzzing,stateful" if done else "examples,coverage,fuzzing,stateful"
                    left = cases // 2 - done - (0 if done else 7000)
                    code, counted = run(house, phases, min(100, max(3, left // 90)), seed, pathlib.Path(name))
                    seed += 1
                    done += counted["test_cases"]["generated"]
                    failed += counted["test_cases"]["unique_failures"] + len(counted["errors"]) + (code != 0)
                    found, missing = (one + more for one, more in zip((found, missing), answered(counted)))
                    print(f"{network}: {done:,} cases so far, {failed} faults", flush=True)
                    if failed or house.process.poll() is not None:
                        break
                total, faults = total + done, faults + failed + (house.process.poll() is not None)
                print(f"{network}: {counted['operations']['tested']} operations, {done:,} cases, {failed} faults; "
                      f"{found:,} answered with records, {missing:,} named one that is not there; "
                      f"memory {began} → {memory(house)} MB; last seed {seed - 1}", flush=True)
    print(f"Together: {total:,} cases, {faults} faults (server errors, answers that the description does not know)")
    return total, faults


if __name__ == "__main__":
    words = sys.argv[1:]
    wanted = int(words[0]) if words else 10_000
    ran, faulty = fuzz(wanted, int(words[1]) if len(words) > 1 else random.randrange(1 << 30))
    sys.exit(1 if faulty or ran < wanted else 0)
