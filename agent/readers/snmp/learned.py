"""The addresses that a switch has learned, each with its VLAN and interface."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from agent.readers.snmp import bridge
from agent.readers.snmp.addresses import mac
from agent.readers.snmp.bridge import Forwarding, Resolve, port_resolver
from agent.readers.snmp.fdb import HUAWEI_PORT
from agent.readers.snmp.interfaces import Interfaces
from agent.readers.snmp.rows import Oid, Walk, below
from agent.readers.snmp.values import number

MOST_LEARNED = 65_536
"""More addresses than the switches of an office hold; the rest is cut off."""

_LAST_VLAN = 4094
_GROUP_BIT = 1
_STATUSES = {1: "other", 3: "learned", 4: "self", 5: "mgmt"}


class Learned(msgspec.Struct, frozen=True, rename="camel"):
    """One address of a forwarding table.

    ``mac`` is in lower case with colons. ``vlan`` is None where the device does not
    tell, or several VLANs share the table; ``if_index`` where it names no port, or
    one that is no interface. ``status`` is other, learned, self (an address of the
    switch), mgmt (set by a person) or None: not said.
    """

    mac: str
    vlan: int | None
    if_index: int | None
    status: str | None


def learned(
    walk: Walk,
    contexts: Mapping[int, Walk] | None = None,
    most: int = MOST_LEARNED,
) -> tuple[Learned, ...]:
    """Return the addresses of all forwarding tables, each once for each VLAN.

    Rows that the device calls invalid and addresses of groups are left out.

    Args:
        walk: as for ``fdb.read_fdb``.
        contexts: the BRIDGE-MIB of each VLAN, where one must ask for each (Cisco).
        most: this many at most are returned.
    """
    found: dict[tuple[str, int | None], Learned] = {}
    for rows in _by_vlan(walk, contexts or {}):
        _keep(found, rows, most)
    # dot1dTpFdbTable repeats the other tables without saying a VLAN.
    known = {row.mac for row in found.values()}
    placed = {row.mac for row in found.values() if row.if_index is not None}
    plain = _rows(bridge.by_mac(walk), port_resolver(walk), None)
    news = (r for r in plain if r.mac not in (known if r.if_index is None else placed))
    _keep(found, news, most)
    return tuple(found.values())


def _keep(
    found: dict[tuple[str, int | None], Learned], rows: Iterable[Learned], most: int
) -> None:
    """Add *rows* up to *most*; what says an interface replaces what says none."""
    for row in rows:
        key = row.mac, row.vlan
        before = found.get(key)
        if before is None and len(found) >= most:
            return
        if before is None or before.if_index is None:
            found[key] = row


def _by_vlan(walk: Walk, contexts: Mapping[int, Walk]) -> Iterator[Iterator[Learned]]:
    vlans = bridge.vlans_by_fdb_id(walk)
    yield _rows(bridge.by_fdb_and_mac(walk), port_resolver(walk), vlans)
    for vlan, rows in contexts.items():
        for_one = {0: [vlan]}
        yield _rows(bridge.by_mac(rows), port_resolver(rows), for_one)
    yield _huawei(walk)


def _rows(
    forwarding: Forwarding, resolve: Resolve, vlans: Mapping[int, list[int]] | None
) -> Iterator[Learned]:
    for index, row in forwarding.rows.items():
        address = _station(index[-6:])
        if address is None or row.status == bridge.INVALID:
            continue
        vlan = None if vlans is None else _vlan(index[:-6], vlans)
        status = None if row.status is None else _STATUSES.get(row.status)
        yield Learned(address, vlan, resolve(row.port), status)


def _huawei(walk: Walk) -> Iterator[Learned]:
    """Yield hwDynFdbTable: the index is a MAC, a VLAN and the name of a VSI."""
    interfaces = Interfaces(walk).indexes
    for index, value in below(walk, HUAWEI_PORT):
        address, port = _station(index[:6]), number(value)
        if address is not None:
            vlan = _vlan(index[6:7], {})
            if_index = port if port in interfaces else None
            yield Learned(address, vlan, if_index, "learned")


def _station(octets: Oid) -> str | None:
    """Return the MAC of a machine; None for a group, for nobody, for no MAC."""
    address = mac(octets)
    if address is None or octets[0] & _GROUP_BIT or not any(octets):
        return None
    return address


def _vlan(before: Oid, vlans: Mapping[int, list[int]]) -> int | None:
    """Return the VLAN of the part of an index *before* the MAC: an FdbId, or nothing."""
    fdb_id = before[0] if before else 0
    candidates = vlans.get(fdb_id, [fdb_id])
    if len(candidates) != 1 or not 1 <= candidates[0] <= _LAST_VLAN:
        return None
    return candidates[0]
