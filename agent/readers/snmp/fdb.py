"""What the forwarding tables of a switch hold, counted by port and VLAN.

The addresses themselves are in ``learned``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from agent.readers.snmp import bridge
from agent.readers.snmp.bridge import Forwarding
from agent.readers.snmp.interfaces import Interfaces
from agent.readers.snmp.rows import Walk, below, oid

HUAWEI_PORT = oid("1.3.6.1.4.1.2011.5.25.42.2.1.3.1.4")


class Fdb(msgspec.Struct, frozen=True, rename="camel"):
    """The forwarding tables of a device, in rows; keys of mappings are digits.

    ``by_if_index`` counts rows whose port is a bridge port, by its ifIndex;
    ``by_if_index_unmapped_port`` those whose port is none but is an ifIndex;
    ``rows_port_zero`` those that say no port, ``rows_port_unknown`` the others: all
    of the table that ``ports_from`` names. ``by_vlan`` has FdbIds if
    ``vlan_is_fdb_id``. ``per_context_*`` is there if contexts were asked (Cisco).
    """

    dot1d_tp_fdb_rows: int
    dot1q_tp_fdb_rows: int
    dot1d_learned: int | None
    dot1q_learned: int | None
    unique_macs: int
    length_before_mac: bool
    base_ports_recorded: int
    ports_from: str
    by_if_index: dict[str, int]
    by_if_index_unmapped_port: dict[str, int]
    rows_port_zero: int
    rows_port_unknown: int
    by_vlan: dict[str, int]
    vlan_is_fdb_id: bool
    huawei_dyn_fdb_rows: int
    per_context_rows: dict[str, int] | msgspec.UnsetType = msgspec.UNSET
    per_context_total: int | msgspec.UnsetType = msgspec.UNSET
    per_context_by_if_index: dict[str, int] | msgspec.UnsetType = msgspec.UNSET


def read_fdb(walk: Walk, contexts: Mapping[int, Walk] | None = None) -> Fdb | None:
    """Return what the forwarding tables of *walk* hold, None if there are none.

    Args:
        walk: BRIDGE-MIB, Q-BRIDGE-MIB, ifTable, ifXTable and HUAWEI-L2MAM-MIB, as
            far as the device has them.
        contexts: the BRIDGE-MIB of each VLAN, where one must ask for each (Cisco).
    """
    by_mac, by_fdb = bridge.by_mac(walk), bridge.by_fdb_and_mac(walk)
    huawei = sum(bool(index) for index, _ in below(walk, HUAWEI_PORT))
    each = {vlan: bridge.by_mac(rows) for vlan, rows in (contexts or {}).items()}
    if not (by_mac.rows or by_fdb.rows or huawei or any(t.rows for t in each.values())):
        return None
    base = bridge.base_ports(walk)
    mapped, direct, zero, unknown = _by_port(
        by_fdb if by_fdb.rows else by_mac, base, walk
    )
    vlans = bridge.vlans_by_fdb_id(walk)
    found = Fdb(
        dot1d_tp_fdb_rows=len(by_mac.rows),
        dot1q_tp_fdb_rows=len(by_fdb.rows),
        dot1d_learned=by_mac.learned,
        dot1q_learned=by_fdb.learned,
        unique_macs=len({index[-6:] for t in (by_mac, by_fdb) for index in t.rows}),
        length_before_mac=by_mac.length_before_mac or by_fdb.length_before_mac,
        base_ports_recorded=len(base),
        ports_from="dot1qTpFdbTable" if by_fdb.rows else "dot1dTpFdbTable",
        by_if_index=mapped,
        by_if_index_unmapped_port=direct,
        rows_port_zero=zero,
        rows_port_unknown=unknown,
        by_vlan=_counted(vlans.get(fdb, [fdb])[-1] for fdb, *_mac in by_fdb.rows),
        vlan_is_fdb_id=not vlans,
        huawei_dyn_fdb_rows=huawei,
    )
    return _with_contexts(found, each, contexts) if contexts else found


def _by_port(
    forwarding: Forwarding, base: Mapping[int, int], walk: Walk
) -> tuple[dict[str, int], dict[str, int], int, int]:
    """Count rows: by base port, by ifIndex, without a port, with an unknown one."""
    interfaces = Interfaces(walk).indexes
    ports = [row.port for row in forwarding.rows.values() if row.port]
    mapped = _counted(base[port] for port in ports if port in base)
    others = [port for port in ports if port not in base]
    direct = [port for port in others if port in interfaces]
    zero = len(forwarding.rows) - len(ports)
    return mapped, _counted(direct), zero, len(others) - len(direct)


def _with_contexts(
    found: Fdb, each: Mapping[int, Forwarding], contexts: Mapping[int, Walk]
) -> Fdb:
    interfaces: list[int] = []
    for vlan, forwarding in each.items():
        base = bridge.base_ports(contexts[vlan])
        interfaces += [
            base[row.port] for row in forwarding.rows.values() if row.port in base
        ]
    return msgspec.structs.replace(
        found,
        per_context_rows={str(vlan): len(each[vlan].rows) for vlan in sorted(each)},
        per_context_total=sum(len(forwarding.rows) for forwarding in each.values()),
        per_context_by_if_index=_counted(interfaces),
    )


def _counted(keys: Iterable[int]) -> dict[str, int]:
    return {str(key): rows for key, rows in sorted(Counter(keys).items())}
