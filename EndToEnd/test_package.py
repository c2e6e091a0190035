"""The Debian package on a Debian that has never seen it, and the operator's page typed there word by word."""

import hashlib
import os
import re
import shutil
import subprocess

import pytest

import program

pytestmark = pytest.mark.long
BUILT = program.ROOT / "build" / "childcentre"
UNIT = program.ROOT / "packaging" / "childcentre.service"
PAGE = program.ROOT / "docs" / "self-hosting.md"

# Process 1 of a clean root is not systemd, so this does what its units say: the command as it is written, as their user.
SYSTEMCTL = r"""#!/bin/bash
set -eu
unit=${2%.service}; file=/lib/systemd/system/$unit.service; pid=/run/$unit.test-pid
setting() { sed -n "s/^$1=//p" "$file" | head -n 1; }
stop() {
    [ -e "$pid" ] || return 0
    kill "$(cat "$pid")" 2>/dev/null || true
    for _ in $(seq 300); do kill -0 "$(cat "$pid")" 2>/dev/null || break; sleep 0.05; done
    rm "$pid"
}
start() {
    user=$(setting User)
    cd "$(setting WorkingDirectory)"
    # shellcheck disable=SC2046
    setpriv --reuid="$user" --regid="$(setting Group)" --clear-groups --no-new-privs --bounding-set=-all \
        $(setting ExecStart) >>"/var/log/$unit.test-log" 2>&1 &
    echo $! >"$pid"
    for _ in $(seq 200); do grep -qs "stands at" "/var/log/$unit.test-log" && break; sleep 0.05; done
    sleep 0.3
    kill -0 "$(cat "$pid")"
}
if [ "$unit" = nginx ]; then
    if [ -s /run/nginx.pid ]; then exec nginx -s reload; else exec nginx; fi
fi
case "$1" in
    start) start ;;
    stop) stop ;;
    restart) stop; start ;;
esac
"""

# What is looked at after a section of the page, beside what the page itself types.
AFTER = {
    "Install": """
        test "$(stat -c %a:%U:%G /var/lib/childcentre)" = 700:childcentre:childcentre
        test "$(stat -c %a:%U:%G /etc/childcentre/house.conf)" = 640:root:childcentre
        test "$(stat -c %U /proc/$(cat /run/childcentre.test-pid))" = childcentre
        grep -Eq "Confined by Landlock|not available here" /var/log/childcentre.test-log
        test "$(stat -c %a:%U /var/lib/childcentre/house.sqlite)" = 600:childcentre
        ldd /usr/bin/childcentre | grep -v "not found" >/dev/null; ! ldd /usr/bin/childcentre | grep "not found"
    """,
    "The network and the first secretary": """
        # Read to its end: who writes into a pipe that nobody reads fails.
        curl -sf http://localhost:8080/activities | grep '<h1' >/dev/null
    """,
    "The proxy": """
        see() { curl -sfk --resolve house.example.org:443:127.0.0.1 "https://house.example.org$1"; }
        for page in / /activities /activities/1 /states /strategy /calendar.ics /sv /search?q=children; do
            see "$page" >/tmp/page; test "$(stat -c %s /tmp/page)" -gt 1000
        done
        link=$(childcentre-admin person first | sed -n 1p)
        case "$link" in https://house.example.org/welcome\\?code=*) ;; *) echo "no link: $link"; false ;; esac
        see "${link#https://house.example.org}" | grep 'type="password"' >/dev/null
        test "$(curl -s -o /dev/null -w '%{http_code}' -H 'Host: house.example.org' http://127.0.0.1/)" = 301
        test "$(curl -s -o /dev/null -w '%{http_code}' -d a=b -H 'Host: house.example.org' http://127.0.0.1/)" = 403
        for old in tls1 tls1_1; do
            ! openssl s_client -connect 127.0.0.1:443 -servername house.example.org -$old -cipher ALL:@SECLEVEL=0 </dev/null
        done
    """,
    "Backups": """
        test "$(stat -c %a:%U /var/backups/childcentre/before-the-upgrade.backup)" = 600:childcentre
        test -z "$(ls -A /var/backups/childcentre | grep unfinished || true)"
    """,
    "When the house is lost": """
        curl -sf http://localhost:8080/activities/1 >/dev/null
        mv /packages/next/childcentre_*.deb /packages/ && rm /packages/childcentre_*first*.deb
        curl -sf http://localhost:8080/metrics >/dev/null && false || true
    """,
    # Where systemd runs, the package restarts the service itself.
    "Upgrade": """
        dpkg-query -W -f '${Version}' childcentre | grep second >/dev/null
        grep -q '^address = https://house.example.org' /etc/childcentre/house.conf
        systemctl restart childcentre
        curl -sf --retry 5 --retry-connrefused http://localhost:8080/activities/1 >/dev/null
    """,
    "What to watch": """
        childcentre-admin verify --witness /var/backups/childcentre/witness.txt
        systemctl stop childcentre
    """,
}
REMOVED = """
    test ! -e /usr/bin/childcentre && test ! -e /lib/systemd/system/childcentre.service
    test -e /var/lib/childcentre/house.sqlite && test -e /etc/childcentre/house.conf
"""
PURGED = """
    test ! -e /var/lib/childcentre && test ! -e /etc/childcentre
    ! getent passwd childcentre && ! getent group childcentre
    test "$(stat -c %U:%G /var/backups/childcentre/before-the-upgrade.backup)" = root:root
    test -z "$(dpkg-query -W -f '${Status}' childcentre 2>/dev/null)"
    leftovers=$(find / -xdev \\( -path /proc -o -path /packages -o -path /var/backups -o -path /var/log \\
        -o -path /run -o -path /tmp -o -path /etc/nginx -o -path /etc/ssl \\) -prune -o -name '*childcentre*' -print)
    test -z "$leftovers" || { echo "left over: $leftovers"; false; }
"""


