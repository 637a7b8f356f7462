"""In which VLANs each port is: untagged in one, tagged in others.

From Q-BRIDGE-MIB (what is configured, else what is in force) and from Cisco's own
tables (CISCO-VLAN-MEMBERSHIP-MIB, CISCO-VTP-MIB).
"""

from collections.abc import Callable, Iterator

from agent.readers.snmp.bits import bits, port_numbers
from agent.readers.snmp.bridge import base_ports
from agent.readers.snmp.interfaces import Interfaces
from agent.readers.snmp.rows import Value, Walk, entries, oid
from agent.readers.snmp.values import number
from agent.readers.snmp.vlans import read_vlans

PORT_VLAN_ENTRY = oid("1.3.6.1.2.1.17.7.1.4.5.1")
_PVID = 1
CURRENT_ENTRY = oid("1.3.6.1.2.1.17.7.1.4.2.1")
_CURRENT_EGRESS, _CURRENT_UNTAGGED = 4, 5
STATIC_ENTRY = oid("1.3.6.1.2.1.17.7.1.4.3.1")
_STATIC_EGRESS, _STATIC_UNTAGGED = 2, 4
MEMBER_ENTRY = oid("1.3.6.1.4.1.9.9.68.1.2.2.1")
_MEMBER_VLAN = 2
TRUNK_ENTRY = oid("1.3.6.1.4.1.9.9.46.1.6.1.1")
_TRUNK_VLANS, _NATIVE, _STATUS, _TRUNKING = (4, 17, 18, 19), 5, 14, 1
_OCTETS_OF_1024 = 128
_LAST_VLAN = 4094
MOST_BITS = 8_000_000
"""Ports in all lists that are looked at: a second or two; no device has so many."""

Resolve = Callable[[int], int | None]
"""From a bridge port to its ifIndex."""


class Membership:
    """``untagged``: the VLAN of a port's untagged frames; ``tagged``: its others.

    Both are by ifIndex.
    """

    def __init__(self) -> None:
        self.untagged: dict[int, int] = {}
        self.tagged: dict[int, list[int]] = {}


def read_membership(walk: Walk) -> Membership:
    """Return the VLANs of all ports in *walk*."""
    found = Membership()
    base, interfaces = base_ports(walk), Interfaces(walk).indexes

    def resolve(number_: int) -> int | None:
        # Lists may be longer than the switch has ports, with junk behind.
        if number_ in base:
            return base[number_]
        return number_ if not base and number_ in interfaces else None

    _standard(walk, found, resolve)
    for (number_,), cells in entries(walk, PORT_VLAN_ENTRY, 1).items():
        vlan, port = _vlan(cells.get(_PVID)), resolve(number_)
        if vlan and port is not None:
            found.untagged[port] = vlan
    _cisco(walk, found)
    return found


def _standard(walk: Walk, found: Membership, resolve: Resolve) -> None:
    looked = 0
    for vlan, egress, untagged in _port_lists(walk):
        plain = set(port_numbers(untagged))
        ports = list(port_numbers(egress))
        looked += len(plain) + len(ports)
        if looked > MOST_BITS:
            return
        for number_ in ports:
            port = resolve(number_)
            if port is None:
                continue
            if number_ in plain:
                found.untagged.setdefault(port, vlan)
            else:
                found.tagged.setdefault(port, []).append(vlan)


def _port_lists(walk: Walk) -> Iterator[tuple[int, Value | None, Value | None]]:
    """Yield each VLAN with its egress and its untagged ports, in order.

    What is configured counts before what is in force, which has VLANs that the switch
    learned from others.
    """
    static = {i: cells for (i,), cells in entries(walk, STATIC_ENTRY, 1).items()}
    current = {index[1]: c for index, c in entries(walk, CURRENT_ENTRY, 2).items()}
    for vlan in sorted(current.keys() | static.keys()):
        if not 1 <= vlan <= _LAST_VLAN:
            continue
        cells, columns = static.get(vlan, {}), (_STATIC_EGRESS, _STATIC_UNTAGGED)
        if _STATIC_EGRESS not in cells:
            cells = current.get(vlan, {})
            columns = (_CURRENT_EGRESS, _CURRENT_UNTAGGED)
        yield vlan, cells.get(columns[0]), cells.get(columns[1])


def _cisco(walk: Walk, found: Membership) -> None:
    for (port,), cells in entries(walk, MEMBER_ENTRY, 1).items():
        vlan = _vlan(cells.get(_MEMBER_VLAN))
        if vlan:
            found.untagged[port] = vlan
    vlans = read_vlans(walk)
    known = set(vlans.ids) if vlans else set()
    for (port,), cells in entries(walk, TRUNK_ENTRY, 1).items():
        if number(cells.get(_STATUS)) != _TRUNKING:
            continue
        native = _vlan(cells.get(_NATIVE))
        if native:
            found.untagged[port] = native
        allowed = [
            vlan
            for part, column in enumerate(_TRUNK_VLANS)
            for vlan in _of_1024(cells.get(column), part * 1024)
        ]
        found.tagged[port] = [v for v in allowed if v in known and v != native]


def _of_1024(value: Value | None, first: int) -> Iterator[int]:
    """Yield the VLANs of one of Cisco's maps: 1024 of them, from *first* on."""
    if isinstance(value, bytes):
        yield from (first + bit for bit in bits(value[:_OCTETS_OF_1024]))


def _vlan(value: Value | None) -> int | None:
    found = number(value)
    return found if found and 1 <= found <= _LAST_VLAN else None
