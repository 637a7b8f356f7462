"""Forwarding tables, made ready for comparing: which addresses each port leads to."""

from collections import defaultdict

from agent.shared.survey import Survey
from collector.topology.identities import Identities
from collector.topology.macs import is_shared, is_station
from collector.topology.shapes import End

_INSIDE = frozenset({24, 135, 136, 209})  # loopback, VLANs, the bridge itself


class Table:
    """The forwarding table of one device.

    ``ports``: the addresses behind each port, the members of a link aggregation under
    the aggregate's ifIndex; ``where`` is the way round; ``vlan`` of an address where
    told. ``bundle`` gives the aggregate of its members.
    """

    def __init__(self, survey: Survey) -> None:
        self.bundle = bundles(survey)
        units = _units(survey)
        inside = {port.index for port in survey.ports if port.type in _INSIDE}
        self.where: dict[str, int] = {}
        self.vlan: dict[str, int] = {}
        for station in survey.stations:
            mac, port = station.mac, station.port
            if port is None or station.own or not is_station(mac) or is_shared(mac):
                continue
            port = units.get(port, port)
            port = self.bundle.get(port, port)
            if port in inside:
                continue
            known = self.where.get(mac)
            if known is None or port < known:
                self.where[mac] = port
            if station.vlan is not None:
                # One machine may speak in several VLANs; the lowest is remembered.
                known_vlan = self.vlan.get(mac, station.vlan)
                self.vlan[mac] = min(known_vlan, station.vlan)
        self.ports: dict[int, set[str]] = defaultdict(set)
        for mac, port in self.where.items():
            self.ports[port].add(mac)

    def behind(self, port: int | None) -> set[str]:
        """Return the addresses behind *port*; none for a port that is not known."""
        return self.ports.get(port, set()) if port is not None else set()


def _units(survey: Survey) -> dict[int, int]:
    """Return the port of each unit of one (``ge-0/0/1.0``), where tables name those."""
    physical = {port.name: port.index for port in survey.ports if port.physical}
    return {
        port.index: physical[base]
        for port in survey.ports
        if not port.physical
        for base, dot, number in [port.name.rpartition(".")]
        if dot and number.isdecimal() and base in physical
    }


def bundles(survey: Survey) -> dict[int, int]:
    """Return the aggregate of each port that is a member of one."""
    return {
        port.index: port.aggregate
        for port in survey.ports
        if port.aggregate and port.aggregate != port.index
    }


class Tables:
    """The tables of all devices that have one.

    ``seen[a][b]`` is the port of *a* behind which addresses of the device *b* itself
    are seen; ``entries`` are all (device, port) where an address of nobody known, or of
    a device, stands in a table.
    """

    def __init__(self, identities: Identities) -> None:
        self.bundles = {d: bundles(s.survey) for d, s in identities.devices.items()}
        self._virtual = {
            d: {p.index for p in s.survey.ports if not p.physical}
            for d, s in identities.devices.items()
        }
        self.of: dict[str, Table] = {}
        for device, seen in identities.devices.items():
            table = Table(seen.survey)
            for mac in [m for m in table.where if identities.owner.get(m) == device]:
                table.ports[table.where.pop(mac)].discard(mac)
            if table.where:
                self.of[device] = table
        self.seen = {
            device: _devices(table, identities) for device, table in self.of.items()
        }
        self.entries: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for device, table in self.of.items():
            for mac, port in table.where.items():
                self.entries[mac].append((device, port))

    def logical(self, end: End) -> End:
        """Return *end* as tables name it: the aggregate for a member."""
        port = self.bundles.get(end.device, {}).get(end.port)
        return end if port is None else End(end.device, port)

    def learn_bundle(self, end: End, other: str) -> None:
        """Take *end*, where *other* is known to be, for a member of the aggregate.

        Some devices do not tell the members of an aggregate; their tables then have a
        neighbour at another port than it is announced at, one that is not physical.
        """
        port = self.seen.get(end.device, {}).get(other)
        if port in self._virtual.get(end.device, ()) and port is not None:
            self.bundles[end.device].setdefault(end.port, port)


def _devices(table: Table, identities: Identities) -> dict[str, int]:
    votes: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for mac in table.where.keys() & identities.owner.keys():
        votes[identities.owner[mac]][table.where[mac]] += 1
    return {
        device: min(ports, key=lambda port: (-ports[port], port))
        for device, ports in votes.items()
    }
