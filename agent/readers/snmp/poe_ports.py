"""Power over Ethernet by interface: pethPsePortTable numbers ports in its own way."""

from collections.abc import Mapping
from typing import NamedTuple

from agent.readers.snmp.bridge import base_ports
from agent.readers.snmp.interface_types import ETHERNET
from agent.readers.snmp.poe import PsePort, read_poe
from agent.readers.snmp.ports import Port
from agent.readers.snmp.rows import Oid, Walk, entries, oid
from agent.readers.snmp.transceivers import port_parts
from agent.readers.snmp.values import number

CISCO_PORT_ENTRY = oid("1.3.6.1.4.1.9.9.402.1.2.1")
_CISCO_ENTITY = 11
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
    walk: Walk, ports: tuple[Port, ...], watts: Mapping[Oid, float]
) -> dict[int, PortPower]:
    """Return the power of each port, by ifIndex.

    *watts* are what a vendor's table says, by its index: an ifIndex, or group and port
    as in pethPsePortTable.
    """
    found = read_poe(walk)
    rows = {(row.group, row.port): row for row in (found.ports if found else ())}
    resolve = _Resolver(walk, ports)
    power: dict[int, PortPower] = {}
    for key in sorted(rows.keys() | {i[-2:] for i in watts if len(i) == 2}):
        port = resolve(key[0], key[1])
        if port is not None:
            power[port] = _power(rows.get((key[0], key[1])), watts.get(key))
    for index, told in watts.items():
        port = resolve.single(index[0]) if len(index) == 1 else None
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
        parts = port_parts(walk)
        self._entity = {}
        for index, cells in entries(walk, CISCO_PORT_ENTRY, 2).items():
            part = number(cells.get(_CISCO_ENTITY)) or 0
            if part in parts:
                self._entity[index] = parts[part]

    def __call__(self, group: int, port: int) -> int | None:
        """Return the ifIndex of *port* in *group*: by ENTITY-MIB, else by number."""
        if (group, port) in self._entity:
            return self._entity[group, port]
        # Numbers that count in each unit of a stack would name the first unit's ports.
        return self.single(port) if group <= 1 or port > _MOST_IN_UNIT else None

    def single(self, port: int) -> int | None:
        """Return the ifIndex that *port* is, or that of the bridge port."""
        if port in self._ethernet:
            return port
        return self._base.get(port)


_MOST_IN_UNIT = 64


def columns() -> tuple[Oid, ...]:
    """Return the columns that are read, beside those of ``poe`` and of the rules."""
    return ((*CISCO_PORT_ENTRY, _CISCO_ENTITY),)
