"""Puts together what a device said of itself as one ``Survey``."""

from agent.readers.snmp.addresses import identifier, mac
from agent.readers.snmp.cdp import read_cdp
from agent.readers.snmp.device_kind import device_kind
from agent.readers.snmp.identity import read_identity, read_vendor
from agent.readers.snmp.learned import learned
from agent.readers.snmp.lldp import read_lldp
from agent.readers.snmp.poe import read_poe
from agent.readers.snmp.rows import Walk, oid
from agent.readers.snmp.system import read_system, read_uptime_s
from agent.readers.snmp.values import number
from agent.readers.snmp.vlans import read_vlans
from agent.shared.survey import (
    MOST_NEIGHBOURS,
    MOST_PORTS,
    MOST_STATIONS,
    Neighbour,
    PowerBudget,
    Station,
    Survey,
)
from agent.shared.switch_settings import DeviceSettings
from agent.switches.fitting import index, long, short, vlan
from agent.switches.reading import Collected
from agent.switches.survey_ports import survey_ports

LOCAL_CHASSIS = oid("1.0.8802.1.1.2.1.3.2.0")
LOCAL_CHASSIS_SUBTYPE = oid("1.0.8802.1.1.2.1.3.1.0")
BRIDGE_ADDRESS = oid("1.3.6.1.2.1.17.1.1.0")
IP_FORWARDING = oid("1.3.6.1.2.1.4.1.0")
_CHASSIS_MAC = 4
_ROUTES = 1


def survey_of(
    collected: Collected, settings: DeviceSettings, *, address: str, credential: str
) -> Survey:
    """Return what *collected* says of the device of *settings*.

    Args:
        collected: what ``reading.collect`` got.
        settings: the device's name is the survey's key; its places go along.
        address: where it was asked.
        credential: the name of the credential that it took.
    """
    walk = collected.walk
    system, identity = read_system(walk), read_identity(walk)
    ports = survey_ports(walk)[:MOST_PORTS]
    stations = _stations(collected)
    chassis = _chassis(walk)
    return Survey(
        device=settings.name,
        site=settings.site,
        department=settings.department,
        room=settings.room,
        address=short(address),
        name=short(system.sys_name),
        kind=device_kind(walk),
        vendor=short(read_vendor(walk)),
        model=short(identity.hardware),
        version=short(identity.version),
        serial=short(identity.serial),
        description=long(system.sys_descr),
        location=short(system.sys_location),
        contact=short(system.sys_contact),
        object_id=short(system.sys_object_id),
        chassis=short(chassis),
        macs=_macs(walk, chassis, [port.mac for port in ports]),
        uptime_s=read_uptime_s(walk),
        bridge=bool(stations) or mac(walk.get(BRIDGE_ADDRESS)) is not None,
        router=number(walk.get(IP_FORWARDING)) == _ROUTES,
        ports=ports,
        neighbours=_neighbours(walk)[:MOST_NEIGHBOURS],
        stations=stations[:MOST_STATIONS],
        vlans=_vlans(walk),
        power=_power(walk),
        credential=short(credential),
        problems={short(k): long(v) for k, v in collected.problems.items()},
    )


def _chassis(walk: Walk) -> str | None:
    told = walk.get(LOCAL_CHASSIS)
    kind = number(walk.get(LOCAL_CHASSIS_SUBTYPE))
    is_mac = kind == _CHASSIS_MAC or (isinstance(told, bytes) and len(told) == 6)
    return identifier(told, is_mac=is_mac)


def _macs(walk: Walk, chassis: str | None, ports: list[str]) -> tuple[str, ...]:
    bridge = mac(walk.get(BRIDGE_ADDRESS))
    own = [chassis if chassis and chassis.count(":") == 5 else None, bridge, *ports]
    nobody = {"", "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"}
    return tuple(dict.fromkeys(m for m in own if m and m not in nobody))


def _neighbours(walk: Walk) -> tuple[Neighbour, ...]:
    lldp, cdp = read_lldp(walk), read_cdp(walk)
    found = [
        Neighbour(
            protocol="lldp",
            port=index(row.local_if_index),
            chassis=short(row.chassis_id),
            remote_port=short(row.port_id),
            remote_port_description=short(row.port_descr),
            name=short(row.sys_name),
            description=long(row.sys_descr),
        )
        for row in (lldp.neighbours if lldp else ())
    ]
    found += [
        Neighbour(
            protocol="cdp",
            port=index(row.if_index),
            remote_port=short(row.device_port),
            name=short(row.device_id),
            description=long(row.platform),
            addresses=(row.address,) if row.address else (),
        )
        for row in (cdp.neighbours if cdp else ())
    ]
    return tuple(found)


def _stations(collected: Collected) -> tuple[Station, ...]:
    return tuple(
        Station(
            mac=row.mac,
            port=index(row.if_index),
            vlan=row.vlan,
            own=row.status in {"self", "mgmt"},
        )
        for row in learned(collected.walk, collected.contexts or None)
    )


def _vlans(walk: Walk) -> tuple[tuple[int, str], ...]:
    found = read_vlans(walk)
    if found is None:
        return ()
    return tuple(
        (number, short(found.names.get(str(number))))
        for number in found.ids
        if vlan(number)
    )


def _power(walk: Walk) -> tuple[PowerBudget, ...]:
    found = read_poe(walk)
    return tuple(
        PowerBudget(
            group=supply.group,
            budget_watts=supply.power_w,
            used_watts=supply.consumption_w,
            on=None if supply.oper_status is None else supply.oper_status == 1,
        )
        for supply in (found.main_pse if found else ())
    )
