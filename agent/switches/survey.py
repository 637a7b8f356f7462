"""Puts together what a device said of itself as one ``Survey``."""

from agent.readers.snmp.addresses import identifier, mac
from agent.readers.snmp.arp import own_addresses, read_hosts
from agent.readers.snmp.bridge import base_ports
from agent.readers.snmp.device_kind import IP_FORWARDING, device_kind
from agent.readers.snmp.identity import read_identity, read_vendor
from agent.readers.snmp.learned import learned
from agent.readers.snmp.level_reading import read_levels
from agent.readers.snmp.level_rules import shipped
from agent.readers.snmp.ports import read_ports
from agent.readers.snmp.rows import Indexed, Walk, oid
from agent.readers.snmp.system import read_system, read_uptime_s
from agent.readers.snmp.values import number
from agent.shared.survey import Address, Port, Station, Survey
from agent.shared.switch_settings import DeviceSettings
from agent.switches.fitting import index, long, short
from agent.switches.incomplete import incomplete_parts
from agent.switches.port_power import port_power
from agent.switches.reading import Collected
from agent.switches.survey_neighbours import partner_speeds, survey_neighbours
from agent.switches.survey_parts import (
    survey_modules,
    survey_power,
    survey_supplies,
    survey_tree,
    survey_vlans,
)
from agent.switches.survey_ports import survey_ports
from agent.switches.survey_size import fitted

LOCAL_CHASSIS = oid("1.0.8802.1.1.2.1.3.2.0")
LOCAL_CHASSIS_SUBTYPE = oid("1.0.8802.1.1.2.1.3.1.0")
BRIDGE_ADDRESS = oid("1.3.6.1.2.1.17.1.1.0")
_CHASSIS_MAC, _CHASSIS_NETWORK = 4, 5
_ROUTES = 1
_NOBODY = frozenset({"", "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"})
_MOST_MACS, _MOST_ADDRESSES = 4000, 1000


def survey_of(
    collected: Collected, settings: DeviceSettings, *, address: str, credential: str
) -> Survey:
    """Return what *collected* says of the device of *settings*.

    It fits the wire: ``incomplete`` names what could not be read wholly, or was cut.

    Args:
        collected: what ``reading.collect`` got.
        settings: the device's name is the survey's key; its places go along.
        address: where it was asked.
        credential: the name of the credential that it took.
    """
    walk = Indexed(collected.walk)
    contexts = {vlan: Indexed(view) for vlan, view in collected.contexts.items()}
    told = read_levels(walk, shipped())
    neighbours = survey_neighbours(walk)
    power = port_power(walk, read_ports(walk), told)
    ports = survey_ports(walk, contexts, power, partner_speeds(neighbours))
    stations = _stations(walk, contexts)
    system, identity, chassis = read_system(walk), read_identity(walk), _chassis(walk)
    survey = Survey(
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
        macs=_macs(walk, chassis, ports),
        addresses=own_addresses(walk)[:_MOST_ADDRESSES],
        uptime_s=read_uptime_s(walk),
        bridge=bool(stations) or bool(base_ports(walk)) or _bridge(walk) is not None,
        router=number(walk.get(IP_FORWARDING)) == _ROUTES,
        ports=ports,
        neighbours=neighbours,
        stations=stations,
        hosts=tuple(
            Address(host.address, host.mac, index(host.if_index))
            for host in read_hosts(walk)
        ),
        vlans=survey_vlans(walk),
        modules=survey_modules(walk),
        supplies=survey_supplies(walk),
        power=survey_power(walk, told)[:100],
        spanning_tree=survey_tree(walk, contexts),
        credential=short(credential),
        incomplete=incomplete_parts(collected.problems),
        problems={short(k): long(v) for k, v in collected.problems.items()},
    )
    return fitted(survey)


def _chassis(walk: Walk) -> str | None:
    told = walk.get(LOCAL_CHASSIS)
    kind = number(walk.get(LOCAL_CHASSIS_SUBTYPE))
    is_mac = isinstance(told, bytes) and len(told) == 6 and kind in {None, _CHASSIS_MAC}
    return identifier(
        told,
        is_mac=is_mac or kind == _CHASSIS_MAC,
        is_network=kind == _CHASSIS_NETWORK,
    )


def _bridge(walk: Walk) -> str | None:
    return mac(walk.get(BRIDGE_ADDRESS))


def _macs(walk: Walk, chassis: str | None, ports: tuple[Port, ...]) -> tuple[str, ...]:
    """Return chassis, bridge and ports, each once; not what stands for nobody."""
    is_mac = chassis is not None and chassis.count(":") == 5 and len(chassis) == 17
    own = [chassis if is_mac else None, _bridge(walk), *(port.mac for port in ports)]
    known = dict.fromkeys(address for address in own if address)
    return tuple(address for address in known if address not in _NOBODY)[:_MOST_MACS]


def _stations(walk: Walk, contexts: dict[int, Indexed]) -> tuple[Station, ...]:
    return tuple(
        Station(
            mac=row.mac,
            port=index(row.if_index),
            vlan=row.vlan,
            own=row.status in {"self", "mgmt"},
        )
        for row in learned(walk, contexts or None)
    )