def test_the_unit_is_what_systemd_understands_and_keeps_the_program_in(tmp_path):
    """systemd-analyze finds nothing to complain about, and the exposure that it sees is low; the command is as written."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("there is no systemd-analyze here")
    text = UNIT.read_text()
    copy = tmp_path / "childcentre.service"
    copy.write_text(text.replace("ExecStart=/usr/bin/childcentre", f"ExecStart={program.PROGRAM}"))
    checked = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True)
    assert checked.returncode == 0 and str(tmp_path) not in checked.stderr, checked.stderr
    scored = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", copy], capture_output=True, text=True).stdout
    exposure = float(re.search(r"exposure level for \S+: ([0-9.]+)", scored).group(1))
    print(f"systemd-analyze security: {exposure}")
    assert exposure <= 2.0, scored


def blocks():
    """The page's commands by its sections."""
    section, found = "", []
    for line in re.split(r"(?m)^(## .*|```sh\n(?:.*\n)*?```)$", PAGE.read_text()):
        if line.startswith("## "):
            section = line[3:].strip()
        elif line.startswith("```sh"):
            found.append((section, line[6:-3]))
    return found


def walk():
    """The page as one script, with what the test looks at in between."""
    lines = ["set -euo pipefail", "cd /packages", "export DEBIAN_FRONTEND=noninteractive"]
    sections = blocks()
    for index, (section, commands) in enumerate(sections):
        lines += [f"echo '### {section}'", "set -x", commands, "{ set +x; } 2>/dev/null"]
        if index + 1 == len(sections) or sections[index + 1][0] != section:
            lines += [AFTER.get(section, "")]
        if "apt-get remove" in commands:
            lines += [REMOVED]
        if "apt-get purge" in commands:
            lines += [PURGED]
    return "\n".join([*lines, "echo '### done'", ""])


