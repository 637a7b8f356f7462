"""The ports of a survey: what the readers say of one interface, in one value."""

from collections.abc import Mapping

import msgspec

from agent.readers.snmp import ports as reader
from agent.readers.snmp.autonegotiation import Negotiation, fastest, read_negotiation
from agent.readers.snmp.bridge import base_ports
from agent.readers.snmp.interface_types import speed_of_type
from agent.readers.snmp.lag import read_aggregates
from agent.readers.snmp.media import speed_of_words
from agent.readers.snmp.physical import is_physical
from agent.readers.snmp.poe_ports import PortPower
from agent.readers.snmp.ports import IF_ENTRY, IFX_ENTRY, read_ports
from agent.readers.snmp.rows import Cells, Walk, entries, oid
from agent.readers.snmp.stp import read_stp_states
from agent.readers.snmp.transceivers import port_descriptions, read_transceivers
from agent.readers.snmp.values import number
from agent.readers.snmp.vlan_members import read_membership
from agent.shared.survey import Duplex, Link, Poe, Port, StpState
from agent.switches.fitting import bps, index, nominal_bps, short
from agent.switches.port_keys import port_keys

_LAST_CHANGE, _CONNECTOR_PRESENT = 9, 17
_SYS_UP_TIME = oid("1.3.6.1.2.1.1.3.0")
_TICKS_PER_S = 100
_OF_NO_LINK_BPS = 10_000_000
_FAST_FOR_32_BITS_BPS = 500_000_000  # they go round within a minute
_LINKS: Mapping[str | None, Link] = {
    "up": "up",
    "down": "down",
    "testing": "testing",
    "dormant": "dormant",
    "notPresent": "not_present",
    "lowerLayerDown": "lower_layer_down",
}
_DUPLEX: Mapping[str | None, Duplex] = {"halfDuplex": "half", "fullDuplex": "full"}
_STP: Mapping[str | None, StpState] = {
    "disabled": "disabled",
    "blocking": "blocking",
    "listening": "listening",
    "learning": "learning",
    "forwarding": "forwarding",
    "broken": "broken",
}


def survey_ports(
    walk: Walk,
    contexts: Mapping[int, Walk] | None = None,
    power: Mapping[int, PortPower] | None = None,
    partners: Mapping[int, int] | None = None,
) -> tuple[Port, ...]:
    """Return all interfaces in *walk*, by ifIndex.

    Args:
        walk: all that the device said.
        contexts: the BRIDGE-MIB of each VLAN, where one must ask for each (Cisco).
        power: what is known of PoE, by ifIndex.
        partners: what the partners of ports say they can do, in bit/s by ifIndex.
    """
    maker = _PortMaker(walk, contexts or {}, power or {}, partners or {})
    return tuple(
        maker.make(port) for port in maker.ports if index(port.if_index) is not None
    )


class _PortMaker:
    """What the tables of a device say of its ports; ``make`` puts one together."""

    def __init__(
        self,
        walk: Walk,
        contexts: Mapping[int, Walk],
        power: Mapping[int, PortPower],
        partners: Mapping[int, int],
    ) -> None:
        self.ports = read_ports(walk)
        self._keys = port_keys(self.ports)
        self._names = {
            name
            for port in self.ports
            for name in (port.if_name, port.if_descr)
            if name
        }
        self._narrow = entries(walk, IF_ENTRY, 1)
        self._wide = entries(walk, IFX_ENTRY, 1)
        self._now = number(walk.get(_SYS_UP_TIME))
        self._power = power
        self._partners = partners
        self._negotiation = read_negotiation(walk)
        self._aggregates = read_aggregates(walk)
        self._membership = read_membership(walk)
        self._stp = read_stp_states(walk, contexts)
        self._transceivers = read_transceivers(walk)
        self._described = port_descriptions(walk)
        self._real = set(base_ports(walk).values()) | self._described.keys()
        for view in contexts.values():
            self._real |= set(base_ports(view).values())

    def make(self, port: reader.Port) -> Port:
        """Return *port* as a survey has it."""
        at = port.if_index
        plain = _plain(port, self._keys[at])
        connector = number(self._cells(self._wide, at).get(_CONNECTOR_PRESENT))
        physical = is_physical(port, connector, self._real, self._names)
        told = self._negotiation.get(at, Negotiation())
        partner = fastest((told.partner_bps, self._partners.get(at)))
        return msgspec.structs.replace(
            plain,
            physical=physical,
            changed_s=self._since(at),
            aggregate=index(self._aggregates.get(at)),
            vlan=self._membership.untagged.get(at),
            tagged=tuple(self._membership.tagged.get(at, ())),
            stp=_STP.get(self._stp.get(at), ""),
            poe=_poe(self._power.get(at)),
            transceiver=short(self._transceivers.get(at)),
            capable_bps=self._capable(port, plain, told) if physical else None,
            partner_bps=fastest((partner, plain.speed_bps)) if partner else None,
            auto_negotiation=told.enabled,
        )

    def _capable(self, port: reader.Port, plain: Port, told: Negotiation) -> int | None:
        """Return the fastest that *port* can do; what is plugged into it limits it.

        A port without a link says the fastest it can do as its speed, or the slowest.
        """
        at = port.if_index
        plugged = speed_of_words([self._transceivers.get(at)])
        named = speed_of_words([port.if_name, port.if_descr, self._described.get(at)])
        can = plugged or fastest((told.capable_bps, named, speed_of_type(port.if_type)))
        stated = nominal_bps(port.speed_bps_sane)
        slow = stated is not None and stated <= _OF_NO_LINK_BPS
        known = stated if plain.link == "up" or not slow else None
        return bps(fastest((can, known)))

    def _since(self, at: int) -> float | None:
        """Return for how long the link of a port has been as it is (ifLastChange)."""
        changed = number(self._cells(self._narrow, at).get(_LAST_CHANGE))
        if self._now is None or changed is None or not 0 <= changed <= self._now:
            return None
        return (self._now - changed) / _TICKS_PER_S

    @staticmethod
    def _cells(rows: Mapping[tuple[int, ...], Cells], at: int) -> Cells:
        return rows.get((at,), {})


def _plain(port: reader.Port, key: str) -> Port:
    link = _LINKS.get(port.if_oper_status_name, "")
    speed = nominal_bps(port.speed_bps_sane) if link == "up" else None
    bits = port.counter("in").bits or port.counter("out").bits or 0
    return Port(
        index=port.if_index,
        key=key,
        name=short(port.if_name),
        description=short(port.if_descr),
        alias=short(port.if_alias),
        type=index(port.if_type) or 0,
        mac=port.mac or "",
        admin=_LINKS.get(port.if_admin_status_name, ""),
        link=link,
        speed_bps=speed,
        duplex=_DUPLEX.get(port.duplex, ""),
        mtu=index(port.mtu),
        counter_bits=bits,
        doubtful=bits == 32 and (speed or 0) > _FAST_FOR_32_BITS_BPS,
    )


def _poe(power: PortPower | None) -> Poe | None:
    if power is None:
        return None
    return Poe(
        enabled=power.enabled,
        delivering=power.delivering,
        status=power.status,
        class_=power.class_,
        watts=power.watts,
    )
