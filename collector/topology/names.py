"""Whose a MAC address is, and which IP address and name belong to it."""

import ipaddress
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from agent.shared.survey import Neighbour
from collector.topology.identities import Identities
from collector.topology.macs import is_shared, is_station, mac_of
from collector.topology.shapes import End, Evidence, Host


class Owner(NamedTuple):
    """What is known of one address besides where it is."""

    agent: str = ""
    device: str = ""
    address: str = ""
    name: str = ""
    evidence: tuple[Evidence, ...] = ()


class Names:
    """Owners of addresses: agents, devices, ARP tables and announcements."""

    def __init__(
        self,
        identities: Identities,
        hosts: Iterable[Host],
        strangers: dict[End, list[Neighbour]],
    ) -> None:
        self._identities = identities
        self._hosts: dict[str, Host] = {}
        for host in sorted(hosts, key=lambda h: h.agent):
            for mac in host.macs:
                self._hosts.setdefault(mac.lower(), host)
        self._addresses = _arp(identities)
        self._announced: dict[str, Neighbour] = {}
        for _end, neighbours in sorted(strangers.items()):
            for neighbour in neighbours:
                own = announced_mac(neighbour)
                if own is not None:
                    self._announced.setdefault(own, neighbour)

    def of(self, mac: str) -> Owner:
        """Return what is known of *mac*."""
        host = self._hosts.get(mac)
        device = self._identities.owner.get(mac, "")
        address = self._addresses.get(mac, "")
        neighbour = self._announced.get(mac)
        evidence = []
        name = neighbour.name if neighbour else ""
        if device:
            survey = self._identities.survey(device)
            name = survey.device or survey.name or name
            address = address or survey.address
        if host is not None:
            evidence.append(Evidence("agent"))
            name = host.name
            if address not in host.addresses:
                # Its own word is newer than what others met.
                address = min(host.addresses, key=_order, default=address)
        if mac in self._addresses:
            evidence.append(Evidence("hosts", {"address": self._addresses[mac]}))
        agent = host.agent if host else ""
        return Owner(agent, device, address, name, tuple(evidence))


def announced_mac(neighbour: Neighbour) -> str | None:
    """Return the address of a neighbour that is none of the devices that are read."""
    for text in (neighbour.remote_port, neighbour.chassis):
        mac = mac_of(text)
        if mac is not None and is_station(mac):
            return mac
    return None


def _arp(identities: Identities) -> dict[str, str]:
    """Return an IP address of each MAC: from the newest survey that has any."""
    met: dict[str, list[str]] = defaultdict(list)
    newest: dict[str, float] = {}
    for seen in identities.devices.values():
        for host in seen.survey.hosts:
            mac = host.mac
            if not is_station(mac) or is_shared(mac):
                continue
            if seen.time > newest.get(mac, 0.0):
                newest[mac] = seen.time
                met[mac] = []
            if seen.time == newest[mac]:
                met[mac].append(host.address)
    return {mac: min(found, key=_order) for mac, found in met.items()}


def _order(address: str) -> tuple[int, int, str]:
    """Prefer IPv4, then what others can reach, then the lowest."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return (9, 0, address)
    return (parsed.version, int(parsed.is_link_local), parsed.exploded)
