"""Which devices are in one LAN with each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from collector.topology.candidates import Candidate
from collector.topology.identities import Identities
from collector.topology.tables import Tables

VISITORS = 0.1  # of the machines of a LAN: those that were seen in another one, too


class _Groups:
    """Devices that were joined, each group by its first."""

    def __init__(self, devices: Iterable[str]) -> None:
        self._above = {device: device for device in devices}

    def first(self, device: str) -> str:
        above = self._above
        while above[device] != device:
            above[device] = above[above[device]]
            device = above[device]
        return device

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        self._above[high] = low

    def all(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for device in sorted(self._above):
            found[self.first(device)].append(device)
        return list(found.values())


def domains(
    identities: Identities, tables: Tables, links: Iterable[Candidate]
) -> list[list[str]]:
    """Return the devices that are in one LAN with each other, in order.

    They announce each other, one's address stands in another's table, or they know the
    same machines: more of them than laptops that were taken along.
    """
    groups = _Groups(identities.devices)
    for device, seen in tables.seen.items():
        for other in seen:
            groups.join(device, other)
    for candidate in links:
        groups.join(candidate.a.device, candidate.b.device)
    _join_by_stations(groups, tables)
    return groups.all()


def _join_by_stations(groups: _Groups, tables: Tables) -> None:
    sizes: Counter[str] = Counter()
    common: Counter[tuple[str, str]] = Counter()
    for entries in tables.entries.values():
        met = sorted({groups.first(device) for device, _port in entries})
        sizes.update(met)
        common.update(pairwise(met))
    for (one, other), count in sorted(common.items()):
        if count >= max(1.0, VISITORS * min(sizes[one], sizes[other])):
            groups.join(one, other)
