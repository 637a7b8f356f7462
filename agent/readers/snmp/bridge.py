"""Bridge ports and the rows of forwarding tables (BRIDGE-MIB, Q-BRIDGE-MIB)."""

from collections.abc import Callable
from typing import NamedTuple

from agent.readers.snmp.interfaces import Interfaces
from agent.readers.snmp.rows import Oid, Walk, entries, oid, table
from agent.readers.snmp.values import number

BASE_PORT_ENTRY = oid("1.3.6.1.2.1.17.1.4.1")
_IF_INDEX = 2
_CURRENT_VLAN_ENTRY = oid("1.3.6.1.2.1.17.7.1.4.2.1")
_FDB_ID = 3
_BY_MAC_ENTRY = oid("1.3.6.1.2.1.17.4.3.1")
_BY_FDB_ENTRY = oid("1.3.6.1.2.1.17.7.1.2.2.1")
_PORT, _STATUS = 2, 3
_OCTETS = 6
INVALID, LEARNED = 2, 3
_TPLINK_OFFSET = 49_152


Resolve = Callable[[int | None], int | None]
"""From the port of a bridge's table to its ifIndex."""


class Row(NamedTuple):
    """One address of a forwarding table: its bridge port (0: unknown) and status."""

    port: int | None
    status: int | None


class Forwarding(NamedTuple):
    """A forwarding table.

    ``rows`` are by index: the FdbId where the table has one, then six octets.
    ``with_status`` tells whether the device gave a status for any row,
    ``length_before_mac`` whether its index has the length, 6, before the octets.
    """

    rows: dict[Oid, Row]
    with_status: bool
    length_before_mac: bool

    @property
    def learned(self) -> int | None:
        """How many addresses were learned; None if the device does not say."""
        if not self.with_status:
            return None
        return sum(row.status == LEARNED for row in self.rows.values())


def base_ports(walk: Walk) -> dict[int, int]:
    """Return the ifIndex of each bridge port (dot1dBasePortIfIndex)."""
    found = {}
    for index, cells in entries(walk, BASE_PORT_ENTRY, 1).items():
        interface = number(cells.get(_IF_INDEX))
        if interface is not None:
            found[index[0]] = interface
    return found


def port_resolver(walk: Walk) -> Resolve:
    """Return what finds the ifIndex of a port: by dot1dBasePortTable, else itself."""
    base, interfaces = base_ports(walk), Interfaces(walk).indexes
    # TP-Link counts ports from 1 in its table, but numbers bridge ports and
    # interfaces from 49153; an ifIndex 1 is then a VLAN, not the first port.
    shifted = bool(base) and min(base) > _TPLINK_OFFSET

    def resolve(port: int | None) -> int | None:
        if not port or port < 0:
            return None
        if port in base:
            return base[port]
        if shifted and port + _TPLINK_OFFSET in base:
            return base[port + _TPLINK_OFFSET]
        return port if port in interfaces else None

    return resolve


def vlans_by_fdb_id(walk: Walk) -> dict[int, list[int]]:
    """Return the VLANs that use each filtering database (dot1qVlanFdbId).

    In the order of their newest rows.
    """
    found: dict[int, dict[int, None]] = {}
    for (_time_mark, vlan), cells in sorted(
        entries(walk, _CURRENT_VLAN_ENTRY, 2).items(), key=lambda row: row[0]
    ):
        fdb_id = number(cells.get(_FDB_ID))
        if fdb_id is not None:
            known = found.setdefault(fdb_id, {})
            known.pop(vlan, None)
            known[vlan] = None
    return {fdb_id: list(vlans) for fdb_id, vlans in found.items()}


def by_mac(walk: Walk) -> Forwarding:
    """Return dot1dTpFdbTable: the index is a MAC."""
    return _forwarding(walk, _BY_MAC_ENTRY, before=0)


def by_fdb_and_mac(walk: Walk) -> Forwarding:
    """Return dot1qTpFdbTable: the index is an FdbId and a MAC."""
    return _forwarding(walk, _BY_FDB_ENTRY, before=1)


def _forwarding(walk: Walk, entry: Oid, before: int) -> Forwarding:
    rows: dict[Oid, Row] = {}
    with_status = prefixed = False
    for index, cells in table(walk, entry).items():
        short = _without_length(index, before)
        if len(short) != before + _OCTETS:
            continue
        with_status |= _STATUS in cells
        if _PORT in cells:
            prefixed |= short is not index
            rows[short] = Row(number(cells[_PORT]), number(cells.get(_STATUS)))
    return Forwarding(rows, with_status, prefixed)


def _without_length(index: Oid, before: int) -> Oid:
    """Take out the 6 that agents put there which take the MAC for any string."""
    if len(index) == before + 1 + _OCTETS and index[before] == _OCTETS:
        return index[:before] + index[before + 1 :]
    return index
