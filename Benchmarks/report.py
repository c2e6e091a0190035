"""Puts the figures of one run into one table, beside their goals."""
import platform
import subprocess
from datetime import date

import goals

PEERS = ("flask", "django")


def best(runs, app):
    """The quicker of an app's two set-ups."""
    return max((run for name, run in runs.items() if name.split()[0] == app), key=lambda run: run["rate"])


def rate(run):
    mark = f", {run['failed']:,} failed" if run["failed"] else ""
    return f"{run['rate']:,.0f}/s ({run['p50']:.1f}/{run['p99']:.0f} ms){mark}"


def met(holds):
    return "yes" if holds else "**no**"


def ratios(runs):
    return min(runs["us"]["rate"] / best(runs, app)["rate"] for app in PEERS)


def machine():
    words = dict(line.split(":", 1) for line in subprocess.run(
        ["lscpu"], capture_output=True, text=True).stdout.splitlines() if ":" in line)
    memory = next(line for line in open("/proc/meminfo") if line.startswith("MemTotal")).split()[1]
    system = next((line.split("=", 1)[1].strip().strip('"') for line in open("/etc/os-release")
                   if line.startswith("PRETTY_NAME")), "Linux")
    return (f"{words['Model name'].strip()}, {words['CPU(s)'].strip()} cores shared with the load generator, "
            f"{int(memory) // 2**20 + 1} GB, {system}, Linux {platform.release().split('-')[0]}")


def rows(results):
    for connections, runs in results["pages"].items():
        times = ratios(runs)
        yield (f"Activities page with two filters, {connections} connections", rate(runs["us"]),
               rate(best(runs, "flask")), rate(best(runs, "django")), rate(runs["nginx"]),
               f"≥ {goals.PEER_RATIO:.0f} × Flask and Django", f"{met(times >= goals.PEER_RATIO)}, {times:.1f} ×")
    runs = results["pages"][64]
    bare = results["growth"]["two filters"][100_000][0]
    yield ("… processor time a page", *(f"{run['cpu']:,.0f} µs" for run in (
        runs["us"], best(runs, "flask"), best(runs, "django"), runs["nginx"])), "", "")
    share = runs["us"]["cpu"] / bare
    yield ("… its queries and HTML alone, in process", f"{bare:,.0f} µs", "", "", "",
           f"served within {goals.BARE_RATIO:.0f} × of it", f"{met(share <= goals.BARE_RATIO)}, {share:.2f} ×")
    for connections, runs in results["writes"].items():
        times = ratios(runs)
        yield (f"Durable, journalled write, {connections} connections", rate(runs["us"]), rate(runs["flask"]),
               rate(runs["django"]), "", f"≥ {goals.PEER_RATIO:.0f} × Flask and Django",
               f"{met(times >= goals.PEER_RATIO)}, {times:.1f} ×")
    runs = results["writes"][64]
    yield ("… processor time a write", *(f"{runs[name]['cpu']:,.0f} µs" for name in ("us", *PEERS)), "", "", "")
    kept = results["kept"]
    yield ("… acknowledged / found in a sound journal", *(
        f"{kept[name]['acknowledged']:,} / {kept[name]['kept']:,}" for name in ("us", *PEERS)), "", "nothing lost",
        met(kept["us"]["kept"] >= kept["us"]["acknowledged"] and "sound" in kept["us"]["journal"]))
    runs = results["recordings"]
    yield ("Recording an activity with objectives and states, 64 connections", rate(runs["us"]), rate(runs["flask"]),
           rate(runs["django"]), "", f"≥ {goals.PEER_RATIO:.0f} × Flask and Django",
           f"{met(ratios(runs) >= goals.PEER_RATIO)}, {ratios(runs):.1f} ×")
    yield from engines(results["engines"])
    yield from signing_in(results["sign-in"])
    yield from checks(results["check"])
    yield from people(results["people"])
    yield from searches(results)
    yield from reports(results["report"])
    first, idle = results["start"]
    yield ("First page after start", f"{first:.0f} ms", "", "", "", f"< {goals.FIRST_PAGE:.0f} ms",
           met(first < goals.FIRST_PAGE))
    yield ("Memory, idle (PSS)", f"{idle:.0f} MB", "", "", "", f"< {goals.IDLE_MEMORY:.0f} MB", met(idle < goals.IDLE_MEMORY))
    memory = results["memory"]
    yield ("Memory after all page rounds (PSS)", *(f"{memory[name]:.0f} MB" for name in ("us", *PEERS, "nginx")), "", "")
    yield from growths("activities", results["growth"], results["counts"])
    yield from growths("states", results["states"], results["regions"])
    for name, seconds in results["build"].items():
        yield (f"Debug build: {name}", f"{seconds:.1f} s", "", "", "", "", "")


