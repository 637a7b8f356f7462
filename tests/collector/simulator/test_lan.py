"""The topology that is drawn of a simulated LAN is the simulated one."""

import dataclasses
import datetime as dt

from collector.simulator.fleet import make_fleet
from collector.simulator.surveys import surveys_of
from collector.topology.build import topology
from collector.topology.shapes import Host, Inputs, Seen
from tests.support.simulated import NOW, SMALL

TODAY = dt.date(2026, 11, 24)


def drawn(size):
    """Return a fleet and the topology of its LANs."""
    fleet = make_fleet(size, TODAY)
    devices = tuple(
        Seen(device.id, site.name, NOW, survey)
        for site in fleet.sites
        for device, survey in zip(site.devices, surveys_of(site), strict=True)
    )
    hosts = tuple(
        Host(pc.id, pc.name, pc.site, (pc.mac,), (pc.address,), (pc.gateway,), 10**9)
        for pc in fleet.pcs
    )
    return fleet, topology(Inputs(devices, hosts))


def check(size):
    """Every machine hangs where it was hung, and every uplink is the right one."""
    fleet, found = drawn(size)
    where = {one.agent: (one.at.device, one.at.port) for one in found.attachments}
    for device in fleet.devices:
        for port in device.ports:
            if port.pc is not None and port.pc.role != "server":
                at = (device.id, device.index(port.number))
                assert where[port.pc.id] == at, port.pc.name
        if device.kind == "switch":
            up = found.uplinks[device.id]
            assert up.port == device.index(device.uplink), device.key


def test_a_small_lan_is_drawn_as_it_is():
    """Two sites with a few switches each."""
    check(SMALL)


def test_a_tree_of_three_levels_is_drawn_as_it_is():
    """More switches than one can have below itself."""
    check(dataclasses.replace(SMALL, pcs=120, switches=40, sites=1))
