"""The installer of Windows: its whole life under Wine.

Silent install with a token, service, data at a real collector, restart, upgrade, a bad
version that gives way, uninstall.

Wine knows neither delayed start nor recovery nor UAC nor group policies: docs/windows-install.md
says what is left to look at on a real PC.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import wine
from tests.support.processes import need, wait_for
from tests.support.rig import CollectorRig
from tests.support.wine_pc import wine_pc

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
BUILD = str(ROOT / "deploy/windows/build")
UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\HatangAgent"
SERVICE = r"HKLM\System\CurrentControlSet\Services\HatangAgent"
PROGRAM = "Program Files/Hatang"
DATA = "ProgramData/Hatang"


def pack(folder, version, out):
    """Return the installer of *folder* as *version*."""
    words = ("--from", str(folder), "--version", version, "--out", str(out))
    return Path(build(*words, "--quick"))


def build(*words):
    """Return what ``deploy/windows/build`` prints."""
    done = subprocess.run(
        [BUILD, *words], capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split()[-1]


@pytest.fixture(scope="module")
def folder():
    """Give the agent as one folder, packed by PyInstaller on Windows Python."""
    need("makensis")
    wine.prepare()
    yield Path(build("--folder-only"))
    wine.stop()


@pytest.fixture(scope="module")
def setup(folder, tmp_path_factory):
    """Give the installer of version 1.0.0."""
    out = tmp_path_factory.mktemp("setup") / "setup-1.0.0.exe"
    return pack(folder, "1.0.0", out)


@pytest.fixture(scope="module")
def newer(folder, tmp_path_factory):
    """Give the installer of version 1.1.0: one file more, one file fewer."""
    copy = tmp_path_factory.mktemp("newer") / "hatang-agent"
    shutil.copytree(folder, copy)
    (copy / "new.txt").write_text("new")
    (copy / "_internal/_decimal.pyd").unlink()
    out = copy.parent / "setup-1.1.0.exe"
    return pack(copy, "1.1.0", out)


@pytest.fixture(scope="module")
def broken(folder, tmp_path_factory):
    """Give an installer whose program cannot start."""
    copy = tmp_path_factory.mktemp("broken") / "hatang-agent"
    shutil.copytree(folder, copy)
    (copy / "_internal/python311.dll").unlink()
    out = copy.parent / "setup-1.2.0.exe"
    return pack(copy, "1.2.0", out)


@pytest.fixture(scope="module")
def pc(tmp_path_factory):
    """Give a Windows PC."""
    with wine_pc(tmp_path_factory.mktemp("pc") / "prefix") as found:
        yield found


@pytest.fixture(scope="module")
def clean(pc):
    """Give what lay on the PC before anything was installed."""
    return pc.files()


@pytest.fixture(scope="module")
def collector(tmp_path_factory):
    """Give a running collector."""
    rig = CollectorRig(tmp_path_factory.mktemp("collector"))
    rig.start()
    yield rig
    rig.kill()


def agent(pc, *words):
    """Run the installed agent to its end."""
    return pc.run(pc.drive / PROGRAM / "agent/hatang-agent.exe", *words)


def log(pc):
    """Return what the service has logged."""
    return (pc.drive / DATA / "agent/log/agent.log").read_text(encoding="utf-8")


def identity(pc):
    """Return who the agent is."""
    return json.loads((pc.drive / DATA / "agent/identity.json").read_text())["agent"]


def reports(collector):
    """Return how many reports each agent has brought."""
    return {m["id"]: m.get("last_report") for m in collector.machines()}


def test_a_token_file_that_is_not_there_changes_nothing(pc, clean, setup):
    """Exit code 3, and not one file."""
    done = pc.run(setup, "/S", r"/TOKENFILE=Z:\nowhere\token.txt")
    assert done.returncode == 3
    assert pc.files() == clean


def test_a_silent_install_brings_data_to_a_collector(pc, clean, setup, collector):
    """One command: program, service, enrolment; the token is on disk no more."""
    token = collector.token()
    settings = pc.drive / DATA / "agent.toml"
    settings.parent.mkdir()
    settings.write_text("paths = { enabled = false }\n")
    done = pc.run(setup, "/S", f"/TOKEN={token}", "/ROOM=P. 101/A")
    text = (pc.drive / PROGRAM / "install.log").read_text(encoding="utf-16")
    assert done.returncode == 0, text
    assert token not in text
    machine = wait_for(
        lambda: next((m for m in collector.machines() if m.get("facts")), None),
        within_s=90,
        name="the facts arrive",
    )
    assert machine["room"] == "P. 101/A"
    assert machine["id"] == identity(pc)
    assert not (pc.drive / DATA / "agent/enrolment.json").exists()
    assert agent(pc, "service", "status").returncode == 0
    assert agent(pc, "doctor").returncode == 0
    values = pc.registry(UNINSTALL)
    assert values["DisplayVersion"] == "1.0.0"
    assert int(values["EstimatedSize"], 16) > 10_000  # KB
    values = pc.registry(SERVICE)
    assert values["ImagePath"].endswith('agent\\hatang-agent.exe" service run')
    assert values["Start"] == "0x2"
    assert values["ObjectName"] == "LocalSystem"
    # To Wine our group is administrators: users may not even look.
    assert not (pc.drive / DATA).stat().st_mode & 0o007
    assert not list((pc.drive / "users").rglob("comtypes_cache"))


def test_windows_starts_it_again(pc, collector):
    """The service begins with Windows, without anybody who signs in."""
    before = log(pc).count("runs")
    pc.shut_down()
    pc.boot()
    wait_for(lambda: log(pc).count("runs") > before, within_s=60, name="it runs again")


def test_an_upgrade_keeps_what_is_the_machines_own(pc, newer, collector):
    """Identity, settings and waiting reports stay; no file of the old version does."""
    before, stops = identity(pc), log(pc).count("stopped")
    settings = pc.drive / DATA / "agent.toml"
    with settings.open("a") as file:
        file.write("report_interval_s = 5\n")
    kept = settings.read_text()
    assert pc.run(newer, "/S").returncode == 0
    assert identity(pc) == before
    assert log(pc).count("stopped") == stops + 1  # with a last word, not killed
    assert settings.read_text() == kept
    program = pc.drive / PROGRAM / "agent"
    assert (program / "new.txt").exists()
    assert not (program / "_internal/_decimal.pyd").exists()
    assert not (pc.drive / PROGRAM / "agent.old").exists()
    assert pc.registry(UNINSTALL)["DisplayVersion"] == "1.1.0"
    seen = reports(collector)
    assert len(seen) == 1
    wait_for(lambda: reports(collector) != seen, within_s=60, name="it reports again")


def test_a_version_that_cannot_start_gives_way_to_the_former(pc, broken):
    """Exit code 2; the former program runs as before."""
    assert pc.run(broken, "/S").returncode == 2
    assert (pc.drive / PROGRAM / "agent/new.txt").exists()
    assert pc.registry(UNINSTALL)["DisplayVersion"] == "1.1.0"
    assert agent(pc, "service", "status").returncode == 0


def test_a_bad_token_is_told_and_the_machine_stays_what_it_is(pc, setup):
    """A machine that is enrolled takes no other token; going back a version works."""
    before = identity(pc)
    assert pc.run(setup, "/S", "/TOKEN=nonsense").returncode == 0
    assert identity(pc) == before
    assert pc.registry(UNINSTALL)["DisplayVersion"] == "1.0.0"


def test_an_uninstall_keeps_identity_and_settings_only(pc, clean, collector):
    """Whoever installs again goes on as the same machine."""
    uninstall(pc)
    left = pc.files() - clean
    assert {f"{DATA}/agent.toml", f"{DATA}/agent/identity.json"} <= left
    assert all(name.startswith(DATA) for name in left)
    assert not pc.registry(SERVICE)
    assert not pc.registry(UNINSTALL)


def test_an_uninstall_with_purge_leaves_nothing(pc, clean, setup):
    """Not a file, not a key."""
    assert pc.run(setup, "/S").returncode == 0
    assert agent(pc, "service", "status").returncode == 0
    uninstall(pc, "/PURGE")
    assert pc.files() == clean
    assert not pc.registry(SERVICE)
    assert not pc.registry(UNINSTALL)


def uninstall(pc, *words):
    """Uninstall silently; the program copies itself away first, so its end is looked for."""
    assert pc.run(pc.drive / PROGRAM / "uninstall.exe", "/S", *words).returncode == 0
    gone = pc.drive / PROGRAM
    wait_for(lambda: not gone.exists(), within_s=60, name="the program is gone")
