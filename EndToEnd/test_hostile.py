"""A great many odd requests against the running program (C09); `make hostile` sends a million."""

import collections
import concurrent.futures
import os
import time

import pytest

import hostile
import ledger
import program
from test_slow_clients import memory

CASES = int(os.environ.get("CASES", 200_000))
SEED = int(os.environ.get("SEED", 1))
PROCESSES = 2
ROUNDS = 5


@pytest.mark.long
def test_odd_requests_end_nothing_and_fill_nothing(own_house):
    house = own_house
    secretary = ledger.Secretary(house)
    port, child = int(house.address.rsplit(":", 1)[1]), house.serving
    counted, silent, sizes = collections.Counter(), 0, []
    began = time.monotonic()
    with concurrent.futures.ProcessPoolExecutor(PROCESSES) as pool:
        for number in range(ROUNDS):
            parts = [
                pool.submit(hostile.attack, port, f"{SEED} {number} {part}", secretary.cookie, secretary.token,
                            CASES // ROUNDS // PROCESSES) for part in range(PROCESSES)]
            for part in parts:
                statuses, faults, unanswered = part.result()
                assert not faults, faults[:3]
                counted.update(statuses)
                silent += unanswered
            # The same process from the first request to the last: nothing fell.
            assert house.serving == child
            assert house.get("/activities").status == 200
            sizes.append(memory(house))
    assert "sound" in house.run("verify")
    seconds = time.monotonic() - began
    print(f"\n{CASES} odd requests in {seconds:.0f} s: " + ", ".join(f"{status} {n}" for status, n in sorted(counted.items())))
    print(f"{silent} had no end; memory after each fifth: " + ", ".join(f"{size // 1024} MB" for size in sizes))
    # Caches fill in the first rounds; what grows after that would never stop.
    assert sizes[-1] - sizes[1] < 50 * 1024
    assert counted["200"] > CASES // 20 and counted["400"] > CASES // 20
