"""Neighbours that a device knows by LLDP (LLDP-MIB, IEEE 802.1AB-2005)."""

import msgspec

from agent.readers.snmp.addresses import identifier
from agent.readers.snmp.bridge import base_ports
from agent.readers.snmp.interfaces import Interfaces
from agent.readers.snmp.rows import Cells, Oid, Walk, entries, oid
from agent.readers.snmp.values import number, text

_LOCAL_PORT_ENTRY = oid("1.0.8802.1.1.2.1.3.7.1")
_LOCAL_ID, _LOCAL_DESCR = 3, 4
REMOTE_ENTRY = oid("1.0.8802.1.1.2.1.4.1.1")
_CHASSIS_SUBTYPE, _CHASSIS, _PORT_SUBTYPE, _PORT = 4, 5, 6, 7
_PORT_DESCR, _SYS_NAME, _SYS_DESCR = 8, 9, 10
_REMOTE_COLUMNS = frozenset(range(4, 13))
_CHASSIS_MAC, _CHASSIS_NETWORK = 4, 5
_PORT_MAC, _PORT_NETWORK = 3, 4


class Neighbour(msgspec.Struct, frozen=True, rename="camel"):
    """One neighbour on a port.

    ``local_if_index`` is the interface it hangs on, None if no rule finds one;
    ``local_if_index_by`` the object that told. Identifiers are text, MACs in lower
    case with colons; subtypes as LLDP numbers them.
    """

    local_port_num: int
    local_if_index: int | None
    local_if_index_by: str | None
    rem_index: int
    chassis_id_subtype: int | None
    chassis_id: str | None
    port_id_subtype: int | None
    port_id: str | None
    port_descr: str | None
    sys_name: str | None
    sys_descr: str | None


class Lldp(msgspec.Struct, frozen=True, rename="camel"):
    """All neighbours; ``rows_recorded`` counts a neighbour once for each time mark."""

    rows_recorded: int
    neighbour_count: int
    local_ports_recorded: int
    neighbours: tuple[Neighbour, ...]


class LocalPorts:
    """From lldpLocPortNum to ifIndex: the standard does not say they are equal."""

    def __init__(self, walk: Walk) -> None:
        rows = entries(walk, _LOCAL_PORT_ENTRY, 1)
        self._rows = {index[0]: cells for index, cells in rows.items()}
        self._base_ports = base_ports(walk)
        self._interfaces = Interfaces(walk)
        self.recorded = sum(_LOCAL_ID in cells for cells in rows.values())

    def if_index(self, port: int) -> tuple[int | None, str | None]:
        """Return the ifIndex of an LLDP *port*, and the object that told it."""
        cells = self._rows.get(port, {})
        for column, told in (
            (_LOCAL_ID, "lldpLocPortId"),
            (_LOCAL_DESCR, "lldpLocPortDesc"),
        ):
            name = (text(cells.get(column)) or "").lower()
            if name in self._interfaces.named:
                return self._interfaces.named[name], told
        if self._base_ports.get(port) in self._interfaces.indexes:
            return self._base_ports[port], "dot1dBasePortIfIndex"
        if port in self._interfaces.indexes:
            return port, "lldpLocPortNum"
        return None, None


def read_lldp(walk: Walk) -> Lldp | None:
    """Return the LLDP neighbours in *walk*; None if the device does not speak LLDP.

    *walk* needs LLDP-MIB, and ifTable, ifXTable and dot1dBasePortTable to tell the
    local interfaces.
    """
    rows = {
        index: cells
        for index, cells in entries(walk, REMOTE_ENTRY, 3).items()
        if not _REMOTE_COLUMNS.isdisjoint(cells)
    }
    ports = LocalPorts(walk)
    if not rows and not ports.recorded:
        return None
    newest = {index[1:]: index for index in sorted(rows)}
    neighbours = tuple(
        _neighbour(newest[of], rows[newest[of]], ports) for of in sorted(newest)
    )
    return Lldp(len(rows), len(neighbours), ports.recorded, neighbours)


def _neighbour(index: Oid, cells: Cells, ports: LocalPorts) -> Neighbour:
    _time_mark, port, remote = index
    if_index, told = ports.if_index(port)
    chassis, kind = (number(cells.get(c)) for c in (_CHASSIS_SUBTYPE, _PORT_SUBTYPE))
    return Neighbour(
        local_port_num=port,
        local_if_index=if_index,
        local_if_index_by=told,
        rem_index=remote,
        chassis_id_subtype=chassis,
        chassis_id=identifier(
            cells.get(_CHASSIS),
            is_mac=chassis == _CHASSIS_MAC,
            is_network=chassis == _CHASSIS_NETWORK,
        ),
        port_id_subtype=kind,
        port_id=identifier(
            cells.get(_PORT), is_mac=kind == _PORT_MAC, is_network=kind == _PORT_NETWORK
        ),
        port_descr=text(cells.get(_PORT_DESCR)),
        sys_name=text(cells.get(_SYS_NAME)),
        sys_descr=text(cells.get(_SYS_DESCR)),
    )
