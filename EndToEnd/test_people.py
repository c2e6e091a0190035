"""People in the house: invited, in, holding a seat, out at midnight; two who do together what neither may do alone."""

import csv
import re
import shutil
import threading

import pytest

import accessibility
import looking
import program
from test_doors import PASSWORD, come_in, sign_in


def sample(visitor, name):
    """Becomes somebody invented, by the list at the door."""
    visitor.goto("/sign-in")
    visitor.page.get_by_role("button", name=f"Sign in as {name}").click()
    visitor.page.wait_for_url("**/*")
    return visitor


def on_another_day(folder, day):
    """A copy of the sample for which it is another day; an empty one is that of the clock."""
    network = folder / f"network-{day or 'real'}"
    shutil.copytree(program.BALTIC, network)
    with open(network / "network.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rows[0]["today"] = day
    with open(network / "network.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return network


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_click_makes_one_somebody_invented(visit, own_house, scripts):
    """The list at the door of a sample; the session is a member's like any other."""
    visitor = sample(visit(own_house, java_script_enabled=scripts), "Bruno Beispiel")
    assert visitor.page.url == own_house.address + "/members"
    assert "Acting as Seat holder · Germany" in visitor.page.locator("header").inner_text()
    cookie = {it["name"]: it for it in visitor.context.cookies()}["__Host-session"]
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    assert visitor.complaints == []


def test_a_real_house_has_no_such_list(visit, tmp_path):
    """Neither the list nor the address: a house whose network says no day, also after a sample was loaded over it."""
    with program.served(on_another_day(tmp_path, "")) as house:
        for again in (False, True):
            if again:
                house.run("load", str(program.BALTIC))
            visitor = visit(house)
            visitor.goto("/sign-in")
            assert "Exempel" not in visitor.page.locator("main").inner_text()
            answer = visitor.context.request.post(
                house.address + "/sign-in/sample", form={"person": "sanna-prov"}, headers={"Origin": house.address})
            assert answer.status == 404


def test_invited_in_seated_and_out_at_midnight(visit, own_house, tmp_path):
    """Somebody is invited, comes in, is given a seat until 30 June and sees what members see; on 1 July the chair is
    another, the seat has ended, and its holder sees no more at their next page."""
    sanna = sample(visit(own_house), "Sanna Prov").page
    sanna.goto("/desk/people/new")
    sanna.get_by_label("Name", exact=False).first.fill("Nils Ny")
    sanna.get_by_role("button", name="Save", exact=False).first.click()
    person = sanna.url.split("/desk/people/")[1].split("?")[0]
    sanna.goto(f"/members/people/{person}/invitation")
    sanna.get_by_role("button", name="Make the code").click()
    address = sanna.locator("p.code").inner_text()

    nils = visit(own_house)
    come_in(nils, address, "Nils Ny", "nils")
    nils.goto("/members")
    assert "You hold no function today" in nils.page.locator("main").inner_text()
    nils.goto("/members/directory")
    assert "This belongs to others" in nils.page.locator("main").inner_text()

    sanna.goto(f"/desk/assignments/new?person={person}&kind=seat&state=SE&from=2018-06-01&to=2018-06-30")
    sanna.get_by_role("button", name="Save", exact=False).first.click()
    assert "/desk/assignments/" in sanna.url
    nils.goto("/members")
    assert "Acting as Seat holder · Sweden" in nils.page.locator("header").inner_text()
    nils.goto("/members/directory")
    assert "Bruno Beispiel" in nils.page.locator("main").inner_text()
    assert "bruno.beispiel@example.org" in nils.page.locator("main").inner_text()

    ebba, juris = sample(visit(own_house), "Ebba Exempel"), sample(visit(own_house), "Juris Paraugs")
    assert "Acting as Chair · Sweden" in ebba.page.locator("header").inner_text()
    assert "Acting as Vice-chair · Latvia" in juris.page.locator("header").inner_text()

    own_house.run("load", str(on_another_day(tmp_path, "2018-07-01")))
    for visitor in (ebba, juris, nils):
        visitor.goto("/members")
    assert "Acting as Seat holder · Sweden" in ebba.page.locator("header").inner_text()
    assert "Acting as Chair · Latvia" in juris.page.locator("header").inner_text()
    assert "You hold no function today" in nils.page.locator("main").inner_text()
    assert nils.page.locator("header .acting").count() == 0
    nils.goto("/members/directory")
    assert "This belongs to others" in nils.page.locator("main").inner_text()
    assert "bruno.beispiel@example.org" not in nils.page.content()


def test_somebody_acts_in_another_function(visit, own_house):
    """The switch is on one's own page; the old session's cookie is worth nothing afterwards."""
    theo = sample(visit(own_house), "Theo Muster")
    old = {it["name"]: it["value"] for it in theo.context.cookies()}["__Host-session"]
    theo.goto("/members")
    theo.page.get_by_role("button", name=re.compile("^Act in it ?: Translator")).click()
    assert "Acting as Translator" in theo.page.locator("header").inner_text()
    theo.goto("/desk")
    assert "This belongs to others" in theo.page.locator("main").inner_text()
    thief = visit(own_house)
    answer = thief.context.request.get(
        own_house.address + "/account", headers={"Cookie": f"__Host-session={old}"}, max_redirects=0)
    assert answer.status == 303
    theo.goto("/members")
    theo.page.get_by_role("button", name=re.compile("^Act in it ?: Secretariat")).click()
    theo.goto("/desk")
    assert theo.page.url == own_house.address + "/desk"


def test_two_end_an_access_and_one_cannot(visit, own_house):
    """One asks and is refused their own consent; another consents, and the session ends."""
    sanna, theo = sample(visit(own_house), "Sanna Prov").page, sample(visit(own_house), "Theo Muster").page
    bruno = sample(visit(own_house), "Bruno Beispiel")
    sanna.goto("/members/people/bruno-beispiel/end")
    sanna.get_by_role("button", name="Ask for it").click()
    assert "It waits here for a second person" in sanna.get_by_role("status").inner_text()
    assert sanna.get_by_role("button", name="Consent").count() == 0
    bruno.goto("/members")
    assert "Bruno" in bruno.page.locator("header").inner_text()
    theo.goto("/members/consents")
    theo.get_by_role("button", name=re.compile("^Consent ?: Bruno Beispiel")).click()
    assert "It is done." in theo.get_by_role("status").inner_text()
    bruno.goto("/members")
    assert "/sign-in" in bruno.page.url
    assert bruno.page.get_by_role("button", name="Sign in as Bruno Beispiel").count() == 0


def test_one_ends_the_others_session_in_the_middle_of_a_request(visit, own_house):
    """While one asks for page after page, the operator ends their access: every answer is a whole page of theirs or the
    door, never a fault, and after the first door there is no page any more."""
    nele = sample(visit(own_house), "Nele Näidis")
    cookie = "; ".join(f"{it['name']}={it['value']}" for it in nele.context.cookies())
    seen, lock, stop = [], threading.Event(), threading.Event()

    def ask():
        while not stop.is_set():
            answer = own_house.get("/members/directory", Cookie=cookie)
            seen.append((answer.status, "Bruno Beispiel" in answer.text, "</html>" in answer.text))
            if len(seen) > 20:
                lock.set()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert lock.wait(60)
    own_house.run("person", "end", "Nele Näidis")
    after = len(seen)
    # Those that were under way when it ended, and a few more.
    while len(seen) < after + 40:
        stop.wait(0.02)
    stop.set()
    for thread in threads:
        thread.join()
    assert {status for status, _, _ in seen} == {200, 303}
    assert all(whole and named for status, named, whole in seen if status == 200)
    assert not any(named for status, named, _ in seen if status == 303)
    assert all(status == 303 for status, _, _ in seen[-30:])


def test_the_operator_restores_an_access_with_the_secretariats_consent(visit, own_house):
    """The code opens nothing before; where nobody of the secretariat can come in, the command says so and goes on."""
    anna = visit(own_house)
    come_in(anna, own_house.invitation("first"))
    said = own_house.run("person", "restore", "a.berg@example.org", "--at", own_house.address)
    assert "Nobody of the secretariat can sign in any more" in said
    sanna = sample(visit(own_house), "Sanna Prov").page
    said = own_house.run("person", "restore", "a.berg@example.org", "--at", own_house.address)
    assert "It opens nothing before somebody of the secretariat has consented" in said
    visitor = visit(own_house)
    visitor.page.goto(said.split()[0])
    assert "Somebody else has to consent first" in visitor.page.locator("main").inner_text()
    sanna.goto("/members/consents")
    assert "The operator at the machine asked" in sanna.locator("main").inner_text()
    sanna.get_by_role("button", name=re.compile("^Consent ?: Anna Berg")).click()
    visitor.page.goto(said.split()[0])
    visitor.page.get_by_label("New password").fill("eight brown bears")
    visitor.page.get_by_label("The same password again").fill("eight brown bears")
    visitor.page.get_by_role("button", name="Keep the new password").click()
    other = visit(own_house)
    other.goto("/sign-in")
    sign_in(other, password=PASSWORD)
    assert "do not belong together" in other.page.locator("main").inner_text()
    sign_in(other, password="eight brown bears")
    assert other.page.url == own_house.address + "/desk"


def test_a_key_for_a_program_and_an_address_for_a_calendar(visit, own_house):
    """Each is shown once and works outside a browser; the end of the access ends both."""
    bruno = sample(visit(own_house), "Bruno Beispiel")
    page = bruno.page
    page.goto("/account/tokens")
    page.get_by_label("What it is for").fill("Almanac")
    page.get_by_label("what you may see as a member").check()
    page.get_by_role("button", name="Make the key").click()
    key = page.locator("p.code").first.inner_text()
    assert own_house.get("/api/v1", Authorization=f"Bearer {key}").status == 200
    assert own_house.get("/api/v1", Authorization=f"Bearer {key}0").status == 401
    page.goto("/account/feeds")
    page.get_by_role("button", name="Make the address").click()
    addresses = [it.removeprefix(own_house.address) for it in page.locator("dd code").all_inner_texts()]
    assert [own_house.get(it).status for it in addresses] == [200, 200]
    assert "BEGIN:VEVENT" in own_house.get(addresses[0]).text
    own_house.run("person", "end", "Bruno Beispiel")
    assert own_house.get("/api/v1", Authorization=f"Bearer {key}").status == 401
    assert [own_house.get(it).status for it in addresses] == [404, 404]


def test_the_pages_about_people_have_no_faults(visit, own_house):
    """axe finds nothing in both lights, and nothing has to be scrolled sideways."""
    sanna = sample(visit(own_house), "Sanna Prov")
    page = sanna.page
    sanna.goto("/members/people/bruno-beispiel/invitation")
    page.get_by_role("button", name="Make the code").click()
    theo = sample(visit(own_house), "Theo Muster")
    theo.goto("/members/people/sanna-prov/end")
    theo.page.get_by_role("button", name="Ask for it").click()
    found = {}
    for address in ("/members", "/members/people", "/members/people/theo-muster/end", "/members/consents",
                    "/account/tokens", "/account/feeds", "/account", "/who-may-do-what"):
        sanna.goto(address)
        for width in (320, 360, 1280):
            sanna.resize(width)
            if wide := page.evaluate(looking.WIDE):
                found[f"{address} at {width}"] = wide
        found.update({f"{address}, {k}": v for k, v in accessibility.in_both_lights_at_every_width(sanna).items()})
    stranger = visit(own_house)
    stranger.goto("/sign-in")
    for width in (320, 360, 1280):
        stranger.resize(width)
        if wide := stranger.page.evaluate(looking.WIDE):
            found[f"the door at {width}"] = wide
    found.update(accessibility.in_both_lights_at_every_width(stranger))
    assert found == {}
    assert sanna.complaints == [] and stranger.complaints == []
