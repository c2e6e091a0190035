"""An ordinary day, for as long as wanted: people read, search, look at figures and write; memory is looked at all along.

    soak.py [MINUTES]
"""

import contextlib
import http.client
import random
import statistics
import sys
import threading
import time

import hostile
import ledger
import program
from test_slow_clients import descriptors, memory

READERS = 6
WRITERS = 2
# Seconds between two requests of one person.
PAUSE = 0.05
# Seconds between two activities of one secretary. Much quicker than people are, and slow enough that what is counted is
# memory that was lost: among ten thousand activities of one day the news alone needs megabytes of each worker's cache.
WRITING = 2
# Megabytes an hour that a long soak may end with; the records of half an hour are a part of it.
SLOPE = 20


class Reader:
    """Asks for one page after the other, a stranger or the secretary."""

    def __init__(self, secretary, seed, ends):
        self.secretary, self.chance, self.ends = secretary, random.Random(seed), ends
        self.seconds, self.faults = [], []
        self.thread = threading.Thread(target=self._read)
        self.thread.start()

    def _read(self):
        connection = self.secretary.connection()
        while not self.ends.wait(self.chance.uniform(0, 2 * PAUSE)):
            path = self.chance.choice(hostile.PATHS)
            fields = {"Cookie": self.secretary.cookie} if self.chance.random() < 0.3 else {}
            began = time.monotonic()
            try:
                connection.request("GET", path, headers=fields)
                answer = connection.getresponse()
                answer.read()
                if answer.status >= 500:
                    self.faults.append((path, answer.status))
            except (OSError, http.client.HTTPException) as error:
                self.faults.append((path, str(error)))
                connection.close()
            self.seconds.append(time.monotonic() - began)
        connection.close()


def some_day():
    """The fields of a day in some year: no house records ten thousand activities of one, and pages are about a year."""
    day = f"{random.randint(1950, 2009)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return {"from": day, "to": day}


def slope(samples):
    """Megabytes an hour, by the line of least squares through the second half of the samples."""
    late = samples[len(samples) // 2:]
    if len(late) < 3:
        return 0.0
    return statistics.linear_regression([at / 3600 for at, _ in late], [size / 1024 for _, size in late]).slope


def main(minutes):
    with contextlib.ExitStack() as stack:
        house = stack.enter_context(program.served(program.BALTIC))
        secretary = ledger.Secretary(house)
        secretary.more = some_day
        book, ends, samples, began, child = ledger.Ledger(), threading.Event(), [], time.monotonic(), house.serving
        readers = [Reader(secretary, number, ends) for number in range(READERS)]
        stack.callback(lambda: [reader.thread.join() for reader in readers])
        stack.callback(ends.set)
        with ledger.Writers(secretary, book, count=WRITERS, pause=WRITING):
            print("minute  memory   descriptors  pages    written")
            while (passed := time.monotonic() - began) < minutes * 60:
                samples.append((passed, memory(house)))
                if len(samples) % max(1, int(minutes)) == 1 or minutes < 2:
                    print(f"{passed / 60:6.1f}  {samples[-1][1] / 1024:5.1f} MB  {descriptors(house):11}  "
                          f"{sum(len(reader.seconds) for reader in readers):7}  {len(book):7}", flush=True)
                time.sleep(min(5, minutes * 6))
        ends.set()
        for reader in readers:
            reader.thread.join()
        seconds = sorted(second for reader in readers for second in reader.seconds)
        faults = [fault for reader in readers for fault in reader.faults] + book.odd
        lost = ledger.faults(house.data, book.acknowledged, book.sent)
        rise = slope(samples)
        print(f"{minutes:g} minutes: {len(seconds)} pages, p50 {seconds[len(seconds) // 2] * 1000:.1f} ms, "
              f"p99 {seconds[len(seconds) * 99 // 100] * 1000:.0f} ms; {len(book)} records; memory "
              f"{samples[0][1] / 1024:.0f} → {samples[-1][1] / 1024:.0f} MB, in the second half {rise:+.1f} MB an hour")
        if faults or lost or house.serving != child:
            raise SystemExit(f"{faults[:5]} {lost[:5]} {'the program fell' if house.serving != child else ''}")
        if minutes >= 20 and rise > SLOPE:
            raise SystemExit(f"Memory grows by {rise:.1f} MB an hour.")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 30)
