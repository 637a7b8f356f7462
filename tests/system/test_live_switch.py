"""Live switches in network namespaces: a Linux bridge, snmpd, lldpd, iperf3, cables.

Read from the command line, and by an agent that reports to a collector; both programs run
on the agent's machine of that LAN.
"""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from agent.shared.clock import SystemClock
from agent.shared.secret import Secret
from agent.shared.survey import Survey
from agent.shared.switch_settings import DeviceSettings
from agent.sources.snmp.address import Address
from agent.sources.snmp.credential import Community
from agent.sources.snmp.opening import connector
from agent.switches.reading import collect
from agent.switches.survey import survey_of
from collector.device_book import DeviceBook
from collector.registry import Registry
from collector.store.opening import open_store
from collector.topology_keeper import TopologyKeeper
from tests.support.fake_clock import FakeClock
from tests.support.live_switch import AGENT, COMMUNITY, UPLINK, LiveLan, live_lan
from tests.support.processes import wait_for
from tests.support.rig import AgentRig, CollectorRig

pytestmark = pytest.mark.system
ROOT = Path(__file__).parents[2]
MEGABYTES = 40


@pytest.fixture(scope="module")
def lan():
    """Build the LAN once; each PC has said something."""
    with live_lan() as built:
        for name in built.machines:
            built.speak(name)
        yield built


@pytest.fixture(scope="module", autouse=True)
def chain(lan):
    """Run a collector and an agent that watches both switches, from the first test on."""
    with lan.entered(AGENT), contextlib.ExitStack() as ends:
        prefix = lan.inside(AGENT)
        collector = CollectorRig(lan.folder / "chain", prefix=prefix)
        ends.callback(collector.kill)
        collector.start()
        agent = AgentRig(lan.folder / "reader", settings=settings(lan), prefix=prefix)
        ends.callback(agent.kill)
        agent.enrol(collector.token(), own_machine=False)
        agent.start()
        yield collector, agent


def settings(lan: LiveLan) -> str:
    """Return the settings of an agent that reads both switches as often as it may."""
    text = "report_interval_s = 5\n[switches]\ninterval_s = 10\n"
    text += "survey_interval_s = 60\n[[switches.credentials]]\nname = 'lab'\n"
    text += f"community_file = '{secret(lan)}'\n"
    for name, address in lan.addresses.items():
        text += f"[[switches.devices]]\nname = '{name}'\naddress = '{address}'\n"
    return text


def secret(lan: LiveLan) -> Path:
    """Return a file that holds the community."""
    path = lan.folder / "community"
    path.write_text(COMMUNITY, encoding="utf-8")
    path.chmod(0o600)
    return path


def surveyed(lan: LiveLan, switch: str) -> Survey:
    """Return what the agent's own reading finds at *switch*."""
    host = lan.addresses[switch]
    with lan.entered(AGENT):
        connect = connector(Address(host), timeout_s=2.0, retries=2)
        device = connect(Community("lab", Secret(COMMUNITY)))
        with contextlib.closing(device):
            collected = collect(device)
    settings = DeviceSettings(name=switch, address=host)
    return survey_of(collected, settings, address=host, credential="lab")


def octets(lan: LiveLan, switch: str) -> dict[str, tuple[int, int]]:
    """Return the octets received and sent that ``switch read`` prints, by port."""
    ports = asked(lan, "read", lan.addresses[switch])["ports"]
    assert {row["inOctetsBits"] for row in ports} == {64}
    return {row["ifName"]: (row["inOctets"], row["outOctets"]) for row in ports}


