"""The VLANs of a switch and their names."""

from collections.abc import Iterable, Mapping

import msgspec

from agent.readers.snmp.rows import Cells, Oid, Walk, entries, oid
from agent.readers.snmp.values import text

_STATIC_ENTRY = oid("1.3.6.1.2.1.17.7.1.4.3.1")
_STATIC_NAME, _STATIC_COLUMNS = 1, frozenset({1, 5})
_CURRENT_ENTRY = oid("1.3.6.1.2.1.17.7.1.4.2.1")
_CURRENT_COLUMNS = frozenset({3, 4, 5, 6})
_VTP_ENTRY = oid("1.3.6.1.4.1.9.9.46.1.3.1.1")
_VTP_NAME, _VTP_COLUMNS = 4, frozenset({2, 4})


class Vlans(msgspec.Struct, frozen=True, rename="camel"):
    """The VLANs of the table that ``source`` names; ``names`` are by VLAN in digits.

    The static table says what a person configured, so it counts first, then Cisco's
    own (which has the four reserved 1002 to 1005), then what is in force.
    """

    count: int
    source: str = msgspec.field(name="from")
    dot1q_static_rows: int
    dot1q_current_vlans: int
    cisco_vtp_vlans: int
    ids: tuple[int, ...]
    names: dict[str, str]


def read_vlans(walk: Walk) -> Vlans | None:
    """Return the VLANs in *walk* (Q-BRIDGE-MIB, CISCO-VTP-MIB); None if it has none."""
    static = _by_vlan(walk, _STATIC_ENTRY, 1, _STATIC_COLUMNS)
    vtp = _by_vlan(walk, _VTP_ENTRY, 2, _VTP_COLUMNS)
    current = _by_vlan(walk, _CURRENT_ENTRY, 2, _CURRENT_COLUMNS)
    if static:
        source, ids, names = (
            "dot1qVlanStaticTable",
            static,
            _names(static, _STATIC_NAME),
        )
    elif vtp:
        source, ids, names = "vtpVlanTable", vtp, _names(vtp, _VTP_NAME)
    elif current:
        source, ids, names = "dot1qVlanCurrentTable", current, {}
    else:
        return None
    return Vlans(
        count=len(ids),
        source=source,
        dot1q_static_rows=len(static),
        dot1q_current_vlans=len(current),
        cisco_vtp_vlans=len(vtp),
        ids=tuple(sorted(ids)),
        names=names,
    )


def _by_vlan(
    walk: Walk, entry: Oid, parts: int, columns: Iterable[int]
) -> dict[int, Cells]:
    """Return the rows by VLAN: it follows a time mark, or a management domain."""
    found: dict[int, Cells] = {}
    for index, cells in sorted(entries(walk, entry, parts).items(), key=_index):
        wanted = {column: cells[column] for column in columns if column in cells}
        if wanted:
            found.setdefault(index[-1], {}).update(wanted)
    return found


def _index(row: tuple[Oid, Cells]) -> Oid:
    return row[0]


def _names(rows: Mapping[int, Cells], column: int) -> dict[str, str]:
    """Return the names by VLAN, in order, without the empty ones."""
    named = ((vlan, text(rows[vlan].get(column))) for vlan in sorted(rows))
    return {str(vlan): name for vlan, name in named if name}
