"""Ways measured in a network of our own, where the truth is known.

A real agent with a line's settings, a real collector that it reports to, and far hosts
with known delay, jitter, loss and outages; what counts is what the collector stored.
"""

import json
import subprocess
import sys
import time

import pytest

from collector.store.opening import open_store
from tests.support.netlab import SERVER, cable
from tests.support.processes import Program, wait_for
from tests.support.rig import ROOT, AgentRig, CollectorRig

pytestmark = pytest.mark.system

SECONDS = 46
LINE_BITS = 10e6
PLAN = {
    "10.203.1.1": {"delay": 0.040},
    "10.203.1.2": {"delay": 0.040, "jitter": 0.005},
    "10.203.1.3": {"delay": 0.005, "loss": 0.1},
    "10.203.1.4": {"delay": 0.080, "outages": [[12, 24]]},
    "10.203.1.5": {"delay": 0.080, "outages": [[20, 26.5]]},
    "10.203.1.6": {"delay": 0.001, "loss": 0.001},
}
SETTINGS = """report_interval_s = 5
[probes.path]
interval_s = 5
[[lines]]
id = "main"
interval_s = 0.5
domestic = ["10.203.1.1", "10.203.1.2", "10.203.1.3", "10.203.1.6"]
international = ["10.203.1.4", "10.203.1.5"]
"""


def ip(lan, side, *words):
    """Run ip in one namespace."""
    subprocess.run(["ip", "-n", getattr(lan, side), *words], check=True)


def inside(lan, side, *words):
    """Return what a program in one namespace prints."""
    command = lan.inside(getattr(lan, side), list(words))
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Return what was stored after the run, the truth, and the octets of the probes."""
    folder = tmp_path_factory.mktemp("path")
    (folder / "plan.json").write_text(json.dumps(PLAN))
    with cable() as lan:
        far = Program(
            lan.inside(
                lan.server,
                [
                    *(sys.executable, "-m", "tests.support.far_host"),
                    *(str(folder / "plan.json"), str(folder / "truth.json")),
                ],
            ),
            folder / "far.log",
            cwd=ROOT,
        )
        wait_for(
            lambda: "far" in inside(lan, "server", "ip", "-brief", "link"), within_s=20
        )
        ip(lan, "server", "address", "add", "10.203.2.1/32", "dev", "far")
        ip(lan, "server", "link", "set", "far", "up")
        ip(lan, "server", "route", "add", "10.203.1.0/24", "dev", "far")
        inside(lan, "server", "sysctl", "-qw", "net.ipv4.ip_forward=1")
        inside(lan, "client", "sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647")
        ip(lan, "client", "route", "add", "default", "via", SERVER)
        count = (
            "add table inet probes; add chain inet probes o "
            "{ type filter hook output priority 0; }; add chain inet probes i "
            "{ type filter hook input priority 0; }; "
            "add rule inet probes o ip protocol icmp counter; "
            "add rule inet probes i ip protocol icmp counter"
        )
        inside(lan, "client", "nft", count)
        collector = CollectorRig(
            folder / "c", host=SERVER, prefix=lan.inside(lan.server, [])
        )
        collector.start()
        agent = AgentRig(
            folder / "a", settings=SETTINGS, prefix=lan.inside(lan.client, [])
        )
        try:
            agent.enrol(collector.token())
            agent.start()
            time.sleep(SECONDS)
            assert agent.program.stop() == 0, agent.output()
            octets = sum(
                int(line.split("bytes")[1].split()[0])
                for line in inside(lan, "client", "nft", "list", "ruleset").splitlines()
                if "counter packets" in line
            )
            collector.stop()
            far.stop()
            reports = [report for _row, report in collector.stored()]
        finally:
            agent.kill()
            collector.kill()
            far.kill()
    truth = json.loads((folder / "truth.json").read_text())
    return Seen(collector, reports, truth, octets)


class Seen:
    """What the collector has, and what was true."""

    def __init__(self, collector, reports, truth, octets):
        self.truth, self.octets = truth, octets
        self.tables = tables(collector, reports)
        self.reports = reports

    def values(self, name, target, statistic=None):
        """Return the values of a series in the order of their reports."""
        found = []
        for report in self.reports:
            for reading in report.readings:
                table = self.tables[reading.table]
                for value, (index, labels) in zip(
                    reading.values, table.series, strict=True
                ):
                    right = table.metrics[index].name == f"hatang_path_{name}"
                    if not right or labels[0] != target or value is None:
                        continue
                    if statistic is None or labels[-1] == statistic:
                        found.append(value)
        return found

    def events(self, kind, target):
        """Return when something happened to a target, after the far hosts' start."""
        return [
            report.time + event.offset_s - self.truth["began"]
            for report in self.reports
            for event in report.events
            if event.kind == kind and event.attributes["target"] == target
        ]


