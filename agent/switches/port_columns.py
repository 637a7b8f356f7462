"""Which columns of the interface tables a poll asks for, and what they say by port."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from agent.readers.snmp.rows import Oid, Walk, oid
from agent.readers.snmp.values import number
from agent.switches.counters import OCTETS, PACKETS, RARE, Count

IF_ENTRY = oid("1.3.6.1.2.1.2.2.1")
IFX_ENTRY = oid("1.3.6.1.2.1.31.1.1.1")
ETHER_ENTRY = oid("1.3.6.1.2.1.10.7.2.1")
ADMIN, OPER, LAST_CHANGE, SPEED = ((*IF_ENTRY, arc) for arc in (7, 8, 9, 5))
HIGH_SPEED, DISCONTINUITY = ((*IFX_ENTRY, arc) for arc in (15, 19))
STATES = (ADMIN, OPER, LAST_CHANGE, HIGH_SPEED, DISCONTINUITY)
DUPLEX = (*ETHER_ENTRY, 19)
CATALOGUE = tuple(
    (*entry, arc)
    for entry, arc in (
        (IF_ENTRY, 2),  # ifDescr
        (IF_ENTRY, 3),  # ifType
        (IFX_ENTRY, 1),  # ifName
        (IFX_ENTRY, 17),  # ifConnectorPresent
        (IFX_ENTRY, 18),  # ifAlias
    )
)
"""What tells ports apart and what they are; seldom changes."""

Cells = Mapping[Oid, Mapping[int, int]]
"""Numbers by column and ifIndex."""


class Counted(NamedTuple):
    """A counter of a port: its 64-bit column, and the 32-bit one."""

    name: str
    kind: int
    wide: Oid | None
    narrow: Oid


def _both(name: str, kind: int, wide: int, narrow: Oid) -> Counted:
    return Counted(name, kind, (*IFX_ENTRY, wide), narrow)


COUNTED = (
    _both("receive_bytes", OCTETS, 6, (*IF_ENTRY, 10)),
    _both("transmit_bytes", OCTETS, 10, (*IF_ENTRY, 16)),
    _both("receive_unicast_packets", PACKETS, 7, (*IF_ENTRY, 11)),
    _both("transmit_unicast_packets", PACKETS, 11, (*IF_ENTRY, 17)),
    _both("receive_multicast_packets", PACKETS, 8, (*IFX_ENTRY, 2)),
    _both("transmit_multicast_packets", PACKETS, 12, (*IFX_ENTRY, 4)),
    _both("receive_broadcast_packets", PACKETS, 9, (*IFX_ENTRY, 3)),
    _both("transmit_broadcast_packets", PACKETS, 13, (*IFX_ENTRY, 5)),
    Counted("receive_errors", RARE, None, (*IF_ENTRY, 14)),
    Counted("transmit_errors", RARE, None, (*IF_ENTRY, 20)),
    Counted("receive_discards", RARE, None, (*IF_ENTRY, 13)),
    Counted("transmit_discards", RARE, None, (*IF_ENTRY, 19)),
)
ETHER_COUNTED = (
    Counted("fcs_errors", RARE, None, (*ETHER_ENTRY, 3)),
    Counted("alignment_errors", RARE, None, (*ETHER_ENTRY, 2)),
    Counted("late_collisions", RARE, None, (*ETHER_ENTRY, 8)),
    Counted("symbol_errors", RARE, None, (*ETHER_ENTRY, 18)),
)


def everything() -> tuple[Oid, ...]:
    """Return all columns: what a device is asked for until it is known what it has."""
    wide = (counted.wide for counted in COUNTED if counted.wide)
    narrow = (counted.narrow for counted in COUNTED)
    return (*STATES, SPEED, *wide, *narrow)


def cells(walk: Walk) -> dict[Oid, dict[int, int]]:
    """Return the numbers in *walk* by column and ifIndex."""
    found: dict[Oid, dict[int, int]] = {}
    for name, value in walk.items():
        told = number(value)
        if told is not None and name:
            found.setdefault(name[:-1], {})[name[-1]] = told
    return found


def enough(
    told: Cells, ports: Collection[int], narrow: Iterable[int]
) -> tuple[Oid, ...]:
    """Return the columns that give all that *told* gave of *ports*, and no more.

    *narrow* are the ports that count octets in 32 bits. The 32-bit column beside a
    64-bit one is asked for where a port lacks that, or where it stands at zero though
    there is a link: then it may be stuck.
    """
    stuck = set(narrow)
    wanted = [column for column in STATES if told.get(column)]
    fast = told.get(HIGH_SPEED, {})
    if told.get(SPEED) and any(not fast.get(port) for port in ports):
        wanted.append(SPEED)
    for counted in COUNTED:
        wide = told.get(counted.wide, {}) if counted.wide else {}
        slim = told.get(counted.narrow, {})
        if wide and counted.wide:
            wanted.append(counted.wide)
        lacking = {port for port in ports if port in slim and port not in wide}
        idle = counted.kind == OCTETS and any(
            port in stuck or (wide.get(port) == 0 and told.get(OPER, {}).get(port) == 1)
            for port in ports
        )
        if lacking or (idle and slim):
            wanted.append(counted.narrow)
    return tuple(wanted)


def count(told: Cells, counted: Counted, port: int) -> Count:
    """Return one counter of *port* (an ifIndex) as it was told."""
    wide = told.get(counted.wide, {}).get(port) if counted.wide else None
    return Count(wide, told.get(counted.narrow, {}).get(port))
