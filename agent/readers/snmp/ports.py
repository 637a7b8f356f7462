"""Every interface of a device, from ifTable, ifXTable and dot3StatsTable."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import msgspec

from agent.readers.snmp.addresses import mac
from agent.readers.snmp.interface_types import NAMES
from agent.readers.snmp.rows import Oid, Value, Walk, oid, table
from agent.readers.snmp.speeds import speed
from agent.readers.snmp.values import number, raw_hex, text

IF_ENTRY = oid("1.3.6.1.2.1.2.2.1")
IFX_ENTRY = oid("1.3.6.1.2.1.31.1.1.1")
DOT3_STATS_ENTRY = oid("1.3.6.1.2.1.10.7.2.1")
_IF_COLUMNS = frozenset(range(1, 23))
_IFX_COLUMNS = frozenset(range(1, 20))
_DOT3_DUPLEX = 19

Duplex = Literal["unknown", "halfDuplex", "fullDuplex"]
_DUPLEX: dict[int | None, Duplex] = {1: "unknown", 2: "halfDuplex", 3: "fullDuplex"}
_STATES: dict[int | None, str] = {
    1: "up",
    2: "down",
    3: "testing",
    4: "unknown",
    5: "dormant",
    6: "notPresent",
    7: "lowerLayerDown",
}

Row = Mapping[int, Value]


class Octets(NamedTuple):
    """A counter of octets and how many bits it has before it goes round."""

    value: int | None
    bits: Literal[32, 64] | None


class Port(msgspec.Struct, frozen=True, rename="camel"):
    """One interface by its ifIndex; None is what the device does not say.

    Speeds are in bit/s except ``if_high_speed`` (Mbit/s, as on the wire); ``mtu`` is in
    octets. ``in_octets`` is the 64-bit counter where there is one, whatever it holds:
    a rate is made of ``counter()``. ``flags`` say what is odd about the numbers, and
    ``raw_hex`` has the octets of the texts that are not plain ones.
    """

    if_index: int
    in_if_table: bool
    in_if_x_table: bool = msgspec.field(name="inIfXTable")
    if_name: str | None
    if_descr: str | None
    if_alias: str | None
    if_type: int | None
    if_type_name: str | None
    if_admin_status: int | None
    if_admin_status_name: str | None
    if_oper_status: int | None
    if_oper_status_name: str | None
    mtu: int | None
    mac: str | None
    if_speed: int | None
    if_high_speed: int | None
    speed_bps: int | None
    speed_bps_sane: int | None
    in_octets: int | None
    in_octets_bits: Literal[32, 64] | None
    in_octets32: int | None
    out_octets: int | None
    out_octets_bits: Literal[32, 64] | None
    out_octets32: int | None
    in_ucast_pkts: int | None
    out_ucast_pkts: int | None
    in_multicast_pkts: int | None
    out_multicast_pkts: int | None
    in_broadcast_pkts: int | None
    out_broadcast_pkts: int | None
    in_errors: int | None
    out_errors: int | None
    in_discards: int | None
    out_discards: int | None
    duplex: Duplex | None
    raw_hex: dict[str, str] | msgspec.UnsetType = msgspec.UNSET
    flags: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET

    def counter(self, direction: Literal["in", "out"]) -> Octets:
        """Return the counter to make a rate of: 64 bits unless stuck at zero."""
        if direction == "in":
            best, narrow = Octets(self.in_octets, self.in_octets_bits), self.in_octets32
        else:
            best = Octets(self.out_octets, self.out_octets_bits)
            narrow = self.out_octets32
        stuck = self.flags and f"{direction}-hc-zero-but-32bit-counts" in self.flags
        return Octets(narrow, 32) if stuck else best


def read_ports(walk: Walk) -> tuple[Port, ...]:
    """Return all interfaces in *walk* by ifIndex: of ifTable, of ifXTable, of both."""
    narrow = _by_if_index(walk, IF_ENTRY, _IF_COLUMNS)
    wide = _by_if_index(walk, IFX_ENTRY, _IFX_COLUMNS)
    dot3 = _by_if_index(walk, DOT3_STATS_ENTRY, frozenset({_DOT3_DUPLEX}))
    return tuple(
        _port(index, narrow.get(index), wide.get(index), dot3.get(index, {}))
        for index in sorted(narrow.keys() | wide.keys())
    )


def _by_if_index(walk: Walk, entry: Oid, columns: frozenset[int]) -> dict[int, Row]:
    return {
        index[0]: row
        for index, row in table(walk, entry).items()
        if len(index) == 1 and row.keys() & columns
    }


def _port(index: int, in_if: Row | None, in_ifx: Row | None, dot3: Row) -> Port:
    row, wide = in_if or {}, in_ifx or {}
    if_type = number(row.get(3))
    admin, oper = number(row.get(7)), number(row.get(8))
    if_speed, if_high_speed = number(row.get(5)), number(wide.get(15))
    stated = speed(if_speed, if_high_speed, if_type)
    received = _octets("in", wide.get(6), row.get(10))
    sent = _octets("out", wide.get(10), row.get(16))
    flags = tuple(filter(None, (stated.flag, *received.flags, *sent.flags)))
    return Port(
        if_index=index,
        in_if_table=in_if is not None,
        in_if_x_table=in_ifx is not None,
        if_name=text(wide.get(1)),
        if_descr=text(row.get(2)),
        if_alias=text(wide.get(18)),
        if_type=if_type,
        if_type_name=None if if_type is None else NAMES.get(if_type),
        if_admin_status=admin,
        if_admin_status_name=_STATES.get(admin),
        if_oper_status=oper,
        if_oper_status_name=_STATES.get(oper),
        mtu=number(row.get(4)),
        mac=mac(row.get(6)),
        if_speed=if_speed,
        if_high_speed=if_high_speed,
        speed_bps=stated.stated_bps,
        speed_bps_sane=stated.sane_bps,
        in_octets=received.best.value,
        in_octets_bits=received.best.bits,
        in_octets32=received.narrow,
        out_octets=sent.best.value,
        out_octets_bits=sent.best.bits,
        out_octets32=sent.narrow,
        in_ucast_pkts=_first(wide.get(7), row.get(11)),
        out_ucast_pkts=_first(wide.get(11), row.get(17)),
        in_multicast_pkts=_first(wide.get(8), wide.get(2)),
        out_multicast_pkts=_first(wide.get(12), wide.get(4)),
        in_broadcast_pkts=_first(wide.get(9), wide.get(3)),
        out_broadcast_pkts=_first(wide.get(13), wide.get(5)),
        in_errors=number(row.get(14)),
        out_errors=number(row.get(20)),
        in_discards=number(row.get(13)),
        out_discards=number(row.get(19)),
        duplex=_DUPLEX.get(number(dot3.get(_DOT3_DUPLEX))),
        raw_hex=_raw_hex(row, wide) or msgspec.UNSET,
        flags=flags or msgspec.UNSET,
    )


class _Direction(NamedTuple):
    best: Octets
    narrow: int | None
    flags: tuple[str, ...]


def _octets(direction: str, hc: Value | None, plain: Value | None) -> _Direction:
    """Return one direction's counters: 64 bits where there, and what is odd."""
    wide, narrow = number(hc), number(plain)
    if wide is None:
        bits: Literal[32] | None = None if narrow is None else 32
        return _Direction(Octets(narrow, bits), narrow, ())
    flags = []
    if wide == 0 and narrow is not None and narrow > 0:
        flags.append(f"{direction}-hc-zero-but-32bit-counts")
    if wide >= 1 << 32 and narrow is not None:
        flags.append(f"{direction}-32bit-wrapped")
    return _Direction(Octets(wide, 64), narrow, tuple(flags))


def _first(*values: Value | None) -> int | None:
    return next((n for n in map(number, values) if n is not None), None)


def _raw_hex(row: Row, wide: Row) -> dict[str, str]:
    texts = {"ifName": wide.get(1), "ifDescr": row.get(2), "ifAlias": wide.get(18)}
    shown = {name: raw_hex(value) for name, value in texts.items()}
    address = row.get(6)
    if isinstance(address, bytes) and address and mac(address) is None:
        shown["ifPhysAddress"] = address.hex()
    return {name: octets for name, octets in shown.items() if octets is not None}
