"""Which interfaces are ports with a plug, and which only exist in the software.

ifConnectorPresent alone does not tell: an empty slot for a transceiver says that it has
no connector, some switches say so of copper ports, and Linux says it has one on
bridges.
"""

import re
from collections.abc import Container

from agent.readers.snmp.interface_types import ETHERNET, VIRTUAL
from agent.readers.snmp.media import speed_of_words
from agent.readers.snmp.ports import Port

_VIRTUAL_NAME = re.compile(
    r"^(?:vlan|vl\d|.*\bvlan\b|vtss\.|loop|lo\d*$|null|tun|tap|gre|sit\d|ip6"
    r"|po\d|port-?channel|lag|trk\d|.*trunk|ch\d|bond|team|ae\d|agg|bagg|bridge-agg"
    r"|br[-\d]|bridge|virbr|docker|veth|vnet|vmnet|cali|flannel|dummy|ifb|wan miniport"
    r"|stack|cpu|virtual|logical|inloop|.*\bloopback\b|aux|console|mgmt-bridge"
    r"|isatap|teredo|6to4|ppp|pppoe|wg\d|ovpn|irb|vme|bme|pfe|pfh|dsc|tap|vlanif"
    r"|user defined|cpu interface|link aggregate)",
    re.IGNORECASE | re.ASCII,
)
_SUB_INTERFACE = re.compile(r"(.+)[.:]\d+", re.ASCII)
_PRESENT, _ABSENT = 1, 2
_LONGEST = 200


def is_physical(
    port: Port, connector: int | None, ports: Container[int], names: Container[str]
) -> bool:
    """Return whether *port* is one that a cable can be plugged into.

    Args:
        port: the interface.
        connector: its ifConnectorPresent.
        ports: the ifIndexes of bridge ports and of the ports of ENTITY-MIB: to be among
            them makes up for an ifConnectorPresent of false.
        names: those of all interfaces of the device: ``eth0.10`` is a part of ``eth0``.
    """
    own = [name[:_LONGEST] for name in (port.if_name, port.if_descr) if name]
    if port.if_type in VIRTUAL or any(_is_virtual(name, names) for name in own):
        return False
    if port.if_type is None:
        return connector == _PRESENT or speed_of_words(own) is not None
    if port.if_type not in ETHERNET:
        return connector == _PRESENT
    return connector != _ABSENT or port.if_index in ports


def _is_virtual(name: str, names: Container[str]) -> bool:
    below = _SUB_INTERFACE.fullmatch(name)
    return bool(_VIRTUAL_NAME.match(name)) or (below is not None and below[1] in names)
