"""The program is killed again and again while people write; the ledger is kept out here. `make crashes` does more."""

import os
import random
import subprocess
import time

import pytest

import ledger
import program

ROUNDS = int(os.environ.get("ROUNDS", 50))


@pytest.mark.long
def test_nothing_acknowledged_is_lost_or_doubled_by_kills_under_load():
    """In each round the program is killed at a moment that nobody chose, most times only what serves, every tenth time
    its parent too. People whose form was not answered send it again, and every seventh answered one is sent again too (R1)."""
    random_, ready = random.Random(int(os.environ.get("SEED", 1))), []
    began = time.monotonic()
    with program.served(program.BALTIC) as house:
        secretary = ledger.Secretary(house)
        port = house.address.rsplit(":", 1)[1]
        book = ledger.Ledger()
        with ledger.Writers(secretary, book, count=8):
            for number in range(1, ROUNDS + 1):
                before, end = len(book), time.monotonic() + 30
                time.sleep(random_.uniform(0.01, 0.5))
                killed = time.monotonic()
                if number % 10:
                    program.kill(house.serving)
                else:
                    house.process.kill()
                    house.process.wait()
                    house.process.stdout.close()
                    house.process = again(house.data, port)
                assert house.get("/health/ready").status == 200
                ready.append(time.monotonic() - killed)
                while len(book) <= before:
                    assert time.monotonic() < end, "nobody can write any more"
                    time.sleep(0.005)
                # A house that has grown takes a while to be looked at from end to end, and the ledger forgets nothing.
                if number % (5 if number <= 50 else 50) == 0:
                    # What is in the ledger before the look has to be there; what comes meanwhile may be.
                    known = dict(book.acknowledged)
                    faults = ledger.faults(house.data, known, book.sent)
                    assert not faults, faults[:10]
                    assert "sound" in house.run("verify")
        assert not book.odd, book.odd[:3]
        faults = ledger.faults(house.data, book.acknowledged, book.sent)
        assert not faults, faults[:10]
        assert "sound" in house.run("verify")
    assert len(book) > ROUNDS
    ready.sort()
    assert ready[len(ready) * 99 // 100] < 20
    print(f"\n{ROUNDS} kills in {time.monotonic() - began:.0f} s: {len(book)} records acknowledged, none lost, none doubled; "
          f"ready again after {ready[len(ready) // 2] * 1000:.0f} ms (median), {ready[-1] * 1000:.0f} ms at the most")


def again(data, port):
    """The same house once more, on the port that it had."""
    command = [program.PROGRAM, "serve", "--data", data, "--port", port, "--quiet"]
    for _ in range(50):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            program.address_said_by(process)
            process.stderr.close()
            return process
        except RuntimeError:
            # The kernel ends the child of a killed parent, but not before the parent is gone.
            process.wait()
            process.stdout.close()
            process.stderr.close()
            time.sleep(0.02)
    raise AssertionError("the house does not come back")
