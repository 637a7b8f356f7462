"""The system group of SNMPv2-MIB, and how long a device has been up."""

import msgspec

from agent.readers.snmp.rows import Walk, oid
from agent.readers.snmp.values import number, raw_hex, text

SYSTEM = oid("1.3.6.1.2.1.1")
HR_SYSTEM_UPTIME = oid("1.3.6.1.2.1.25.1.1.0")
SNMP_ENGINE_TIME = oid("1.3.6.1.6.3.10.2.1.3.0")
_TICKS_PER_S = 100


class System(msgspec.Struct, frozen=True, rename="camel"):
    """What a device says of itself; None is what it does not say.

    ``sys_up_time`` is in hundredths of a second, as on the wire. ``raw_hex`` has the
    octets of the texts that are not plain ones.
    """

    sys_descr: str | None
    sys_object_id: str | None = msgspec.field(name="sysObjectID")
    sys_up_time: int | None
    sys_contact: str | None
    sys_name: str | None
    sys_location: str | None
    sys_services: int | None
    sys_up_time_seconds: float | None
    raw_hex: dict[str, str] | msgspec.UnsetType = msgspec.UNSET


_TEXTS = {"sysDescr": 1, "sysContact": 4, "sysName": 5, "sysLocation": 6}


def read_system(walk: Walk) -> System:
    """Return the system group in *walk*."""

    def cell(arc: int) -> str | None:
        return text(walk.get((*SYSTEM, arc, 0)))

    ticks = number(walk.get((*SYSTEM, 3, 0)))
    odd = {name: raw_hex(walk.get((*SYSTEM, arc, 0))) for name, arc in _TEXTS.items()}
    shown = {name: octets for name, octets in odd.items() if octets is not None}
    return System(
        sys_descr=cell(1),
        sys_object_id=cell(2),
        sys_up_time=ticks,
        sys_contact=cell(4),
        sys_name=cell(5),
        sys_location=cell(6),
        sys_services=number(walk.get((*SYSTEM, 7, 0))),
        sys_up_time_seconds=None if ticks is None else ticks / _TICKS_PER_S,
        raw_hex=shown or msgspec.UNSET,
    )


def read_uptime_s(walk: Walk) -> float | None:
    """Return for how many seconds the device has been up, as far as it says.

    The longest of what it says: sysUpTime goes round after 497 days and is missing or
    that of a restarted agent on some, hrSystemUptime goes round as well, and
    snmpEngineTime begins when the engine does.
    """
    engine = number(walk.get(SNMP_ENGINE_TIME))
    ticks = (number(walk.get(name)) for name in ((*SYSTEM, 3, 0), HR_SYSTEM_UPTIME))
    spans = [value / _TICKS_PER_S for value in ticks if value is not None]
    spans += [float(engine)] if engine is not None else []
    return max(spans, default=None)
