"""The work that the peers do as the house does it: the same queries, the same rows, the same durable write."""
import hashlib
import json
import os
import re
import struct
import time
from datetime import date, timedelta
from urllib.parse import urlencode

MONTHS = ("January February March April May June July August September October November December").split()
EPOCH = date(1970, 1, 1)
PRAGMAS = ("pragma synchronous = full", "pragma cache_size = -8192", "pragma foreign_keys = on")


# What the house's own page says, taken from it by `learn`.
DOORS, LANGUAGES, KINDS, PROGRESS = [], [], {}, {}


class Refused(Exception):
    pass


def days(first, last):
    one = f"{first.day} {MONTHS[first.month - 1][:3]}"
    if first == last:
        return one
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS[first.month - 1][:3]}"
    if first.year == last.year:
        return f"{one}\u2009–\u2009{last.day} {MONTHS[last.month - 1][:3]}"
    return f"{one} {first.year}\u2009–\u2009{last.day} {MONTHS[last.month - 1][:3]} {last.year}"


def activities(query, values):
    """What the template of the activities page needs. `query` runs a statement, `values` are those of the address."""
    kinds = sorted(KINDS.items(), key=lambda kind: kind[1])
    states = sorted(query("select ref, name from states order by number", ()), key=lambda state: state[1])
    goals = [(ref, f"{ref} {title}") for ref, title in query("select ref, title from sdg_targets order by number", ())]
    fields = [
        ("priority", "Priority", query("select ref, title from priorities order by number", ())),
        ("project", "Project", query("select ref, title from projects order by number", ())),
        ("state", "State", states), ("kind", "Kind", kinds), ("target", "Goal", goals),
        ("progress", "Progress", list(PROGRESS.items())),
    ]
    form, tags, chosen = [], [], []
    for name, label, choices in fields:
        value = values.get(name)
        if value is not None and all(value != choice[0] for choice in choices):
            raise Refused()
        if value is not None:
            tags.append(f"{name}/{value}")
            chosen.append((name, value))
        form.append({"name": name, "label": label, "chosen": value,
                     "choices": [{"value": one[0], "label": one[1]} for one in choices]})
    rows, following = page_of(query, tags, values.get("after"))
    months = []
    for number, begins, ends, title, kind, place, state in rows:
        first, last = EPOCH + timedelta(days=begins), EPOCH + timedelta(days=ends)
        month = f"{MONTHS[first.month - 1]} {first.year}"
        if not months or months[-1]["title"] != month:
            months.append({"title": month, "rows": []})
        months[-1]["rows"].append({
            "first": first.isoformat(), "days": days(first, last), "number": number, "title": title,
            "kind": KINDS[kind], "place": place, "state": None if state == "done" else state,
            "progress": PROGRESS[state]})
    address = "/activities" + ("?" + urlencode(chosen + ([("after", values["after"])] if "after" in values else []))
                               if chosen or "after" in values else "")
    return {"fields": form, "months": months,
            "doors": [{"link": link, "name": name, "here": address.split("?")[0] == link} for link, name in DOORS],
            "languages": [{"code": code, "name": name, "link": f"/{code}{address}", "here": code == "en"}
                          for code, name in LANGUAGES],
            "order": "/activities?" + urlencode(chosen + [("order", "oldest")]),
            "following": following and "/activities?" + urlencode(chosen + [("after", following)])}


def page_of(query, tags, after):
    counts = dict(query(f"select tag, count from activity_tag_counts where tag in ({', '.join('?' * len(tags))})", tags))
    tags = sorted(tags, key=lambda tag: counts.get(tag, 0) * (
        1 + 3 * sum(other != tag and fact(other) is None for other in tags))) or ["all"]
    text = """select a.number, a.begins, a.ends, a.title, a.kind, a.place, a.state
                from activity_tags t join activities a on a.number = t.number where t.tag = ?"""
    values = [tags[0]]
    if after:
        day, number = after.split(".")
        text += " and (t.begins, t.number) < (?, ?)"
        values += [(date.fromisoformat(day) - EPOCH).days, int(number)]
    for tag in tags[1:]:
        if fact(tag):
            text += f" and {fact(tag)} = ?"
            values.append(tag.split("/")[1])
            continue
        text += """ and exists (select 1 from activity_tags x
                                 where x.tag = ? and x.begins = t.begins and x.number = t.number)"""
        values.append(tag)
    rows = query(text + " order by t.begins desc, t.number desc limit 51", values)
    if len(rows) < 51:
        return rows, None
    last = rows[49]
    return rows[:50], f"{(EPOCH + timedelta(days=last[1])).isoformat()}.{last[0]}"


