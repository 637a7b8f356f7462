"""A glance at a device: what tells what it is and whom it sees, in a few questions."""

from collections.abc import Iterable, Sequence

from agent.readers.snmp.arp import own_columns
from agent.readers.snmp.entity import CHASSIS, CLASS, ENT_PHYSICAL_ENTRY
from agent.readers.snmp.identity import objects_wanted
from agent.readers.snmp.rows import Oid, Value, Walk, oid
from agent.sources.snmp.device import NoAnswerError, SnmpDevice, SnmpError
from agent.switches.bases import SYSTEM
from agent.switches.reading import Collected

SCALARS = tuple(
    map(
        oid,
        (
            "1.0.8802.1.1.2.1.3.1.0",  # lldpLocChassisIdSubtype
            "1.0.8802.1.1.2.1.3.2.0",  # lldpLocChassisId
            "1.3.6.1.2.1.17.1.1.0",  # dot1dBaseBridgeAddress
            "1.0.8802.1.1.2.1.3.6.0",  # lldpLocSysCapEnabled
            "1.3.6.1.2.1.17.1.2.0",  # dot1dBaseNumPorts
            "1.3.6.1.2.1.4.1.0",  # ipForwarding
            "1.3.6.1.2.1.25.1.1.0",  # hrSystemUptime: a computer, mostly
            "1.3.6.1.2.1.33.1.2.1.0",  # upsBatteryStatus
        ),
    )
)
SORT = tuple(
    map(
        oid,
        (
            "1.3.6.1.2.1.2.2.1.3",  # ifType
            "1.3.6.1.2.1.17.1.4.1.2",  # dot1dBasePortIfIndex
            "1.3.6.1.2.1.43.10.2.1.2",  # prtMarkerMarkTech
            "1.3.6.1.2.1.43.11.1.1.6",  # prtMarkerSuppliesDescription
            "1.3.6.1.2.1.25.2.3.1.2",  # hrStorageType
        ),
    )
)
"""What tells what sort of device it is, beside its name for itself."""
FORWARDING = tuple(
    map(
        oid,
        (
            "1.3.6.1.2.1.17.4.3.1.2",  # dot1dTpFdbPort
            "1.3.6.1.2.1.17.7.1.2.2.1.2",  # dot1qTpFdbPort
        ),
    )
)
"""Long tables: only of what says nothing of its bridge ports."""
NEIGHBOURS = tuple(
    map(
        oid,
        (
            "1.0.8802.1.1.2.1.4.1.1",  # lldpRemEntry
            "1.0.8802.1.1.2.1.4.2.1",  # lldpRemManAddrEntry
            "1.3.6.1.4.1.9.9.23.1.2.1.1",  # cdpCacheEntry
        ),
    )
)
_CLASS = (*ENT_PHYSICAL_ENTRY, CLASS)
_CONTAINED_IN = (*ENT_PHYSICAL_ENTRY, 4)
_PART_COLUMNS = (2, 4, 5, 7, 8, 9, 10, 11, 13)
_MOST_PARTS = 8


def glance(device: SnmpDevice, *, neighbours: bool) -> Collected:
    """Return what tells what *device* is; with *neighbours* also whom it sees.

    Raises:
        SnmpError: it did not even tell its system group.
    """
    walk: dict[Oid, Value] = dict(device.walk(SYSTEM).values)
    problems: dict[str, str] = {}
    objects = objects_wanted(walk)
    _get(device, [*SCALARS, *objects], walk, problems)
    columns = [name for name in objects if name[-1] and name not in walk]
    wanted = [*columns, *own_columns(), *SORT, _CLASS, _CONTAINED_IN]
    wanted += NEIGHBOURS if neighbours else ()
    if _walk(device, wanted, walk, problems):
        if not _rows(walk, SORT[1]):
            _walk(device, FORWARDING, walk, problems)
        _get(device, outer_parts(walk), walk, problems)
    return Collected(walk, {}, problems)


def _walk(
    device: SnmpDevice,
    bases: Iterable[Oid],
    walk: dict[Oid, Value],
    problems: dict[str, str],
) -> bool:
    """Put what stands below *bases* into *walk*; False if the device fell silent."""
    for base in bases:
        try:
            walk.update(device.walk(base).values)
        except NoAnswerError as err:
            problems[_dotted(base)] = str(err)
            return False
        except SnmpError as err:
            problems[_dotted(base)] = str(err)
    return True


def outer_parts(walk: Walk) -> list[Oid]:
    """Return what to get of ENTITY-MIB: all of each chassis and of the outermost part.

    *walk* needs classes and containers.
    """
    rows = sorted(_rows(walk, _CLASS) | _rows(walk, _CONTAINED_IN))
    chosen = [row for row in rows if walk.get((*_CLASS, row)) == CHASSIS]
    outer = [row for row in rows if walk.get((*_CONTAINED_IN, row)) == 0] or rows
    chosen = list(dict.fromkeys([*outer[:1], *chosen]))[:_MOST_PARTS]
    return [
        (*ENT_PHYSICAL_ENTRY, column, row)
        for row in sorted(chosen)
        for column in _PART_COLUMNS
    ]


def _rows(walk: Walk, column: Oid) -> set[int]:
    size = len(column)
    return {n[size] for n in walk if n[:size] == column and len(n) == size + 1}


def _get(
    device: SnmpDevice,
    names: Sequence[Oid],
    walk: dict[Oid, Value],
    problems: dict[str, str],
) -> None:
    try:
        walk.update(device.get(names))
    except SnmpError as err:
        problems["scalars"] = str(err)


def _dotted(name: Iterable[int]) -> str:
    return ".".join(map(str, name))
