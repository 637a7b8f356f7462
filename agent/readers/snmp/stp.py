"""The spanning tree of a bridge: root, cost, changes and port states (BRIDGE-MIB).

Cisco answers for VLAN 1 without a context, and for each other VLAN inside it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from agent.readers.snmp.addresses import identifier, mac
from agent.readers.snmp.bridge import base_ports
from agent.readers.snmp.rows import Value, Walk, entries, oid
from agent.readers.snmp.values import number, text

STP = oid("1.3.6.1.2.1.17.2")
PORT_ENTRY = (*STP, 15, 1)
CHANGES, ROOT = (*STP, 4), (*STP, 5)
_PRIORITY, _CHANGED, _CHANGES, _ROOT, _COST, _ROOT_PORT = 2, 3, 4, 5, 6, 7
_STATE = 3
_STATES = {
    1: "disabled",
    2: "blocking",
    3: "listening",
    4: "learning",
    5: "forwarding",
    6: "broken",
}
_TICKS_PER_S = 100
_ID_OCTETS, _ID_LONGEST = 8, 40
_ID_TEXT = re.compile(r"(\d{1,5})[/ .-]([0-9A-Fa-f]{2}(?:[:-]?[0-9A-Fa-f]{2}){5})")
_NOBODY = "00:00:00:00:00:00"
_MOST_PRIORITY, _MOST_COUNT = 65_535, (1 << 32) - 1


class BridgeId(NamedTuple):
    """A bridge as others vote for it."""

    priority: int
    mac: str


class Stp(msgspec.Struct, frozen=True):
    """The tree as this bridge sees it; None is what it does not say.

    ``root`` is the MAC of the root bridge, ``root_port`` an ifIndex (None on the root
    itself), ``changed_s`` seconds since the topology last changed.
    """

    root: str | None
    root_priority: int | None
    priority: int | None
    root_cost: int | None
    root_port: int | None
    topology_changes: int | None
    changed_s: float | None


def read_stp(walk: Walk, contexts: Mapping[int, Walk] | None = None) -> Stp | None:
    """Return the spanning tree of *walk*; None where there is none.

    The first view that names a root counts: the device without a context, then its
    VLANs in their order.
    """
    return next(filter(None, map(_read, _views(walk, contexts))), None)


def read_stp_states(
    walk: Walk, contexts: Mapping[int, Walk] | None = None
) -> dict[int, str]:
    """Return the state of each port, by ifIndex.

    A port that is in several trees has the state of the first that knows it.
    """
    found: dict[int, str] = {}
    for view in _views(walk, contexts):
        base = base_ports(view)
        for (port,), cells in entries(view, PORT_ENTRY, 1).items():
            state = _STATES.get(number(cells.get(_STATE)) or 0)
            if state is not None:
                found.setdefault(base.get(port, port), state)
    return found


def bridge_id(value: Value | None) -> BridgeId | None:
    """Return a BridgeId: eight octets, or text such as ``32768/00:1B:…``.

    None for the bridge of nobody, which is there where STP is off.
    """
    if not isinstance(value, bytes):
        return None
    if len(value) == _ID_OCTETS:
        address, priority = mac(value[2:]), int.from_bytes(value[:2], "big")
    else:
        match = _ID_TEXT.fullmatch((text(value) or "")[:_ID_LONGEST])
        address = identifier(match[2].encode(), is_mac=True) if match else None
        priority = int(match[1]) if match else 0
    if address is None or address == _NOBODY or priority > _MOST_PRIORITY:
        return None
    return BridgeId(priority, address)


def _views(walk: Walk, contexts: Mapping[int, Walk] | None) -> Iterator[Walk]:
    yield walk
    for vlan in sorted(contexts or {}):
        yield (contexts or {})[vlan]


def _read(view: Walk) -> Stp | None:
    def scalar(arc: int) -> Value | None:
        return view.get((*STP, arc, 0))

    root = bridge_id(scalar(_ROOT))
    if root is None:
        return None
    port = number(scalar(_ROOT_PORT)) or 0
    changed = _bounded(scalar(_CHANGED), _MOST_COUNT)
    return Stp(
        root=root.mac,
        root_priority=root.priority,
        priority=_bounded(scalar(_PRIORITY), _MOST_PRIORITY),
        root_cost=_bounded(scalar(_COST), _MOST_COUNT),
        root_port=base_ports(view).get(port, port) if port > 0 else None,
        topology_changes=_bounded(scalar(_CHANGES), _MOST_COUNT),
        changed_s=None if changed is None else changed / _TICKS_PER_S,
    )


def _bounded(value: Value | None, most: int) -> int | None:
    found = number(value)
    return found if found is not None and 0 <= found <= most else None
