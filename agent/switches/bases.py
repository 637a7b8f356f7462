"""What is asked of a device for a survey: columns of tables, and a maker's own.

Only columns that some reader reads: a VLAN table of 4094 rows takes seconds for each.
"""

from collections.abc import Iterator
from typing import NamedTuple

from agent.readers.snmp import (
    arp,
    autonegotiation,
    entity_sensors,
    host_resources,
    lag,
    neighbours,
    printer,
    transceivers,
)
from agent.readers.snmp.identity import maker
from agent.readers.snmp.level_rules import shipped
from agent.readers.snmp.rows import Oid, oid
from agent.readers.snmp.vlan_members import MEMBER_ENTRY, TRUNK_ENTRY

SYS_OBJECT_ID = oid("1.3.6.1.2.1.1.2.0")
SYSTEM = oid("1.3.6.1.2.1.1")
_AT_ONCE = 24
"""So many columns of absent tables are found out in one question."""

SCALARS = (
    oid("1.3.6.1.2.1.2.1.0"),  # ifNumber
    oid("1.3.6.1.2.1.25.1.1.0"),  # hrSystemUptime
    oid("1.3.6.1.6.3.10.2.1.3.0"),  # snmpEngineTime
    oid("1.0.8802.1.1.2.1.3.1.0"),  # lldpLocChassisIdSubtype
    oid("1.0.8802.1.1.2.1.3.2.0"),  # lldpLocChassisId
    oid("1.0.8802.1.1.2.1.3.6.0"),  # lldpLocSysCapEnabled
    oid("1.3.6.1.2.1.17.1.1.0"),  # dot1dBaseBridgeAddress
    oid("1.3.6.1.2.1.17.1.2.0"),  # dot1dBaseNumPorts
    oid("1.3.6.1.2.1.4.1.0"),  # ipForwarding
    *(oid(f"1.3.6.1.2.1.17.2.{arc}.0") for arc in range(2, 8)),  # dot1dStp
    host_resources.UCD_CPU_IDLE,
)


class Wanted(NamedTuple):
    """Columns to read side by side; *unless*: not if something stands below it."""

    columns: tuple[Oid, ...]
    unless: Oid | None = None


def _of(entry: str, *columns: int) -> tuple[Oid, ...]:
    return tuple((*oid(entry), column) for column in columns)


_STATIC, _CURRENT = "1.3.6.1.2.1.17.7.1.4.3.1", "1.3.6.1.2.1.17.7.1.4.2.1"
_STATIC_NAME, _STATIC_EGRESS = (*oid(_STATIC), 1), (*oid(_STATIC), 2)
_BASE_PORT = _of("1.3.6.1.2.1.17.1.4.1", 2)
_STP_STATE = _of("1.3.6.1.2.1.17.2.15.1", 3)
_BY_MAC = _of("1.3.6.1.2.1.17.4.3.1", 2, 3)

