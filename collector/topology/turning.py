"""Turns the switches whose own tables do not say where the way out is."""

from collections import defaultdict
from collections.abc import Iterable

from collector.topology.candidates import Candidate
from collector.topology.identities import Identities
from collector.topology.shapes import End
from collector.topology.tables import Tables

_SEVERAL = 2


class Turning:
    """Finds the port towards the way out from what others say.

    ``up`` and ``roots`` hold what is known, and get what is found.
    """

    def __init__(
        self,
        identities: Identities,
        tables: Tables,
        links: Iterable[Candidate],
        up: dict[str, int],
        roots: set[str],
    ) -> None:
        self._identities = identities
        self._seen = tables.seen
        self._tables = tables
        self._up = up
        self._roots = roots
        self._certain = frozenset(up)
        self._beside: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in sorted(links, key=lambda c: (-c.confidence, c.a, c.b)):
            for device in candidate.devices:
                self._beside[device].append(candidate)

    def turn(self, domain: list[str]) -> None:
        """Turn all of *domain* that are not turned yet, as far as anybody knows."""
        while True:
            self._by_those_above(domain)
            self._by_links(domain)
            self._by_roots(domain)
            top = self._top(domain)
            if top is None:
                break
            self._roots.add(top)
        for device in self._waiting(domain):
            self._by_size(device)

    def _waiting(self, domain: list[str]) -> list[str]:
        return [d for d in domain if d not in self._up and d not in self._roots]

    def _by_those_above(self, domain: list[str]) -> None:
        """Turn each switch that another one sees below itself to that one."""
        for device in self._waiting(domain):
            for other, port in sorted(self._seen.get(device, {}).items()):
                there = self._seen.get(other, {}).get(device)
                if other in self._certain and there not in {None, self._up[other]}:
                    self._up[device] = port
                    break

    def _by_links(self, domain: list[str]) -> None:
        """Turn those to which a link leads down from one that is turned."""
        waiting = set(self._waiting(domain))
        turned = sorted(d for d in domain if d not in waiting)
        while turned:
            device = turned.pop(0)
            for candidate in self._beside[device]:
                (other,) = candidate.devices - {device}
                here, there = candidate.end_of(device), candidate.end_of(other)
                leads_up = self._up.get(device) == self._tables.logical(here).port
                if other in waiting and there.port and not leads_up:
                    waiting.remove(other)
                    self._up[other] = self._tables.logical(there).port
                    turned.append(other)

    def _by_roots(self, domain: list[str]) -> None:
        """Turn those that see a root, to where they see it."""
        for device in self._waiting(domain):
            seen = self._seen.get(device, {})
            ports = [seen[root] for root in sorted(self._roots) if root in seen]
            if ports:
                self._up[device] = ports[0]

    def _top(self, domain: list[str]) -> str | None:
        """Return one that all others see above themselves: the tree may hang from it.

        If there are several, the real one is not known; from any of them the links
        come out the same.
        """
        best: tuple[int, str] | None = None
        for device in self._waiting(domain):
            others = [
                (other, port)
                for other, port in self._seen.get(device, {}).items()
                if other in self._certain and device in self._seen.get(other, {})
            ]
            above = all(self._seen[o][device] == self._up[o] for o, _port in others)
            if above and len({port for _other, port in others}) >= _SEVERAL:
                found = (-len(others), device)
                best = found if best is None else min(best, found)
        return None if best is None else best[1]

    def _by_size(self, device: str) -> None:
        """Turn *device* by its spanning tree, else to where it sees most of the LAN."""
        tree = self._identities.survey(device).spanning_tree
        table = self._tables.of.get(device)
        if tree is not None and tree.root_port is not None:
            end = End(device, tree.root_port)
            self._up[device] = self._tables.logical(end).port
        elif table is not None:
            self._up[device] = min(
                table.ports, key=lambda port: (-len(table.ports[port]), port)
            )