def fact(tag):
    """The column beside every tag that says the same, if there is one."""
    return {"kind": "t.kind", "progress": "t.state"}.get(tag.split("/")[0])


def same_origin(site):
    return site in ("same-origin", "none")


def write_note(execute, form):
    """Keeps a note and its journal entry in one transaction; gives back where to go on."""
    key, text = form.get("key", ""), form.get("text", "").strip()
    if set(form) - {"key", "text"} or len(key) != 32 or not 1 <= len(text) <= 500:
        raise Refused()
    record, now = bytes.fromhex(key), int(time.time() * 1000)
    execute("begin immediate", ())
    try:
        added = execute("insert into notes (id, text, written) values (?, ?, ?) on conflict (id) do nothing",
                        (record, text, now)).rowcount
        if added == 1:
            append(execute, "visitor", "note.written", "notes", record, [["text", None, text]], now)
        execute("commit", ())
    except BaseException:
        execute("rollback", ())
        raise
    return f"/notebook#{key}"


# What the form of an activity has, and what of it must be there.
WORDS = ("title", "from", "to", "kind", "role", "place", "country", "state", "summary", "project")
MUST = ("title", "from", "to", "kind", "role", "place", "state")
ROLES = ("organiser", "co-organiser", "partner", "speaker", "participant")


def record_activity(execute, form):
    """Keeps an activity with its links, its tags for lists and its journal entry in one transaction; gives back where to
    go on. `form` has a list of values for each name."""
    if set(form) - {"key", "objectives", "states", *WORDS} or any(len(form.get(name, [])) > 1 for name in ("key", *WORDS)):
        raise Refused()
    it = {name: form.get(name, [""])[0].strip() for name in ("key", *WORDS)}
    try:
        first, last, record = date.fromisoformat(it["from"]), date.fromisoformat(it["to"]), bytes.fromhex(it["key"])
    except ValueError:
        raise Refused() from None
    if (not all(it[name] for name in MUST) or len(record) != 16 or last < first or len(it["title"]) > 300
            or len(it["summary"]) > 5000 or it["kind"] not in KINDS or it["role"] not in ROLES or it["state"] not in PROGRESS):
        raise Refused()
    now = int(time.time() * 1000)
    execute("begin immediate", ())
    try:
        known = execute("select number from activities where id = ?", (record,)).fetchone()
        number = known[0] if known else insert_activity(execute, it, form, record, first, last, now)
        execute("commit", ())
    except BaseException:
        execute("rollback", ())
        raise
    return f"/activities/{number}"


