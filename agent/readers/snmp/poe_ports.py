"""Power over Ethernet by interface: pethPsePortTable numbers ports in its own way."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from agent.readers.snmp import transceivers
from agent.readers.snmp.bridge import BASE_PORT_ENTRY, base_ports, port_resolver
from agent.readers.snmp.interface_types import ETHERNET
from agent.readers.snmp.poe import MAIN_PSE_ENTRY, PSE_PORT_ENTRY, PsePort, read_poe
from agent.readers.snmp.ports import IF_ENTRY, IFX_ENTRY, Port
from agent.readers.snmp.rows import Oid, Walk, entries, oid
from agent.readers.snmp.transceivers import port_parts
from agent.readers.snmp.values import number

POWER_ETHERNET = oid("1.3.6.1.2.1.105")
CISCO_PORT_ENTRY = oid("1.3.6.1.4.1.9.9.402.1.2.1")
_CISCO_ENTITY = 11
_UNIT_AND_PORT = re.compile(r"[A-Za-z-]+ ?(\d{1,2})/(?:0/)?(\d{1,3})", re.ASCII)
_MOST_IN_UNIT = 64
_YES, _DELIVERING = 1, 3
_STATUSES = {
    1: "disabled",
    2: "searching",
    3: "delivering",
    4: "fault",
    5: "test",
    6: "other_fault",
}


class PortPower(NamedTuple):
    """What pethPsePortTable and the vendor's table say of one interface."""

    enabled: bool
    delivering: bool
    status: str
    class_: int | None
    watts: float | None


def read_port_power(
    walk: Walk,
    ports: tuple[Port, ...],
    watts: Mapping[Oid, float],
    bridge_watts: Mapping[Oid, float],
) -> dict[int, PortPower]:
    """Return the power of each port, by ifIndex.

    *watts* are what a vendor's table says, by its index: an ifIndex, or group and port
    as in pethPsePortTable; *bridge_watts* are by the bridge's number of a port.
    """
    found = read_poe(walk)
    rows = {(row.group, row.port): row for row in (found.ports if found else ())}
    resolve = _Resolver(walk, ports)
    power: dict[int, PortPower] = {}
    for key in sorted(rows.keys() | {i[-2:] for i in watts if len(i) == 2}):
        port = resolve(key[0], key[1])
        if port is not None:
            power[port] = _power(rows.get((key[0], key[1])), watts.get(key))
    of_bridge = port_resolver(walk)
    single = [(resolve.single(i[0]), w) for i, w in watts.items() if len(i) == 1]
    single += [(of_bridge(i[0]), w) for i, w in bridge_watts.items() if len(i) == 1]
    for port, told in single:
        if port is not None:
            known = power.get(port) or _power(None, told)
            power[port] = known._replace(watts=told)
    return power


def _power(row: PsePort | None, watts: float | None) -> PortPower:
    if row is None:  # only the vendor speaks of this port
        return PortPower(
            enabled=True, delivering=bool(watts), status="", class_=None, watts=watts
        )
    delivering = row.detection_status == _DELIVERING
    told = row.power_classification
    return PortPower(
        enabled=row.admin_enable == _YES,
        delivering=delivering or (row.detection_status is None and bool(watts)),
        status=_STATUSES.get(row.detection_status or 0, ""),
        # pethPsePortPowerClassifications counts from 1 for class 0
        class_=told - 1 if delivering and told and 1 <= told <= 9 else None,
        watts=watts,
    )


class _Resolver:
    """From a power port to its ifIndex; the standard leaves it to the device."""

    def __init__(self, walk: Walk, ports: tuple[Port, ...]) -> None:
        self._ethernet = {p.if_index for p in ports if p.if_type in ETHERNET}
        self._base = base_ports(walk)
        self._named = _by_name(ports)
        parts = port_parts(walk)
        self._entity = {}
        for index, cells in entries(walk, CISCO_PORT_ENTRY, 2).items():
            part = number(cells.get(_CISCO_ENTITY)) or 0
            if part in parts:
                self._entity[index] = parts[part]

    def __call__(self, group: int, port: int) -> int | None:
        """Return the ifIndex of *port* in *group*.

        By ENTITY-MIB, by a name like ``Gi2/0/5``, else by its number; but numbers that
        count in each unit of a stack would name the first unit's ports.
        """
        if (group, port) in self._entity:
            return self._entity[group, port]
        if (group, port) in self._named:
            return self._named[group, port]
        return self.single(port) if group <= 1 or port > _MOST_IN_UNIT else None

    def single(self, port: int) -> int | None:
        """Return the ifIndex that *port* is, or that of the bridge port."""
        if port in self._ethernet:
            return port
        return self._base.get(port)


def _by_name(ports: tuple[Port, ...]) -> dict[tuple[int, int], int]:
    """Return the ifIndex by unit and port, where one port alone is called so."""
    found: dict[tuple[int, int], set[int]] = {}
    for port in ports:
        match = _UNIT_AND_PORT.fullmatch((port.if_name or "")[:40])
        if match and port.if_type in ETHERNET:
            place = int(match[1]), int(match[2])
            found.setdefault(place, set()).add(port.if_index)
    return {place: min(those) for place, those in found.items() if len(those) == 1}


def columns() -> tuple[Oid, ...]:
    """Return the columns that are read, without those of rules."""
    return (
        *((*PSE_PORT_ENTRY, column) for column in (3, 6, 10)),
        *((*MAIN_PSE_ENTRY, column) for column in (2, 3, 4)),
        *((*IF_ENTRY, column) for column in (2, 3)),
        (*IFX_ENTRY, 1),
        (*BASE_PORT_ENTRY, 2),
        (*CISCO_PORT_ENTRY, _CISCO_ENTITY),
        *transceivers.columns(),
    )
