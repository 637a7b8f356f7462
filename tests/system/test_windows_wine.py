"""The agent on real Windows Python under Wine: its tests, one reading, a whole life.

Wine stands for Windows' calls, registry and WMI as far as it has them. What it lacks
comes from recordings in the agent's tests; what only a real Windows shows is listed in
docs/windows-manual-test.md.
"""

import json
import subprocess

import pytest

from agent.replay.bundle import unpack
from agent.replay.whole import derive
from agent.shared.clock import SystemClock
from agent.shared.fact_kinds import FACT_KINDS
from tests.support import wine
from tests.support.processes import wait_for
from tests.support.rig import CollectorRig

pytestmark = pytest.mark.system

# Why tests of the agent may be left out on Windows; each of them runs on Linux.
LINUX_ONLY = {
    "looks into Linux's /proc",
    "trees of Linux hold symbolic links and names that Windows cannot keep",
    "only Linux is read without a library",
    "there it is Windows",
    "Wine asks from no other address",
    "needs no Windows",
    "needs root to mount a small file system",
    "needs links, pipes or modes, as Linux has them",
    "only root can give files away",
    "Linux' files",
    "Windows knows no groups",
    "Windows has no /dev/zero",
    "only Linux tells an unbound socket of closed ports",
    "other systems are silent",
    "no IPv6 here",
    # Wine has the libraries of a workstation; the extra "switch" is not among them.
    "could not import 'pysnmp': No module named 'pysnmp'",
    "could not import 'pyasn1': No module named 'pyasn1'",
}


@pytest.fixture(scope="module", autouse=True)
def windows():
    """Make Windows ready, and end its background afterwards."""
    wine.prepare()
    yield
    wine.stop()


@pytest.fixture
def collector(tmp_path):
    """Give a running collector."""
    rig = CollectorRig(tmp_path / "c")
    rig.start()
    yield rig
    rig.kill()


@pytest.fixture
def agent(tmp_path):
    """Give an agent on Windows."""
    rig = wine.WindowsAgent(tmp_path / "a", settings="report_interval_s = 5\n")
    yield rig
    rig.kill()


def test_the_agents_own_tests_pass():
    """All of tests/agent, with nothing left out but what is Linux's own."""
    done = subprocess.run(
        [wine.SCRIPT, "test"],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=1800,
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-1000:]
    assert set(wine.reasons(done.stdout)) <= LINUX_ONLY


def test_one_reading_prints_what_windows_says(agent):
    """Every kind of facts comes out, most from WMI, the registry and the kernel."""
    done = agent.command("once", "--json", "--language", "vi")
    assert done.returncode == 0, done.stderr.decode()
    document = json.loads(done.stdout.decode("utf-8"))
    facts = document["facts"]
    assert set(facts) <= set(FACT_KINDS)

    def known(kind):
        return facts[kind][""]["attributes"]

    assert known("operating_system")["name"].startswith("Windows 10")
    assert known("operating_system")["build"].isdecimal()
    assert known("cpu")["model"]
    assert known("cpu")["cores"] >= 1
    assert known("memory")["installed_bytes"] > 1 << 28
    assert known("system")["uuid"]  # out of the SMBIOS table, by the kernel
    assert any(disk["attributes"].get("size_bytes") for disk in facts["disk"].values())
    assert facts["volume"]["C:"]["attributes"]["system"] is True
    assert "no BitLocker" in facts["volume"]["C:"]["unknown"]["encrypted"]
    assert known("updates")["reboot_required"] is False
    assert "pending" in facts["updates"][""]["unknown"]
    names = {sample["name"] for sample in document["metrics"]}
    assert {"hatang_memory_size_bytes", "hatang_cpu_seconds_total"} <= names


def test_a_bundle_of_windows_gives_the_same_facts_here(tmp_path):
    """Support reads on Linux what the Windows PC said."""
    path = tmp_path / "pc.zip"
    done = wine.run("-m", "agent", "bundle", "--out", wine.windows_path(path))
    assert done.returncode == 0, done.stderr.decode()
    bundle = unpack(path)
    derived = derive(bundle, SystemClock())
    assert bundle.manifest.platform == "win32"
    assert set(derived.facts) == set(bundle.facts)
    for kind, items in bundle.facts.items():
        assert derived.facts[kind] == items, kind


def test_vietnamese_can_be_redirected_on_any_code_page():
    """What the code page lacks does not end a command, and files get UTF-8."""
    done = wine.run(
        "-m", "agent", "once", "--help", "--language", "vi", HATANG_WINE_IO="cp1252"
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "đo" in done.stdout.decode("utf-8")


def test_an_agent_enrols_reports_and_stops(collector, agent):
    """Its facts stand in the collector's API, and its last word is that it stops."""
    name = agent.enrol(collector.token())
    for path in (agent.data, agent.data / "identity.json"):
        assert not path.stat().st_mode & 0o007  # to Wine, our group is administrators
    agent.start()
    machine = wait_for(
        lambda: next((m for m in collector.machines() if m.get("facts")), None),
        within_s=60,
        name="the facts arrive",
    )
    assert machine["facts"]["operating_system"][""]["attributes"]["name"]
    wait_for(lambda: acknowledged(collector, name) >= 2, within_s=60)
    assert agent.stop() == 0, agent.output()
    assert "stopped" in agent.output()
    assert agent.command("doctor").returncode == 0
    collector.stop()
    stored = collector.stored()
    assert {row.agent for row, _ in stored} == {name}
    assert stored[-1][1].stopping
    assert not list(agent.data.glob("*.damaged"))


def test_a_kill_loses_neither_identity_nor_reports(collector, agent):
    """What was measured while the collector was away arrives after a kill, in full."""
    name = agent.enrol(collector.token())
    before = agent.identity()
    collector.kill()
    agent.start()
    wait_for(lambda: "runs" in agent.output(), within_s=60, name="the agent runs")
    wait_for((agent.data / "spool.db").exists, within_s=30)
    agent.kill()
    collector.start()
    agent.start()
    wait_for(lambda: acknowledged(collector, name) >= 3, within_s=90)
    assert agent.stop() == 0, agent.output()
    assert agent.identity() == before
    collector.stop()
    by_spool: dict[str, list[int]] = {}
    for row, _ in collector.stored():
        by_spool.setdefault(row.spool, []).append(row.sequence)
    assert len(by_spool) == 1
    (sequences,) = by_spool.values()
    assert sorted(sequences) == list(range(1, len(sequences) + 1))


def acknowledged(collector, name):
    """Return how many reports of the agent the collector has taken."""
    return json.loads(collector.get(f"/api/v1/agents/{name}")).get("reports", 0)
