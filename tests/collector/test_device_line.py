"""What is said of a device in one line."""

import msgspec

from agent.shared.survey import Port
from collector.device_line import line_of
from collector.devices import kept
from tests.support.devices import surveyed
from tests.support.exposition import agent

A = agent(1, site="hn", department="IT")


def test_the_sockets_of_a_device_are_its_ports():
    """VLAN interfaces are none; a device that tells no difference has them all."""
    ports = (
        Port(1, "a", physical=True, link="up"),
        Port(2, "b", physical=True, link="down"),
        Port(3, "Vlan1", link="up"),
    )
    record = surveyed(A.id)
    told = msgspec.structs.replace(record.survey, ports=ports)
    device = kept(None, msgspec.structs.replace(record, survey=told))
    line = line_of(device, "core", {A.id: A})
    assert (line.ports, line.ports_up) == (2, 1)
    assert (line.name, line.site, line.agent_hostname) == ("core", "hn", "pc-1")
    plain = msgspec.structs.replace(told, ports=ports[2:])
    device = kept(None, msgspec.structs.replace(record, survey=plain))
    line = line_of(device, "core", {})
    assert (line.ports, line.ports_up, line.agent_hostname) == (1, 1, "")