def asked(lan: LiveLan, *words: str) -> dict:
    """Return what ``hatang-agent switch`` prints on the agent's machine."""
    command = [sys.executable, "-m", "agent", "switch", *words, "--json"]
    command += ["--community-file", str(secret(lan))]
    done = subprocess.run(
        lan.inside(AGENT, *command),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def where(survey: Survey, mac: str) -> str | None:
    """Return the name of the port at which the device of *survey* has learned *mac*."""
    names = {port.index: port.name for port in survey.ports}
    found = [s.port for s in survey.stations if s.mac == mac and not s.own]
    return names.get(found[0]) if found and found[0] is not None else None


def test_ports_neighbours_and_stations_are_as_cabled(lan):
    """Links, the other switch on the uplink, and each PC at its port."""
    survey = surveyed(lan, "sw-a")
    ports = {port.name: port for port in survey.ports}
    assert ports["p2"].link == ports[UPLINK].link == "up"
    assert ports["p6"].link in {"down", "lower_layer_down"}
    [neighbour] = survey.neighbours
    assert neighbour.name == "sw-b"
    assert neighbour.port == ports[UPLINK].index
    for name, machine in lan.machines.items():
        switch, port = lan.places[name]
        assert where(survey, machine.mac) == (port if switch == "sw-a" else UPLINK)


def test_traffic_is_measured_within_one_percent(lan):
    """Of what iperf3 says it sent, at the port of the sender and at the receiver's."""

    def counted():
        near, far = octets(lan, "sw-a"), octets(lan, "sw-b")
        return near["p2"][0], near[UPLINK][1], far["p3"][1]

    before = counted()
    sent = lan.send("pc1", "pc2", megabytes=MEGABYTES)
    assert sent.bytes >= MEGABYTES * 1_000_000
    lan.counters_settle()
    for begin, end in zip(before, counted(), strict=True):
        assert abs((end - begin) / sent.octets - 1) < 0.01


def test_discovery_finds_both_switches_in_their_range(lan):
    """And not the PCs, which do not answer."""
    found = asked(lan, "discover", "10.204.0.1-30", "--rate", "100")
    assert {p["name"]: p["address"] for p in found["proposals"]} == lan.addresses
    assert found["asked"] == 30


def test_a_neighbour_is_found_where_it_may_be_asked(lan):
    """From one switch to the other by LLDP; outside the ranges it is only named."""
    words = ("discover", lan.addresses["sw-a"], "--neighbours")
    found = asked(lan, *words, "--within", "10.204.0.0/24")
    names = {p["name"]: p["seen_from"] for p in found["proposals"]}
    assert names == {"sw-a": ["sw-b"], "sw-b": ["sw-a"]}
    assert found["asked"] == 2
    alone = asked(lan, *words)
    assert [p["name"] for p in alone["proposals"]] == ["sw-a"]
    [seen] = alone["seen"]
    assert (seen["why"], seen["name"]) == ("outside", "sw-b")
    assert seen["address"] == lan.addresses["sw-b"]


def topology(collector: CollectorRig) -> dict:
    """Return what the collector has drawn."""
    return json.loads(collector.get("/api/v1/topology"))


def stations(drawn: dict) -> dict[str, tuple[str, str]]:
    """Return the switch and the port of each MAC address in a topology."""
    return {s["mac"]: (s["at"]["name"], s["at"]["port"]) for s in drawn["stations"]}


def test_the_collector_draws_what_is_cabled(lan, chain):
    """The link of the uplink, by LLDP, and each PC at its port."""
    collector, agent = chain
    places = {lan.machines[name].mac: place for name, place in lan.places.items()}

    def is_drawn():
        assert agent.program.running, agent.output()
        drawn = topology(collector)
        return len(drawn["links"]) == 1 and places.items() <= stations(drawn).items()

    wait_for(is_drawn, within_s=60, name="the topology")
    [link] = topology(collector)["links"]
    ends = {(link[end]["name"], link[end]["port"]) for end in "ab"}
    assert ends == {("sw-a", UPLINK), ("sw-b", UPLINK)}
    assert "lldp" in {evidence["kind"] for evidence in link["evidence"]}


def received(collector: CollectorRig, switch: str, port: str) -> float:
    """Return the octets that the collector tells Prometheus *port* has received."""
    drawn = topology(collector)
    [device] = {
        link[end]["device"]
        for link in drawn["links"]
        for end in "ab"
        if link[end]["name"] == switch
    }
    page = collector.get(f"/metrics/device/{device}").decode()
    name = "hatang_switch_port_receive_bytes_total{"
    [line] = [
        line
        for line in page.splitlines()
        if line.startswith(name) and f'port="{port}"' in line
    ]
    return float(line.split()[1])


def test_polled_traffic_is_within_one_percent(lan, chain):
    """Of what iperf3 sent, as Prometheus sees it after the next polls."""
    collector, _ = chain
    [begin] = wait_for(
        lambda: [received(collector, "sw-b", "p3")], within_s=60, name="the first poll"
    )
    sent = lan.send("pc2", "pc1", megabytes=MEGABYTES)

    def measured():
        return received(collector, "sw-b", "p3") - begin

    wait_for(lambda: measured() > sent.octets * 0.99, within_s=40, name="a poll")
    assert abs(measured() / sent.octets - 1) < 0.01


def test_a_moved_cable_is_seen(lan):
    """The old port has no link, and the PC stands at the new one."""
    machine = lan.machines["pc3"]
    assert where(surveyed(lan, "sw-a"), machine.mac) == "p4"
    lan.unplug("pc3")
    lan.plug("pc3", "sw-b", "p6")
    lan.speak("pc3")

    def moved():
        far, near = surveyed(lan, "sw-b"), surveyed(lan, "sw-a")
        [old] = [port for port in near.ports if port.name == "p4"]
        seen = (where(far, machine.mac), where(near, machine.mac), old.link)
        return seen[:2] == ("p6", UPLINK) and seen[2] != "up"

    wait_for(moved, within_s=20, name="pc3 at its new port")


def test_a_moved_cable_is_remembered(lan, chain):
    """The finder tells the new port, and where it was before; in time, both stays."""
    collector, agent = chain
    mac = lan.machines["pc4"].mac
    assert stations(topology(collector))[mac] == ("sw-b", "p5")
    lan.unplug("pc4")
    lan.plug("pc4", "sw-a", "p5")
    lan.speak("pc4")
    assert agent.program.stop() == 0
    agent.start()  # it then reads all of each device at once, not in a minute

    def found():
        [one] = json.loads(collector.get(f"/api/v1/where?q={mac}"))["found"]
        return one

    def at():
        lan.speak("pc4")  # tables forget who is silent
        return found()["at"]["name"], found()["at"]["port"]

    wait_for(lambda: at() == ("sw-a", "p5"), within_s=60, name="the new port")
    assert [(one["name"], one["port"]) for one in found()["seen"]] == [("sw-b", "p5")]
    assert collector.stop() == 0
    known = remembered(collector, mac, after_s=300.0)
    assert [place for place, _, _ in known] == [("sw-b", "p5"), ("sw-a", "p5")]
    assert known[0][2] < known[1][1]


def remembered(collector: CollectorRig, mac: str, *, after_s: float) -> list[tuple]:
    """Return each place of *mac*, from when to when, as the keeper writes it down.

    *after_s* seconds pass for it: a new port is sure only after some minutes.
    """
    store = open_store(f"sqlite:///{collector.data / 'hatang.db'}")
    with contextlib.closing(store):
        registry, devices = Registry(store), DeviceBook(store)
        registry.load()
        devices.load()
        clock = FakeClock(now=SystemClock().now())
        keeper = TopologyKeeper(store, clock, devices, registry)
        for _ in range(2):
            keeper.run()
            clock.pass_(after_s)
        names = {record.id: record.key for record in store.devices()}
        found = [
            ((names[one.device], one.port), one.first, one.last)
            for one in store.sightings(mac=mac)
        ]
    return sorted(found, key=lambda row: row[1])
