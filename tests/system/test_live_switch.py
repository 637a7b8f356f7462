"""Live switches in network namespaces: a Linux bridge, snmpd, lldpd, iperf3, cables."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from agent.shared.secret import Secret
from agent.shared.survey import Survey
from agent.shared.switch_settings import DeviceSettings
from agent.sources.snmp.address import Address
from agent.sources.snmp.credential import Community
from agent.sources.snmp.opening import connector
from agent.switches.reading import collect
from agent.switches.survey import survey_of
from tests.support.live_switch import AGENT, COMMUNITY, UPLINK, LiveLan, live_lan
from tests.support.processes import wait_for

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


def octets(lan: LiveLan, switch: str, port: str) -> tuple[int, int]:
    """Return the octets received and sent that ``switch read`` prints for *port*."""
    ports = asked(lan, "read", lan.addresses[switch])["ports"]
    [row] = [row for row in ports if row["ifName"] == port]
    assert row["inOctetsBits"] == row["outOctetsBits"] == 64
    return row["inOctets"], row["outOctets"]


def asked(lan: LiveLan, *words: str) -> dict:
    """Return what ``hatang-agent switch`` prints on the agent's machine."""
    secret = lan.folder / "community"
    secret.write_text(COMMUNITY, encoding="utf-8")
    command = [sys.executable, "-m", "agent", "switch", *words, "--json"]
    command += ["--community-file", str(secret)]
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
    places = (("sw-a", "p2", 0), ("sw-a", UPLINK, 1), ("sw-b", "p3", 1))
    before = [octets(lan, switch, port)[way] for switch, port, way in places]
    sent = lan.send("pc1", "pc2", megabytes=MEGABYTES)
    assert sent.bytes >= MEGABYTES * 1_000_000

    def counted():
        after = [octets(lan, switch, port)[way] for switch, port, way in places]
        return [end - begin for begin, end in zip(before, after, strict=True)]

    # snmpd reads its tables anew each second.
    wait_for(lambda: min(counted()) >= sent.octets, within_s=20, name="counters")
    for measured in counted():
        assert abs(measured / sent.octets - 1) < 0.01


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
