"""What each port can do, what its partner says it can, and whether they negotiate.

From MAU-MIB (ifMauTable, ifMauAutoNegTable) and the local part of LLDP-EXT-DOT3-MIB.
"""

from collections.abc import Iterable
from typing import NamedTuple

from agent.readers.snmp.lldp import LocalPorts
from agent.readers.snmp.media import speed_negotiated, speed_of_type, speed_of_types
from agent.readers.snmp.rows import Cells, Oid, Value, Walk, entries, oid
from agent.readers.snmp.values import number

MAU_ENTRY = oid("1.3.6.1.2.1.26.2.1.1")
_MAU_TYPE, _TYPE_LIST = 3, 13
AUTO_NEG_ENTRY = oid("1.3.6.1.2.1.26.5.1.1")
_ADMIN_STATUS, _CAPABILITY_BITS, _RECEIVED_BITS = 1, 9, 11
MAU_TYPES = oid("1.3.6.1.2.1.26.4")
LOCAL_DOT3_ENTRY = oid("1.0.8802.1.1.2.1.5.4623.1.2.1.1")
_ENABLED, _ADVERTISED, _OPERATIONAL = 2, 3, 4
_YES, _NO = 1, 2


class Negotiation(NamedTuple):
    """Of one port: the fastest it can do and its partner can, in bit/s; None: not said.

    ``enabled`` is whether it negotiates.
    """

    capable_bps: int | None = None
    partner_bps: int | None = None
    enabled: bool | None = None


def read_negotiation(walk: Walk) -> dict[int, Negotiation]:
    """Return what the ports of *walk* say of their capabilities, by ifIndex."""
    found: dict[int, Negotiation] = {}
    for (port, _), cells in entries(walk, MAU_ENTRY, 2).items():
        _add(found, port, Negotiation(capable_bps=_of_mau(cells)))
    for (port, _), cells in entries(walk, AUTO_NEG_ENTRY, 2).items():
        _add(
            found,
            port,
            Negotiation(
                speed_negotiated(cells.get(_CAPABILITY_BITS)),
                speed_negotiated(cells.get(_RECEIVED_BITS)),
                _truth(cells.get(_ADMIN_STATUS)),
            ),
        )
    _add_lldp(walk, found)
    return found


def _add_lldp(walk: Walk, found: dict[int, Negotiation]) -> None:
    rows = entries(walk, LOCAL_DOT3_ENTRY, 1)
    ports = LocalPorts(walk) if rows else None
    for (local,), cells in rows.items():
        port = ports.if_index(local)[0] if ports else None
        if port is not None:
            _add(
                found,
                port,
                Negotiation(
                    capable_bps=_fastest(
                        speed_negotiated(cells.get(_ADVERTISED)),
                        speed_of_type(number(cells.get(_OPERATIONAL))),
                    ),
                    enabled=_truth(cells.get(_ENABLED)),
                ),
            )


def _of_mau(cells: Cells) -> int | None:
    kind = cells.get(_MAU_TYPE)
    size = len(MAU_TYPES)
    named = isinstance(kind, tuple) and kind[:size] == MAU_TYPES and len(kind) > size
    return _fastest(
        speed_of_types(cells.get(_TYPE_LIST)),
        speed_of_type(kind[size]) if named and isinstance(kind, tuple) else None,
    )


def _add(found: dict[int, Negotiation], port: int, news: Negotiation) -> None:
    """Join *news* to what is known: a port may have several MAUs."""
    known = found.get(port, Negotiation())
    found[port] = Negotiation(
        _fastest(known.capable_bps, news.capable_bps),
        _fastest(known.partner_bps, news.partner_bps),
        news.enabled if known.enabled is None else known.enabled,
    )


def _fastest(*speeds: int | None) -> int | None:
    return fastest(speeds)


def fastest(speeds: Iterable[int | None]) -> int | None:
    """Return the fastest of *speeds*; None where none is known."""
    return max((speed for speed in speeds if speed), default=None)


def _truth(value: Value | None) -> bool | None:
    return {_YES: True, _NO: False}.get(number(value) or 0)


def columns() -> tuple[Oid, ...]:
    """Return the columns that are read."""
    return (
        *((*MAU_ENTRY, column) for column in (_MAU_TYPE, _TYPE_LIST)),
        *(
            (*AUTO_NEG_ENTRY, column)
            for column in (_ADMIN_STATUS, _CAPABILITY_BITS, _RECEIVED_BITS)
        ),
        *(
            (*LOCAL_DOT3_ENTRY, column)
            for column in (_ENABLED, _ADVERTISED, _OPERATIONAL)
        ),
    )
