"""POWER-ETHERNET-MIB: power over Ethernet by port and by supply."""

from collections import Counter

import msgspec

from agent.readers.snmp.rows import Oid, Value, Walk, oid, table
from agent.readers.snmp.values import number

PSE_PORT_ENTRY = oid("1.3.6.1.2.1.105.1.1.1")
MAIN_PSE_ENTRY = oid("1.3.6.1.2.1.105.1.3.1.1")
_ENTERPRISES = oid("1.3.6.1.4.1")
VENDORS = (
    ("1.3.6.1.4.1.9.9.402.1.2.1", "CISCO-POWER-ETHERNET-EXT-MIB cpeExtPsePortTable"),
    ("1.3.6.1.4.1.9.6.1.101.108", "CISCOSB-POE-MIB"),
    ("1.3.6.1.4.1.2011.5.25.195.3", "HUAWEI-POE-MIB hwPoePortTable"),
    ("1.3.6.1.4.1.25506.2.14", "HH3C-POWER-ETH-EXT-MIB"),
    ("1.3.6.1.4.1.11.2.14.11.1.9", "HP-ICF-POE-MIB"),
    ("1.3.6.1.4.1.11863.6.56", "TPLINK-POWER-OVER-ETHERNET-MIB"),
    ("1.3.6.1.4.1.14988.1.1.15", "MIKROTIK-MIB mtxrPOE"),
)
"""Where vendors keep what the standard has no column for, such as watts by port."""


class PsePort(msgspec.Struct, frozen=True, rename="camel"):
    """One port: may it deliver (1 yes, 2 no), does it (3), and which class is served."""

    group: int
    port: int
    admin_enable: int | None
    detection_status: int | None
    power_classification: int | None


class MainPse(msgspec.Struct, frozen=True):
    """One supply: what it can deliver and what it does, in watts."""

    group: int
    power_w: int | None = msgspec.field(name="powerW")
    oper_status: int | None = msgspec.field(name="operStatus")
    consumption_w: int | None = msgspec.field(name="consumptionW")


class VendorTable(msgspec.Struct, frozen=True):
    """A vendor's own table, and how many objects it has."""

    prefix: str
    mib: str
    rows: int


class Poe(msgspec.Struct, frozen=True, rename="camel"):
    """All of the above."""

    ports: tuple[PsePort, ...]
    main_pse: tuple[MainPse, ...]
    vendor_tables: tuple[VendorTable, ...]


def read_poe(walk: Walk) -> Poe | None:
    """Return what *walk* says of power over Ethernet; None where it says nothing."""
    ports = table(walk, PSE_PORT_ENTRY)
    supplies = table(walk, MAIN_PSE_ENTRY)
    found = Poe(
        ports=tuple(
            _port(index[0], index[1], ports[index])
            for index in sorted(ports)
            if len(index) == 2 and ports[index].keys() & {3, 6, 10}
        ),
        main_pse=tuple(
            _supply(index[0], supplies[index])
            for index in sorted(supplies)
            if len(index) == 1 and supplies[index].keys() & {2, 3, 4}
        ),
        vendor_tables=_vendor_tables(walk),
    )
    return found if found.ports or found.main_pse or found.vendor_tables else None


def _port(group: int, port: int, row: dict[int, Value]) -> PsePort:
    return PsePort(
        group=group,
        port=port,
        admin_enable=number(row.get(3)),
        detection_status=number(row.get(6)),
        power_classification=number(row.get(10)),
    )


def _supply(group: int, row: dict[int, Value]) -> MainPse:
    return MainPse(
        group=group,
        power_w=number(row.get(2)),
        oper_status=number(row.get(3)),
        consumption_w=number(row.get(4)),
    )


def _vendor_tables(walk: Walk) -> tuple[VendorTable, ...]:
    bases = [oid(prefix) for prefix, _ in VENDORS]
    rows: Counter[Oid] = Counter()
    for name in walk:
        if name[:6] == _ENTERPRISES:  # most of a walk is not
            for base in bases:
                if name[: len(base)] == base and len(name) > len(base):
                    rows[base] += 1
    return tuple(
        VendorTable(prefix, mib, rows[base])
        for base, (prefix, mib) in zip(bases, VENDORS, strict=True)
        if rows[base]
    )