def growths(of, pages, counts):
    """Each page among more and more records. A page that shows more costs more: what counts is the cost for what is shown."""
    for name, costs in pages.items():
        figures = " → ".join(f"{costs[count][0]:,.0f}" for count in counts)
        sizes = " → ".join(f"{costs[count][1] / 1024:,.0f}" for count in counts)
        growth = costs[counts[-1]][0] / costs[counts[0]][0]
        share = growth / max(1, costs[counts[-1]][1] / costs[counts[0]][1])
        yield (f"In process, more {of}: {name}", f"{figures} µs", "", "", f"{sizes} KB",
               f"≤ {goals.GROWTH:.0f} × for the same bytes", f"{met(share <= goals.GROWTH)}, {share:.1f} ×")


def engines(found):
    """The product on either database."""
    for name, it in found.items():
        yield (f"{name}: the page with two filters, 64 connections", rate(it["page"]), "", "", "", "", "")
        yield (f"{name}: recording an activity, 64 connections", rate(it["recording"]), "", "", "", "a sound journal",
               met("sound" in it["verify"]))
        yield (f"{name}: memory of what serves, idle → afterwards (PSS)", f"{it['idle']:.0f} → {it['busy']:.0f} MB", "", "", "",
               "", "")


def signing_in(found):
    for way, it in found.items():
        yield (f"Signing in by {way}, {it['threads']} threads", f"{it['rate']:,}/s, {it['cpu']:,} µs each", "", "", "",
               "none refused", met(it["refused"] == 0))


def checks(found):
    """What is asked about whoever asks, and pages as strangers and as members see them."""
    words = {"session": "finding the session", "functions": "the functions held today", "table": "what they give a right to"}
    for name, cost in found["parts"].items():
        yield (f"Of each signed-in request: {words[name]}", f"{cost:.1f} µs", "", "", "", "", "")
    for address, it in found["pages"].items():
        (public, size), (own, more) = it["public"], it["signed-in"]
        yield (f"In process: `{address}` for a stranger → signed in", f"{public:,.0f} → {own:,.0f} µs", "", "",
               f"{size / 1024:,.0f} → {more / 1024:,.0f} KB", f"≤ {goals.SIGNED_IN:.0f} ×",
               f"{met(own <= public * goals.SIGNED_IN)}, {own / public:.2f} ×")


def people(found):
    """Two hundred people at work."""
    for name, it in found.items():
        yield (f"200 people at work for {it['minutes']:g} min, {name}: pages",
               f"{it['rate']:.0f}/s ({it['p50']:.1f}/{it['p99']:.0f} ms)", "", "", "", "no errors",
               f"{met(it['errors'] == 0)}, {it['errors']}")
        yield (f"… {name}: {it['writes']:,} activities recorded", f"({it['write p50']:.1f}/{it['write p99']:.0f} ms)", "", "", "",
               "nothing lost", "yes")
        yield (f"… {name}: memory at the most (PSS), processors", f"{it['memory']:.0f} MB, {it['cores']:.2f}", "", "", "", "", "")
        yield (f"… {name}: backup made meanwhile, restored into an empty house", f"{it['in the backup']:,} of them in it", "", "",
               "", "`verify` is clean", met("sound" in it["verify"]))


def searches(results):
    """Each part of the mix, then all of it."""
    for name, times in results["search"].items():
        figures = f"{times['p50']:.1f}/{times['p99']:.0f} ms (worked {times['worked p50']:.1f}/{times['worked p99']:.0f} ms)"
        if name != "all":
            yield (f"Search: {name}", figures, "", "", "", "", "")
            continue
        few = results["few search"]["all"]
        times_more = times["worked p50"] / few["worked p50"]
        yield (f"Search, more documents: {results['few']:,} → {results['documents']:,}, processor time p50",
               f"{few['worked p50']:.2f} → {times['worked p50']:.2f} ms", "", "", "", f"≤ {goals.GROWTH:.0f} ×",
               f"{met(times_more <= goals.GROWTH)}, {times_more:.1f} ×")
        holds = times["p50"] <= goals.SEARCH_P50 and times["p99"] <= goals.SEARCH_P99
        yield (f"Search among {results['documents']:,} documents, the whole mix", figures, "", "", "",
               f"p50 ≤ {goals.SEARCH_P50:.0f} ms, p99 ≤ {goals.SEARCH_P99:.0f} ms", met(holds))