def insert_activity(execute, it, form, record, first, last, now):
    def key(table, ref):
        found = execute(f"select id from {table} where ref = ?", (ref,)).fetchone()
        if not found:
            raise Refused()
        return bytes(found[0])
    project = key("projects", it["project"]) if it["project"] else None
    number = execute("select coalesce(max(number), 0) + 1 from activities", ()).fetchone()[0]
    begins, ends = (first - EPOCH).days, (last - EPOCH).days
    execute("""insert into activities (id, number, ref, language, begins, ends, title, kind, role, place, country, state,
                                       summary, project_id)
               values (?, ?, ?, 'en', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (record, number, f"recorded-{it['key']}", begins, ends, it["title"], it["kind"], it["role"], it["place"],
             it["country"] or None, it["state"], it["summary"] or None, project))
    tags = ["all", f"kind/{it['kind']}", f"progress/{it['state']}"]
    tags += [f"project/{it['project']}"] * bool(it["project"]) + [f"state/{it['country']}"] * bool(it["country"])
    for field, table in (("objectives", "objectives"), ("states", "states")):
        for position, ref in enumerate(form.get(field, [])):
            execute("insert into links (record, field, target, position) values (?, ?, ?, ?)",
                    (record, field, key(table, ref), position))
            tags.append(f"{'objective' if field == 'objectives' else 'state'}/{ref}")
            if field == "objectives":
                tags.append("priority/" + execute("""select p.ref from priorities p join objectives o on o.priority_id = p.id
                                                      where o.ref = ?""", (ref,)).fetchone()[0])
    for tag in dict.fromkeys(tags):
        execute("insert into activity_tags (tag, begins, number, activity, kind, state) values (?, ?, ?, ?, ?, ?)",
                (tag, begins, number, record, it["kind"], it["state"]))
        execute("""insert into activity_tag_counts (tag, count) values (?, 1)
                   on conflict (tag) do update set count = count + 1""", (tag,))
    values = [[name, None, value] for name, value in it.items() if name != "key" and value]
    values += [[name, None, " ".join(form[name])] for name in ("objectives", "states") if form.get(name)]
    append(execute, "secretary", "activity.recorded", "activities", record, values, now)
    return number


def append(execute, actor, verb, table, record, values, now):
    last = execute("select position, link from journal_entries order by position desc limit 1", ()).fetchone()
    position, link = (last[0] + 1, bytes(last[1])) if last else (1, hashlib.sha256(b"").digest())
    salt = os.urandom(16)
    change = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(salt + change.encode()).digest()
    words = b"".join(struct.pack(">Q", len(word)) + word for word in (actor.encode(), verb.encode(), table.encode()))
    link = hashlib.sha256(link + struct.pack(">QQ", position, now) + words + record + digest).digest()
    execute("""insert into journal_entries
                   (position, at, actor, verb, subject_table, subject_record, change_digest, link)
               values (?, ?, ?, ?, ?, ?, ?, ?)""", (position, now, actor, verb, table, record, digest, link))
    execute("insert into journal_values (position, salt, change) values (?, ?, ?)", (position, salt, change))


def learn(page):
    """Takes the entries of the navigation, the languages and the words of the form from a page that the house wrote."""
    DOORS[:] = re.findall('<li><a href="([^"]*)"(?: aria-current="page")?>([^<]*)</a></li>', page)
    for name, words in (("kind", KINDS), ("progress", PROGRESS)):
        options = page.split(f'<select name="{name}">')[1].split("</select>")[0]
        words.update(re.findall('<option value="([^"]+)"[^>]*>([^<]*)</option>', options))
    LANGUAGES[:] = re.findall('<li><a href="[^"]*" hreflang="([^"]*)" lang="[^"]*"[^>]*>([^<]*)</a></li>', page)


def template(page):
    """Makes a template from a page that the house wrote: loops for its navigation, its form and its list."""
    def cut(text, begin, end, by):
        head, rest = text.split(begin, 1)
        return head + by + rest[rest.index(end):]
    page = cut(page, '<nav aria-label="Main"><ul>', "</ul></nav>", """<nav aria-label="Main"><ul>{% for door in doors %}<li><a href="{{ door.link }}"{% if door.here %} aria-current="page"{% endif %}>{{ door.name }}</a></li>{% endfor %}""")
    page = cut(page, "English</summary><ul>", "</ul></details>", """English</summary><ul>{% for one in languages %}<li><a href="{{ one.link }}" hreflang="{{ one.code }}" lang="{{ one.code }}"{% if one.here %} aria-current="true"{% endif %}>{{ one.name }}</a></li>{% endfor %}""")
    page = cut(page, '<label>Priority', "<button>", """{% for field in fields %}<label>{{ field.label }} <select name="{{ field.name }}"><option value="">All</option>{% for choice in field.choices %}<option value="{{ choice.value }}"{% if choice.value == field.chosen %} selected{% endif %}>{{ choice.label }}</option>{% endfor %}</select></label>
{% endfor %}""")
    page = cut(page, '<a href="/activities?', '<a href="/calendar">', '<a href="{{ order }}">Oldest first</a>\n')
    row = """<li><time datetime="{{ row.first }}">{{ row.days }}</time><span class="what"><a href="/activities/{{ row.number }}">{{ row.title }}</a> <span class="facts">{{ row.kind }} · {{ row.place }}{% if row.state %} · <span class="label {{ row.state }}">{{ row.progress }}</span>{% endif %}</span></span></li>
"""
    gap = page[page.rindex("</ul>\n", 0, page.index('<nav class="pager"')) + 6:page.index('<nav class="pager"')]
    page = cut(page, '<h2 class="month">', '<nav class="pager"', """{% for month in months %}<h2 class="month">{{ month.title }}</h2>
<ul class="rows">
{% for row in month.rows %}""" + row + "{% endfor %}</ul>\n{% endfor %}" + gap)
    return cut(page, '<nav class="pager"', "</main>", """{% if following %}<nav class="pager" aria-label="Pages"> <a rel="next" href="{{ following }}">Next page</a></nav>{% endif %}
""")
