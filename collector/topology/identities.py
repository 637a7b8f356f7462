"""Who is who: devices that were read, by all names that others know them by."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from agent.shared.survey import Neighbour, Survey
from collector.topology.macs import is_shared, is_station, mac_of
from collector.topology.shapes import Seen

FORWARDERS = frozenset({"switch", "access_point"})
ROUTERS = frozenset({"router", "firewall"})
_IN_PARENTHESES = re.compile(r"\(([^()]*)\)\s*$")


class Match(NamedTuple):
    """The device that a neighbour is, and how sure that is: 0 to 1."""

    device: str
    strength: float


def forwards(survey: Survey) -> bool:
    """Return whether frames of others pass through the device."""
    return survey.bridge or survey.kind in FORWARDERS


def routes(survey: Survey) -> bool:
    """Return whether the device is a way out of its LAN."""
    return survey.kind in ROUTERS or survey.router


class Identities:
    """The devices, each once; and who has which address and name.

    ``devices`` are by id. ``same`` names, for a device that was read a second time
    (another address, another agent), the one that stands for it. ``owner`` tells whose
    a MAC address is.
    """

    def __init__(self, devices: Iterable[Seen]) -> None:
        every = sorted(map(_in_order, devices), key=lambda seen: seen.id)
        self.same = _duplicates(every)
        self.devices = {s.id: s for s in every if s.id not in self.same}
        self.owner = self._owners()
        for other, stands in self.same.items():
            survey = next(s.survey for s in every if s.id == other)
            for mac in _macs(survey):
                self.owner.setdefault(mac, stands)
        surveys = [(d, s.survey) for d, s in self.devices.items()]
        self._names = _unique((_short(s.name), d) for d, s in surveys if s.name)
        self._full = _unique((s.name.casefold(), d) for d, s in surveys if s.name)
        self._serials = _unique(
            (s.serial.casefold(), d) for d, s in surveys if len(s.serial) > 4
        )
        self.addresses = _unique(
            (address, d)
            for d, s in surveys
            for address in {s.address, *s.addresses}
            if address and not address.startswith(("127.", "::1", "fe80:"))
        )

    def survey(self, device: str) -> Survey:
        """Return the survey of one of ``devices``."""
        return self.devices[device].survey

    def find(self, neighbour: Neighbour) -> Match | None:
        """Return which device a neighbour is; None: none of those that are read."""
        chassis = mac_of(neighbour.chassis)
        for mac in (chassis, mac_of(neighbour.remote_port)):
            if mac is not None and mac in self.owner:
                return Match(self.owner[mac], 1.0)
        device = self._by_name(neighbour)
        if device is None:
            return None
        if chassis is not None and is_station(chassis):
            # It has another address than all that the device told of.
            prefix = chassis[:8]
            near = any(mac.startswith(prefix) for mac in _macs(self.survey(device)))
            return Match(device, 0.9 if near else 0.6)
        return Match(device, 0.97)

    def _by_name(self, neighbour: Neighbour) -> str | None:
        for address in (*neighbour.addresses, neighbour.chassis):
            if address in self.addresses:
                return self.addresses[address]
        for name in (neighbour.name, neighbour.chassis):
            device = self._called(name.strip().casefold())
            if device is not None:
                return device
        return None

    def _called(self, name: str) -> str | None:
        """Return who is called *name*, which may have a serial number behind it."""
        bracket = _IN_PARENTHESES.search(name)
        if bracket and bracket[1] in self._serials:
            return self._serials[bracket[1]]
        plain = _IN_PARENTHESES.sub("", name)
        for known, text in (
            (self._full, plain),
            (self._serials, plain),
            (self._names, _short(plain)),
        ):
            if text and text in known:
                return known[text]
        return None

    def _owners(self) -> dict[str, str]:
        """Return whose each address is; what several claim is its chassis' alone."""
        claims: dict[str, set[str]] = defaultdict(set)
        chassis: dict[str, set[str]] = defaultdict(set)
        for device, seen in self.devices.items():
            for mac in _macs(seen.survey):
                claims[mac].add(device)
            own = mac_of(seen.survey.chassis)
            if own is not None:
                chassis[own].add(device)
        owners = {}
        for mac, devices in claims.items():
            claimed = devices if len(devices) == 1 else chassis.get(mac, set())
            if len(claimed) == 1:
                owners[mac] = next(iter(claimed))
        return owners


def _in_order(seen: Seen) -> Seen:
    """Return the same device with lists in an order that is always the same."""
    survey = seen.survey
    neighbours = tuple(sorted(survey.neighbours, key=msgspec.json.encode))
    hosts = tuple(sorted(survey.hosts, key=msgspec.json.encode))
    if neighbours == survey.neighbours and hosts == survey.hosts:
        return seen
    changed = msgspec.structs.replace(survey, neighbours=neighbours, hosts=hosts)
    return msgspec.structs.replace(seen, survey=changed)


def _macs(survey: Survey) -> set[str]:
    found = {
        survey.chassis.lower(),
        *survey.macs,
        *(port.mac for port in survey.ports),
        *(station.mac for station in survey.stations if station.own),
    }
    return {mac for mac in found if is_station(mac) and not is_shared(mac)}


def _short(name: str) -> str:
    """Return a name without its domain; an IP address is not one."""
    name = name.casefold().strip()
    return name if name[:1].isdigit() else name.partition(".")[0]


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, device in pairs:
        found[name].add(device)
    return {name: next(iter(ds)) for name, ds in found.items() if len(ds) == 1}


def _duplicates(devices: list[Seen]) -> dict[str, str]:
    """Return which of *devices* are others of them, read once more.

    Two are one if they have one chassis address, or one maker's serial number, and
    neither the serial numbers nor the models say otherwise.
    """
    groups: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for seen in devices:
        survey = seen.survey
        chassis = mac_of(survey.chassis)
        if chassis is not None and is_station(chassis):
            groups["chassis", chassis].append(seen)
        if len(survey.serial) > 4 and len(Counter(survey.serial)) > 2:
            groups["serial", survey.vendor, survey.serial].append(seen)
    same: dict[str, str] = {}
    for _key, group in sorted(groups.items()):
        ranked = sorted(group, key=_richness)
        for other in ranked[1:]:
            first = ranked[0]
            if other.id not in same and _alike(first.survey, other.survey):
                same[other.id] = same.get(first.id, first.id)
    return {
        other: _last(same, other) for other, first in same.items() if other != first
    }


def _last(same: dict[str, str], device: str) -> str:
    """Follow who stands for whom; who stands for itself is the end."""
    while same.get(device, device) != device:
        device = same[device]
    return device


def _alike(one: Survey, other: Survey) -> bool:
    return all(
        not a or not b or a == b
        for a, b in ((one.serial, other.serial), (one.model, other.model))
    ) and (not one.name or not other.name or _short(one.name) == _short(other.name))


def _richness(seen: Seen) -> tuple[int, float, str]:
    survey = seen.survey
    return (-len(survey.ports) - len(survey.stations), -seen.time, seen.id)