def reports(found):
    """The annual report in each format; a converter that is missing is said to be."""
    yield (f"Annual report as a page, {found['bytes'] / 1024:,.0f} KB", f"{found['page']:.1f} ms", "", "", "",
           f"< {goals.REPORT_PAGE:.0f} ms", met(found["page"] < goals.REPORT_PAGE))
    for form, name in (("pdf", "PDF"), ("docx", "DOCX")):
        took = found[form]
        if isinstance(took, str):
            yield (f"Annual report as {name}", took, "", "", "", f"< {goals.REPORT_FILE:.0f} s", "not measured")
        else:
            yield (f"Annual report as {name}", f"{took:.1f} s", "", "", "", f"< {goals.REPORT_FILE:.0f} s",
                   met(took < goals.REPORT_FILE))


def text(results):
    counts = " → ".join(f"{count:,}" for count in results["counts"])
    lines = [f"| {' | '.join(row)} |" for row in rows(results)]
    head = ["What", "Child Centre", "Flask", "Django", "nginx, a file", "Goal", "Met"]
    return "\n".join([
        "# Benchmarks", "",
        f"Measured on {date.today():%-d %B %Y} by `make bench`, all in one run on one machine: {machine()}.", "",
        f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines, "",
        "## How", "",
        f"- `wrk -t2 -c64` and `-c512`, {results['seconds']} s each, {results['rounds']} rounds in which all servers take turns; "
        "the middle round by its rate (p50/p99). Everything listens on the loopback address.",
        f"- The page is `/activities?state=SE&kind=expert-meeting`, {results['bytes']:,} bytes, 50 of 100,000 invented "
        "activities. All servers send the same bytes, which is checked first; Flask and Django run the same queries on the "
        "same SQLite file and fill a template with loops for the navigation, the languages, the form and the list; the phrases, which the house looks up "
        "in the visitor's language, are plain text to them.",
        "- Flask with Jinja and Django with its own templates run under gunicorn: two processes of eight threads, and five "
        "processes of one; the better of the two is shown. Writes are with the threads.",
        "- A write is a form with a key of its own: a note and its entry in the hash chain of the journal, in one "
        "transaction, `synchronous = FULL`, answered when it is on the disk. Afterwards the notes are counted and the "
        "journal is verified.",
        "- Recording an activity is a form with its own key, twelve fields, two objectives and two states: checked, then the "
        "activity, its links, its tags for lists and its entry in the journal in one durable transaction, answered with "
        "the address to go on at. The house keeps its search index in the same transaction; the peers have none.",
        "- On either database the product itself serves, with 1,000 activities; PostgreSQL is Debian's with its own settings, "
        "`fsync` on, on a socket of the same machine. Two programs that serve share the 64 connections.",
        "- Signing in is in process: by password on the two threads of the slow lane (Argon2id, 64 MiB, three passes), by "
        "passkey on sixteen, challenge and signature of the other side included; each begins a session durably.",
        "- The 200 people have signed in, every fifth as a secretary; each asks for a page, reads for up to five seconds and "
        "asks for the next; one in seven questions of a secretary records an activity. `make bench-people` does it for ten "
        "minutes on each database.",
        "- The form of a thousand questions that the design also has a goal for does not exist yet.",
        "- A search is a page of 20 results with snippets and the choices that narrow it down, in process, one after the "
        "other. The documents are invented: 36 words each of 20,000, the word of rank n coming once where the first comes n "
        "times. The mix is a hundred of each kind above: a word of rank 5,000 to 15,000; of rank 50 to 500; as often as "
        "texts have it; two of rank 20 to 2,000; two neighbours in quotation marks; the first three letters of one; the "
        "first of all; a frequent one in a state and year; the first of all in one project. p50/p99; “worked” is the "
        "processor time alone, which others on the machine do not lengthen.",
        "- The report is the sample's own year: the page in process as below, the files by the command line from start to "
        "end, the median of three.",
        "- Processor time is that of the whole family of processes (`/proc`), memory its proportional set size.",
        f"- “In process” is one thread without a socket, among {counts} activities, then among "
        f"{' → '.join(map(str, results['regions']))} states with 1,000 activities, the best of five rounds; the column of "
        "nginx holds the sizes of the pages there.",
        "- The first page is timed from the start of the process to the end of the answer, the median of ten starts.", "",
        "```", "make bench              # this file",
        "Benchmarks/run --quick  # a short look, nothing is written", "```", ""])
