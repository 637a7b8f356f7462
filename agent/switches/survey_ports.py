"""The ports of a survey: what the readers say of one interface, in one value."""

from collections.abc import Mapping

from agent.readers.snmp import ports as reader
from agent.readers.snmp.interface_types import ETHERNET
from agent.readers.snmp.ports import IF_ENTRY, IFX_ENTRY, read_ports
from agent.readers.snmp.rows import Walk, entries, oid
from agent.readers.snmp.values import number
from agent.shared.survey import Duplex, Link, Port
from agent.switches.fitting import bps, index, short
from agent.switches.port_keys import port_keys

_CONNECTOR_PRESENT, _LAST_CHANGE = 17, 9
_SYS_UP_TIME = oid("1.3.6.1.2.1.1.3.0")
_LINKS: Mapping[str | None, Link] = {
    "up": "up",
    "down": "down",
    "testing": "testing",
    "dormant": "dormant",
    "notPresent": "not_present",
    "lowerLayerDown": "lower_layer_down",
}
_DUPLEX: Mapping[str | None, Duplex] = {"halfDuplex": "half", "fullDuplex": "full"}


def survey_ports(walk: Walk) -> tuple[Port, ...]:
    """Return all interfaces in *walk*, by ifIndex."""
    found = read_ports(walk)
    keys = port_keys(found)
    narrow, wide = entries(walk, IF_ENTRY, 1), entries(walk, IFX_ENTRY, 1)
    now = number(walk.get(_SYS_UP_TIME))
    return tuple(
        _port(
            port,
            keys[port.if_index],
            physical=_physical(
                port,
                number(wide.get((port.if_index,), {}).get(_CONNECTOR_PRESENT)),
            ),
            changed_s=_since(
                now, number(narrow.get((port.if_index,), {}).get(_LAST_CHANGE))
            ),
        )
        for port in found
        if index(port.if_index) is not None
    )


def _port(
    port: reader.Port, key: str, *, physical: bool, changed_s: float | None
) -> Port:
    link = _LINKS.get(port.if_oper_status_name, "")
    bits = port.counter("in").bits or port.counter("out").bits
    return Port(
        index=port.if_index,
        key=key,
        name=short(port.if_name),
        description=short(port.if_descr),
        alias=short(port.if_alias),
        type=index(port.if_type) or 0,
        physical=physical,
        mac=port.mac or "",
        admin=_LINKS.get(port.if_admin_status_name, ""),
        link=link,
        speed_bps=bps(port.speed_bps_sane) if link == "up" else None,
        duplex=_DUPLEX.get(port.duplex, ""),
        mtu=index(port.mtu),
        changed_s=changed_s,
        counter_bits=bits or 0,
    )


def _physical(port: reader.Port, connector: int | None) -> bool:
    if connector is not None:
        return connector == 1
    return port.if_type in ETHERNET


def _since(now: int | None, changed: int | None) -> float | None:
    """Return the seconds from *changed* to *now*, both in ticks of sysUpTime."""
    if now is None or changed is None or changed > now:
        return None
    return (now - changed) / 100
