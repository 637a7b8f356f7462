"""Which devices are shown to Prometheus, under which name and in which site."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from collector.devices import Place, place_of
from collector.roster import NO_SITE, is_shown
from collector.store.device import DeviceRecord
from collector.store.interface import Agent

_OF_THE_NET = frozenset({"switch", "router", "firewall", "access_point"})
_PORTS_LIKE_A_MACHINE = 4  # which have as many series as one machine


class DeviceEntry(NamedTuple):
    """One device, its name in Prometheus, and where it stands."""

    device: DeviceRecord
    instance: str
    place: Place

    @property
    def is_of_the_net(self) -> bool:
        """Whether others hang on it."""
        survey = self.device.survey
        return survey.bridge or survey.router or survey.kind in _OF_THE_NET

    @property
    def weight(self) -> int:
        """How many machines a page has room for in its place."""
        return 1 + len(self.device.survey.ports) // _PORTS_LIKE_A_MACHINE

    def switch(self, switch_of: Callable[[str], str]) -> str:
        """Return the ``switch`` label: its own name, or on which switch it hangs."""
        return self.instance if self.is_of_the_net else switch_of(self.device.id)


class DeviceRoster:
    """The devices of one moment: those of agents that are shown themselves."""

    def __init__(
        self,
        agents: Mapping[str, Agent],
        devices: Sequence[DeviceRecord],
        instance: Callable[[str], str],
    ) -> None:
        self._made_of = (agents, devices)
        self._entries = {
            device.id: DeviceEntry(
                device, instance(device.id), place_of(device, agents)
            )
            for device in devices
            if device.agent in agents and is_shown(agents[device.agent])
        }
        self._sites: dict[str, list[DeviceEntry]] = {}
        for entry in self._entries.values():
            self._sites.setdefault(entry.place.site or NO_SITE, []).append(entry)

    def is_of(
        self, agents: Mapping[str, Agent], devices: Sequence[DeviceRecord]
    ) -> bool:
        """Return whether this was made of them; both are replaced, never changed."""
        return agents is self._made_of[0] and devices is self._made_of[1]

    def entries(self) -> Sequence[DeviceEntry]:
        """Return every device that is shown."""
        return tuple(self._entries.values())

    def entry(self, device: str) -> DeviceEntry | None:
        """Return one device, or None when it is not shown."""
        return self._entries.get(device)

    def sites(self) -> Mapping[str, Sequence[DeviceEntry]]:
        """Return the devices by site; ``-`` for no site."""
        return self._sites

    def part(self, site: str, part: int, parts: int) -> list[DeviceEntry]:
        """Return the *part*-th (from 1) of *parts* of a site; by id, so it stays."""
        return [
            entry
            for entry in self._sites.get(site, ())
            if int(entry.device.id[:8], 16) % parts == part - 1
        ]