def tables(collector, reports):
    """Return the tables that the stored reports name, by id."""
    ids = {reading.table for report in reports for reading in report.readings}
    store = open_store(f"sqlite:///{collector.data / 'hatang.db'}")
    try:
        return store.tables(ids)
    finally:
        store.close()


def near(value, true):
    """Whether a round-trip time is right: within 1 ms and 2 %."""
    return abs(value - true) <= 0.001 + 0.02 * true


@pytest.mark.parametrize("number", [1, 4, 6])
def test_round_trip_times_are_right(seen, number):
    """Within 1 ms + 2 %, whatever the distance."""
    address = f"10.203.1.{number}"
    medians = seen.values("rtt_seconds", address, "median")
    assert len(medians) >= 5
    middle = sorted(medians)[len(medians) // 2]
    assert near(middle, PLAN[address]["delay"]), medians


def test_jitter_is_right(seen):
    """Two uniform delays differ by a third of their range in the mean."""
    values = seen.values("jitter_seconds", "10.203.1.2")
    mean = sum(values) / len(values)
    assert abs(mean - 0.010 / 3) < 0.001, values
    assert max(seen.values("jitter_seconds", "10.203.1.1")) < 0.005


def test_loss_is_what_was_lost(seen):
    """No more than the far host left unanswered, and less only by the last seconds."""
    received, answered = seen.truth["counts"]["10.203.1.3"]
    probes = seen.values("probes_total", "10.203.1.3")[-1]
    lost = seen.values("probes_lost_total", "10.203.1.3")[-1]
    assert 0 <= received - probes <= 14  # of the time after the last reading
    assert 0 <= received - answered - lost <= 5
    least, most = binomial(int(probes), PLAN["10.203.1.3"]["loss"])
    assert least <= lost <= most
    assert seen.values("probes_lost_total", "10.203.1.1")[-1] == 0


def binomial(count, share, beyond=0.0005):
    """Return between which numbers of *count* lie all but *beyond* at each end."""
    chance = (1 - share) ** count
    total, least, number = chance, 0, 0
    while total < 1 - beyond:
        if total < beyond:
            least = number + 1
        chance *= (count - number) / (number + 1) * share / (1 - share)
        number += 1
        total += chance
    return least, number


@pytest.mark.parametrize("number", [4, 5])
def test_outages_are_found_with_their_times(seen, number):
    """Beginning and end within two seconds; the counters say the same."""
    address = f"10.203.1.{number}"
    ((begin, end),) = PLAN[address]["outages"]
    (lost,) = seen.events("path_lost", address)
    (restored,) = seen.events("path_restored", address)
    assert abs(lost - begin) < 2
    assert abs(restored - end) < 2
    assert seen.values("outages_total", address)[-1] == 1
    assert abs(seen.values("outage_seconds_total", address)[-1] - (end - begin)) < 2
    if end - begin > 10:  # a reading came while it was known
        assert 0 in seen.values("up", address)
    assert seen.values("up", address)[-1] == 1


def test_nothing_else_was_out(seen):
    """Neither loss nor the outage of a neighbour is one."""
    for number in (1, 2, 3, 6):
        address = f"10.203.1.{number}"
        assert seen.events("path_lost", address) == []
        assert seen.values("outages_total", address)[-1] == 0
    assert seen.events("path_lost", SERVER) == []  # the gateway
    assert seen.values("watched_seconds_total", "10.203.1.1")[-1] > SECONDS - 12


def test_the_watching_itself_is_no_load(seen):
    """All probes and answers are under 0.5 % of a line of 10 Mbit/s, twice a second."""
    share = seen.octets * 8 / SECONDS / LINE_BITS
    assert 0 < share < 0.005
