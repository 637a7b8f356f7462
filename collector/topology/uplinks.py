"""Of each device the port towards the way out: the shortest ways through the links."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

from collector.topology.shapes import End, Link

OTHER_PORT = 5.0  # costs what a detour of five devices does


def uplinks(
    links: Iterable[Link],
    gateways: Iterable[str],
    shown: Mapping[str, frozenset[int]],
) -> dict[str, End]:
    """Return the first step from every device to the nearest of *gateways*.

    *shown* are the ports behind which a device's own table has the way out: others
    are taken only where there is no way through these. Ways have no loops.
    """
    beside: dict[str, list[tuple[End, End, float]]] = defaultdict(list)
    for link in links:
        for here, there in ((link.a, link.b), (link.b, link.a)):
            beside[here.device].append((there, here, 1.0 - link.confidence))
    found: dict[str, End] = {}
    starts = sorted(set(gateways))
    best = dict.fromkeys(starts, 0.0)
    waiting = [(0.0, End(device)) for device in starts]
    while waiting:
        cost, reached = heapq.heappop(waiting)
        if reached.device in found or (reached.port and best[reached.device] < cost):
            continue
        if best[reached.device] > 0:
            found[reached.device] = reached
        for end, _here, doubt in sorted(beside[reached.device]):
            ports = shown.get(end.device)
            step = 1.0 + doubt + (OTHER_PORT if ports and end.port not in ports else 0)
            if cost + step < best.get(end.device, float("inf")):
                best[end.device] = cost + step
                heapq.heappush(waiting, (cost + step, end))
    return found