STANDARD = (
    Wanted(_of("1.3.6.1.2.1.2.2.1", *range(1, 12), 13, 14, 16, 17, 19, 20)),
    Wanted(_of("1.3.6.1.2.1.31.1.1.1", *range(1, 14), 15, 17, 18)),
    Wanted(_of("1.3.6.1.2.1.10.7.2.1", 19)),  # dot3StatsDuplexStatus
    Wanted(_of("1.0.8802.1.1.2.1.3.7.1", 3, 4)),  # lldpLocPortEntry
    Wanted(_of("1.0.8802.1.1.2.1.4.1.1", *range(4, 13))),  # lldpRemEntry
    # lldpRemManAddrIfSubtype, of which only the index counts; LLDP-EXT-DOT3
    Wanted((*_of("1.0.8802.1.1.2.1.4.2.1", 3), *neighbours.columns())),
    Wanted(_of("1.3.6.1.4.1.9.9.23.1.2.1.1", 3, 4, 6, 7, 8, 9, 20)),  # cdpCacheEntry
    Wanted((*_BASE_PORT, *_STP_STATE)),
    Wanted(_BY_MAC),
    Wanted(_of("1.3.6.1.2.1.17.7.1.2.2.1", 2, 3)),  # dot1qTpFdbEntry
    Wanted(_of(_STATIC, 1, 2, 4)),
    Wanted(_of(_STATIC, 5), unless=_STATIC_NAME),
    Wanted(_of(_CURRENT, 3)),
    Wanted(_of(_CURRENT, 4, 5), unless=_STATIC_EGRESS),
    # Some tell no FdbId; then the others say which VLANs are in force.
    Wanted(_of(_CURRENT, 4, 5, 6), unless=oid(_CURRENT)),
    Wanted(_of("1.3.6.1.2.1.17.7.1.4.5.1", 1)),  # dot1qPvid
    Wanted(_of("1.3.6.1.2.1.105.1.1.1", 3, 6, 10)),  # pethPsePortEntry
    Wanted(_of("1.3.6.1.2.1.105.1.3.1.1", 2, 3, 4)),  # pethMainPseEntry
    Wanted((oid("1.3.6.1.2.1.47.1.1.1.1"),)),  # entPhysicalEntry
    Wanted((*lag.columns(), *autonegotiation.columns(), *transceivers.columns())),
    Wanted(arp.columns()),
    Wanted((*host_resources.columns(), *entity_sensors.sensor_columns())),
    Wanted(printer.columns()),
)
PER_VLAN = (
    *_BASE_PORT,
    *_BY_MAC,
    *_STP_STATE,
    *((*oid("1.3.6.1.2.1.17.2"), arc) for arc in range(2, 8)),
)

CISCO = 9
VTP_VLAN_ENTRY = oid("1.3.6.1.4.1.9.9.46.1.3.1.1")
VTP_VLAN_STATE = 2
_MAKERS: dict[int, tuple[tuple[Oid, ...], ...]] = {
    CISCO: (
        ((*VTP_VLAN_ENTRY, VTP_VLAN_STATE), (*VTP_VLAN_ENTRY, 4)),
        tuple((*TRUNK_ENTRY, column) for column in (4, 5, 14, 17, 18, 19)),
        ((*MEMBER_ENTRY, 2),),
        (oid("1.3.6.1.4.1.9.9.402.1.2.1"),),  # cpeExtPsePortEntry
        (oid("1.3.6.1.4.1.9.6.1.101.108"),),  # CISCOSB-POE-MIB
    ),
    2011: (
        (oid("1.3.6.1.4.1.2011.5.25.42.2.1.3.1.4"),),  # hwDynFdbPort
        (oid("1.3.6.1.4.1.2011.5.25.195.3"),),  # hwPoePortTable
    ),
    25506: ((oid("1.3.6.1.4.1.25506.2.14"),),),  # HH3C-POWER-ETH-EXT-MIB
    11: ((oid("1.3.6.1.4.1.11.2.14.11.1.9"),),),  # HP-ICF-POE-MIB
    11863: ((oid("1.3.6.1.4.1.11863.6.56"),),),  # TPLINK-POWER-OVER-ETHERNET-MIB
    14988: ((oid("1.3.6.1.4.1.14988.1.1.15"),),),  # MIKROTIK-MIB mtxrPOE
}


def wanted(object_id: object) -> tuple[Wanted, ...]:
    """Return what to read of the device with this sysObjectID, in this order.

    A maker's tables are read of its own devices one by one; of all others they are
    asked for in one question, because makers build for each other and a sysObjectID
    may be missing or anybody's.
    """
    number = maker(object_id) or 0
    own = _MAKERS.get(number, ())
    others = [t for maker_, t in _MAKERS.items() if maker_ != number]
    foreign = tuple(column for tables in others for t in tables for column in t)
    named = STANDARD + tuple(map(Wanted, own)) + (Wanted(foreign),)
    known = {column for each in named for column in each.columns}
    rules = {column for rule in shipped().of(object_id) for column in rule.columns}
    missing = sorted(c for c in rules if not _covered(c, known | rules - {c}))
    return named + tuple(_parts(missing))


def _covered(column: Oid, known: set[Oid]) -> bool:
    return any(column[:size] in known for size in range(7, len(column) + 1))


def _parts(columns: list[Oid]) -> Iterator[Wanted]:
    for start in range(0, len(columns), _AT_ONCE):
        yield Wanted(tuple(columns[start : start + _AT_ONCE]))