@pytest.fixture(scope="module")
def clean_root(tmp_path_factory):
    """A Debian of its own in a folder, made anew by debootstrap once, and unpacked from then on."""
    reason = next((it for it in [
        None if os.geteuid() == 0 else "making a root needs root's rights",
        *(None if shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin") else f"there is no {name} here"
          for name in ["debootstrap", "unshare", "ip", "dpkg-shlibdeps"]),
        None if BUILT.is_file() else f"there is no {BUILT}; try: make package",
    ] if it), None)
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("debian")
    packages = folder / "packages"
    for version in ("first", "second"):
        subprocess.run(
            ["packaging/build", BUILT, packages / version], cwd=program.ROOT, check=True, capture_output=True,
            env={**os.environ, "VERSION": f"0.0+{version}"})
    # What has to come from Debian comes before the network goes: the page then finds it there.
    first = next((packages / "first").glob("*.deb"))
    fields = subprocess.run(["dpkg-deb", "-f", first, "Depends"], capture_output=True, text=True, check=True).stdout
    wanted = sorted({re.split(r"[ (|]", it.strip())[0] for it in fields.split(",")} | {"curl", "nginx-light", "openssl"})
    kept = program.ROOT / ".build" / f"clean-debian-{hashlib.sha256(' '.join(wanted).encode()).hexdigest()[:12]}.tar"
    root = folder / "root"
    if kept.is_file():
        root.mkdir()
        subprocess.run(["tar", "-xf", kept, "-C", root], check=True)
    else:
        reason = make(root, wanted)
        if reason:
            pytest.skip(reason)
        kept.parent.mkdir(exist_ok=True)
        subprocess.run(["tar", "-cf", kept.with_suffix(".part"), "-C", root, "."], check=True)
        kept.with_suffix(".part").rename(kept)
    write(root / "usr/local/bin/systemctl", SYSTEMCTL)
    (root / "packages/next").mkdir(parents=True)
    shutil.copy(first, root / "packages")
    shutil.copy(next((packages / "second").glob("*.deb")), root / "packages/next")
    yield root
    shutil.rmtree(folder, ignore_errors=True)


def make(root, wanted):
    """Debian as debootstrap makes it, with these packages; gives back why not, where it cannot be made."""
    made = subprocess.run(
        ["debootstrap", "--variant=minbase", "bookworm", root], capture_output=True, text=True, timeout=400)
    if made.returncode:
        return f"debootstrap cannot make a root here: {made.stdout[-300:]}{made.stderr[-300:]}"
    write(root / "usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n")
    # The recommended converters are half a gigabyte; the page says what they are for.
    (root / "etc/apt/apt.conf.d/99test").write_text('APT::Install-Recommends "false";\n')
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    fetched = subprocess.run(
        ["chroot", root, "sh", "-c", "apt-get update -q && apt-get install -yq " + " ".join(wanted) + " && apt-get clean"],
        capture_output=True, text=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}, timeout=400)
    return None if fetched.returncode == 0 else f"Debian's packages cannot be fetched here: {fetched.stderr[-300:]}"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def test_the_operators_page_can_be_followed_literally(clean_root):
    """Install, configure, load, first secretary, proxy, backup, drill, restore, upgrade, watch, remove, purge: each
    command as the page has it, in a network of its own, where ports 80, 443 and 8080 are free."""
    assert {section for section, _ in blocks()} >= set(AFTER)
    (clean_root / "walk").write_text(walk())
    outer = ("ip link set lo up && mount -t proc proc $1/proc && mount -t tmpfs tmpfs $1/run && "
             "mount --bind /dev $1/dev && exec chroot $1 bash /walk")
    environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/root"}
    walked = subprocess.run(
        ["unshare", "--net", "--pid", "--mount", "--fork", "--kill-child", "sh", "-c", outer, "sh", clean_root],
        capture_output=True, text=True, timeout=300, env=environment)
    log = clean_root / "var/log/childcentre.test-log"
    said = log.read_text() if log.is_file() else ""
    assert walked.returncode == 0, f"{walked.stdout[-3000:]}\n{walked.stderr[-3000:]}\n{said[-2000:]}"
    assert "### done" in walked.stdout
    assert walked.stdout.count("ready\n") >= 3
    assert "the house itself stays in /var/lib/childcentre" in walked.stdout
    assert "removing the house in /var/lib/childcentre" in walked.stdout
    assert "the backups in /var/backups/childcentre were kept" in walked.stdout
    assert "dpkg: warning" not in walked.stderr, walked.stderr
