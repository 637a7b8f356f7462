"""The way from a machine or a device to the way out, device by device."""

import heapq
from collections import defaultdict
from collections.abc import Mapping

from collector.topology.shapes import Attachment, End, Hop, Link, Topology


class Ways:
    """All ways of one topology; make it once where many are asked for."""

    def __init__(self, topology: Topology) -> None:
        self._topology = topology
        self._steps = _steps(topology)
        self._attachments: dict[str, Attachment] = {}
        # What is surest of a machine comes first; a MAC address has one place only.
        for one in sorted(topology.attachments, key=lambda a: (-a.confidence, a.mac)):
            for name in (one.mac, one.agent, one.device):
                if name:
                    self._attachments.setdefault(name, one)

    def of(self, start: str) -> tuple[Hop, ...]:
        """Return the hops from *start* to the way out; empty if it is nowhere.

        *start* is the id of a device, of something inferred or of an agent, or a MAC
        address. What is not a device comes first, with no ports. Where no way out is
        known the hops end at the last device that is.
        """
        if start in self._steps or start in self._topology.gateways:
            return self._from(start, None)
        attachment = self._attachments.get(start)
        if attachment is None:
            return ()
        through, at = attachment.through, attachment.at
        if through in self._steps or through in self._topology.gateways:
            return (Hop(start), *self._from(through, None))
        hops = [Hop(start), Hop(through)] if through else [Hop(start)]
        return (*hops, *self._from(at.device, at.port or None))

    def _from(self, device: str, entered: int | None) -> tuple[Hop, ...]:
        hops: list[Hop] = []
        while device in self._steps and len(hops) <= len(self._steps):
            left, there = self._steps[device]
            hops.append(Hop(device, entered, left.port or None))
            device, entered = there.device, there.port or None
        return (*hops, Hop(device, entered, None))


def way(topology: Topology, device: str) -> tuple[Hop, ...]:
    """Return the way from *device* to the way out, as ``Ways.of``."""
    return Ways(topology).of(device)


def _steps(topology: Topology) -> Mapping[str, tuple[End, End]]:
    """Return of each device the link towards the way out: its end, and the other."""
    beside: dict[str, list[tuple[End, End]]] = defaultdict(list)
    for link in topology.links:
        for here, there in ((link.a, link.b), (link.b, link.a)):
            beside[there.device].append((here, there))
    found: dict[str, tuple[End, End]] = {}
    reached: set[str] = set()
    waiting: list[tuple[int, str, tuple[End, End] | None]] = [
        (0, gateway, None) for gateway in sorted(topology.gateways)
    ]
    heapq.heapify(waiting)
    while waiting:
        count, device, step = heapq.heappop(waiting)
        if device in reached:
            continue
        reached.add(device)
        if step is not None:
            found[device] = step
        for here, there in sorted(beside[device]):
            uplink = topology.uplinks.get(here.device)
            if here.device not in reached and uplink == here:
                heapq.heappush(waiting, (count + 1, here.device, (here, there)))
    return found


def links_by_device(topology: Topology) -> dict[str, list[Link]]:
    """Return the links of each device, the surest first."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in topology.links:
        for device in sorted({link.a.device, link.b.device}):
            found[device].append(link)
    return {
        device: sorted(links, key=lambda link: (-link.confidence, link.a, link.b))
        for device, links in found.items()
    }
