"""The install script and the units, in a booted Debian without the Internet.

The tests stand in the order of a life: install, install again, enrol, break, reboot, remove.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.nspawn import container
from tests.support.processes import need, wait_for

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
SCRIPTS = sorted((ROOT / "deploy").rglob("*.sh"))
MOST_EXPOSED = {"hatang-collector": 2.0, "hatang-agent": 3.0, "hatang-backup": 2.0}
COLLECTOR = "/opt/deploy/install.sh collector --from /opt/pkg/{} --find-links /opt/pkg"
AGENT = "/opt/deploy/install.sh agent --from /opt/pkg/{} --find-links /opt/pkg"
ASK = """
import base64, pathlib, urllib.request
word = pathlib.Path("/var/lib/hatang/admin-password").read_text().strip()
login = base64.b64encode(f"admin:{word}".encode()).decode()
request = urllib.request.Request(
    "http://127.0.0.1:9848{}", headers={"Authorization": f"Basic {login}"}
)
print(urllib.request.urlopen(request, timeout=5).read().decode())
"""
TOKEN = (
    "runuser -u hatang -- hatang-collector token create --uses 1 --days 1"
    " --data-directory /var/lib/hatang --url https://127.0.0.1:9847 > /root/token"
)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_units_are_hardened(path):
    """By systemd's own measure: 0 is nothing exposed, 10 is everything."""
    told = subprocess.run(
        [need("systemd-analyze"), "security", "--offline=true", str(path)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    score = float(re.search(r"exposure level for \S+: ([\d.]+)", told)[1])
    assert score <= MOST_EXPOSED[path.stem], told


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_shellcheck_finds_nothing(path):
    """In any script of deploy/."""
    done = subprocess.run(
        [need("shellcheck"), str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Return a folder with our wheel and all that it needs."""
    folder = tmp_path_factory.mktemp("pkg")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheel = [*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(wheel, check=True, capture_output=True)
    (own,) = folder.glob("hatang-*.whl")
    more = ["--constraint", str(ROOT / "constraints.txt")]
    wanted = f"{own}[collector,agent,switch]"
    download = [*pip, "download", "--dest", str(folder), *more, wanted]
    done = subprocess.run(download, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return own


@pytest.fixture(scope="module")
def debian(package, tmp_path_factory):
    """Return a booted Debian that sees the package and the scripts."""
    binds = {package.parent: "/opt/pkg", ROOT / "deploy": "/opt/deploy"}
    with container(tmp_path_factory.mktemp("debian"), binds) as made:
        made.package = package.name
        yield made


def ask(debian, path):
    """Return what the collector answers on loopback, or nothing."""
    return debian.run("python3", "-c", ASK.replace("{}", path), check=False).stdout


def main_pid(debian, unit):
    """Return the process of a unit."""
    return debian.shell(f"systemctl show -p MainPID --value {unit}").strip()


def test_what_cannot_work_is_said(debian):
    """Before anything is changed."""
    for words, text in (
        ("", "usage:"),
        ("collector --from /nowhere", "/nowhere is not there"),
        ("collector --colour", "unknown option --colour"),
        ("collector --find-links /nowhere", "is no folder"),
    ):
        done = debian.run("bash", "-c", f"/opt/deploy/install.sh {words}", check=False)
        assert done.returncode != 0
        assert text in done.stderr
    assert debian.run("test", "-e", "/opt/hatang", check=False).returncode != 0


def test_the_collector_is_installed_and_answers(debian):
    """From a folder of wheels; its files belong to a user of their own."""
    told = debian.shell(COLLECTOR.format(debian.package))
    assert "started hatang-collector.service" in told
    wait_for(lambda: ask(debian, "/-/ready"), within_s=60, name="the collector")
    owner = debian.shell("stat -c '%U %a' /var/lib/hatang /var/lib/hatang/hatang.db")
    assert owner.split("\n")[:2] == ["hatang 700", "hatang 600"]
    word = debian.shell("cat /var/lib/hatang/admin-password").strip().splitlines()[-1]
    assert word not in debian.shell("journalctl -u hatang-collector --no-pager")
    user = debian.shell(f"stat -c %U /proc/{main_pid(debian, 'hatang-collector')}")
    assert user.strip() == "hatang"


def test_a_second_run_changes_nothing(debian):
    """Not even the process."""
    before = main_pid(debian, "hatang-collector")
    files = (
        "find /opt/hatang /etc/hatang /etc/systemd/system -type f -printf '%p %T@\\n'"
    )
    sums = debian.shell(files)
    assert "Nothing to change." in debian.shell(COLLECTOR.format(debian.package))
    assert main_pid(debian, "hatang-collector") == before
    assert debian.shell(files) == sums


def test_an_agent_enrols_by_a_file_and_reports(debian):
    """The token is gone afterwards, and never stood in a list of processes."""
    debian.shell(TOKEN)
    command = AGENT.format(debian.package)
    told = debian.shell(f"{command} --token-file /root/token --room P.101")
    assert "enrolled" in told
    assert debian.run("test", "-e", "/root/token", check=False).returncode == 1

    def fresh():
        found = json.loads(ask(debian, "/api/v1/machines") or "{}").get("machines", [])
        return [one for one in found if one["state"] == "fresh"]

    (machine,) = wait_for(fresh, within_s=90, name="its first report")
    assert machine["room"] == "P.101"
    assert "Nothing to change." in debian.shell(command)
    status = debian.shell(f"cat /proc/{main_pid(debian, 'hatang-agent')}/status")
    assert re.search(r"NoNewPrivs:\s1", status)
    assert not re.search(r"Uid:\s0\b", status)


def test_what_the_units_forbid_takes_no_facts_away(debian):
    """The agent says the same as one that runs as root without any fence."""
    once = "/opt/hatang/venv/bin/hatang-agent once"
    root = json.loads(debian.run("sh", "-c", once).stdout)
    properties = debian.shell(
        "systemctl show hatang-agent -p CapabilityBoundingSet --value"
    )
    assert "cap_dac_read_search" in properties
    fenced = debian.shell(
        "sed -e 's/^Type=simple/Type=oneshot/' -e 's/^Restart.*//'"
        f" -e 's,^ExecStart=.*,ExecStart={once}\\nStandardOutput=file:/root/once.json,'"
        " -e 's,^StateDirectory=.*,StateDirectory=once,'"
        " /etc/systemd/system/hatang-agent.service > /run/systemd/system/once.service;"
        " systemctl daemon-reload; systemctl start once.service; cat /root/once.json;"
        " rm -r /var/lib/once"
    )
    told = set(_paths(root))
    assert len(told) > 50
    assert told == set(_paths(json.loads(fenced)))


def _paths(found, above=(), depth=4):
    """Yield the names of everything that an agent said, down to attributes."""
    if isinstance(found, dict) and depth:
        for name, inner in found.items():
            yield from _paths(inner, (*above, name), depth - 1)
    elif isinstance(found, list) and depth:
        for inner in found:
            yield from _paths(inner, above, depth - 1)
    else:
        yield above


def test_a_program_that_dies_comes_back(debian):
    """And ends cleanly when it is asked to."""
    before = main_pid(debian, "hatang-collector")
    debian.shell(f"kill -9 {before}")
    wait_for(
        lambda: main_pid(debian, "hatang-collector") not in {"0", before},
        within_s=30,
        name="another process",
    )
    wait_for(lambda: ask(debian, "/-/ready"), within_s=60, name="the collector")
    debian.shell("systemctl stop hatang-agent hatang-collector")
    for unit in ("hatang-agent", "hatang-collector"):
        result = debian.shell(f"systemctl show -p Result --value {unit}").strip()
        assert result == "success"
    debian.shell("systemctl start hatang-collector hatang-agent")
    wait_for(lambda: ask(debian, "/-/ready"), within_s=60, name="the collector")


def test_the_store_is_copied_at_night(debian):
    """By the unit that the timer starts; a week's copies take turns."""
    timers = debian.shell("systemctl list-timers --no-legend hatang-backup.timer")
    assert "hatang-backup.service" in timers
    for _ in range(2):
        debian.shell("systemctl start hatang-backup.service")
    found = debian.shell("stat -c '%U %a %n' /var/backups/hatang/*").splitlines()
    assert len(found) == 1
    assert re.fullmatch(r"hatang 600 /var/backups/hatang/hatang-[1-7]\.db", found[0])


def test_a_reboot_keeps_everything(debian):
    """Both start by themselves."""
    debian.stop()
    debian.boot()
    wait_for(lambda: ask(debian, "/-/ready"), within_s=90, name="the collector")
    machines = json.loads(ask(debian, "/api/v1/machines"))["machines"]
    assert len(machines) == 1
    assert debian.shell("systemctl is-active hatang-agent").strip() == "active"


def test_uninstall_keeps_data_and_purge_leaves_nothing(debian):
    """Of users, units, programs, settings and data."""
    debian.shell("/opt/deploy/uninstall.sh agent")
    assert debian.run("test", "-e", "/opt/hatang/venv").returncode == 0
    assert (
        debian.run("test", "-e", "/var/lib/hatang-agent/identity.json").returncode == 0
    )
    debian.shell("/opt/deploy/uninstall.sh all --purge")
    left = debian.shell(
        "find / -xdev -name '*hatang*' -not -path '/proc/*' -not -path '/sys/*'"
        " -not -path '/opt/pkg*' -not -path '/opt/deploy*' -not -path '/var/log/*'"
        " -not -path '/tmp/*' -not -path '/run/*'; getent passwd | grep hatang || true"
    )
    assert left.strip() == ""
