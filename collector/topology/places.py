"""At which port each station hangs: the one of all that see it that ends the tree."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from heapq import nlargest
from typing import NamedTuple

from collector.topology.candidates import Candidate
from collector.topology.identities import forwards, routes
from collector.topology.learned_links import Group
from collector.topology.links import joined
from collector.topology.orientation import Picture
from collector.topology.rules import Rules
from collector.topology.shapes import End, Evidence
from collector.topology.tables import Tables

ALONE = 0.85  # one table says so, and no other says anything
AGREED = 0.97  # others see it in that direction
DOUBTED = 0.6
HIDDEN = 0.5  # behind a switch that does not show its table
MISSED = 0.4  # behind one that has a table, without this address
MET = 0.4  # only a router has met it
MOST_EDGES = 16
"""Ports of one address that are weighed, those of the latest surveys: it hangs at one, and
whoever makes up tables may claim it at a thousand."""


class Place(NamedTuple):
    """Where one address is. ``line``: the shared line that it hangs at, if any."""

    mac: str
    at: End
    confidence: float
    evidence: Evidence
    line: Group | None = None


class Places:
    """Finds places, given which ports lead to other switches."""

    def __init__(
        self,
        picture: Picture,
        links: Iterable[Candidate],
        groups: Iterable[Group],
        rules: Rules,
    ) -> None:
        self._identities, self._tables, self._turned = picture
        self._rules = rules
        self._lines: dict[End, Group] = {}
        for group in groups:
            for end in group.ends:
                self._lines[self._tables.logical(end)] = group
        trunks = [c for c in links if all(self._passes(d) for d in c.devices)]
        self._across = {
            self._tables.logical(end): self._tables.logical(other)
            for end, other in joined(trunks).items()
        }
        self._graph = _graph(trunks, self._lines.values(), self._tables)
        self._towards: dict[str, dict[str, int]] = {}

    def _passes(self, device: str) -> bool:
        survey = self._identities.survey(device)
        return forwards(survey) or routes(survey) or device in self._tables.of

    def is_inner(self, end: End) -> bool:
        """Return whether *end* leads to other switches."""
        return end in self._across or end in self._lines

    def all(self, announced: Mapping[str, End]) -> list[Place]:
        """Return a place for every station that is seen anywhere, in order.

        *announced* are stations that announce themselves, and at which port.
        """
        entries = self._tables.entries
        met = self._met()
        found = []
        for mac in sorted({*entries, *announced, *met, *self._rules.placed}):
            owner = self._identities.owner.get(mac)
            if owner is not None and self._passes(owner):
                continue
            place = self._place(mac, entries.get(mac, []), announced.get(mac), met)
            if place is not None and place.at.device != owner:
                found.append(place)
        return found

    def _place(
        self,
        mac: str,
        entries: list[tuple[str, int]],
        announced: End | None,
        met: Mapping[str, End],
    ) -> Place | None:
        if mac in self._rules.placed:
            return Place(mac, self._rules.placed[mac], 1.0, Evidence("rule"))
        seen = [End(device, port) for device, port in entries]
        if announced is not None and announced not in seen:
            seen.append(self._tables.logical(announced))
        seen = [end for end in seen if (mac, end) not in self._rules.denied]
        edges = [e for e in seen if e not in self._across and e not in self._lines]
        if edges:
            return self._edge(mac, edges, seen)
        if seen:
            return self._beyond(mac, seen)
        if mac in met and (mac, met[mac]) not in self._rules.denied:
            return Place(mac, met[mac], MET, Evidence("hosts"))
        return None

    def _edge(self, mac: str, edges: list[End], seen: list[End]) -> Place:
        """Return the edge port that most other tables point at."""
        latest = nlargest(MOST_EDGES, edges, key=lambda e: (self._time(e), e))
        counted = [(self._pointing(end, seen), end) for end in latest]
        (agree, against), at = max(
            counted,
            key=lambda c: (c[0][0] - c[0][1], self._time(c[1]), c[1]),
        )
        others = len(edges) - 1
        confidence = AGREED if agree else ALONE
        if agree + against:
            confidence *= 0.5 + 0.5 * agree / (agree + against)
        if len(edges) > 1:
            confidence = min(confidence, DOUBTED)
        evidence = Evidence("stations", {"agree": agree, "against": against + others})
        return Place(mac, at, confidence, evidence)

    def _time(self, end: End) -> float:
        return self._identities.devices[end.device].time

    def _pointing(self, at: End, seen: list[End]) -> tuple[int, int]:
        """Return how many of *seen* lead to the device of *at*, and how many not."""
        towards = self._way_to(at.device)
        agree = against = 0
        for end in seen:
            port = towards.get(end.device)
            if end.device == at.device or port is None:
                continue
            agree += port == end.port
            against += port not in {0, end.port}
        return agree, against

    def _way_to(self, device: str) -> dict[str, int]:
        """Return the port of every other device that leads to *device*."""
        known = self._towards.get(device)
        if known is not None:
            return known
        found: dict[str, int] = {device: 0}
        waiting = deque([device])
        while waiting:
            here = waiting.popleft()
            for other, port in self._graph.get(here, ()):
                if other not in found:
                    found[other] = port
                    waiting.append(other)
        self._towards[device] = found
        return found

    def _beyond(self, mac: str, seen: list[End]) -> Place:
        """Follow the tables along the links to where nobody tells more."""
        ports = {end.device: end.port for end in seen}
        here = self._start(seen)
        visited = {here.device}
        while True:
            if here in self._lines:
                return self._on_line(mac, here, ports)
            there = self._across.get(here)
            if there is None or there.device in visited:
                return Place(mac, here, DOUBTED, Evidence("stations", {"against": 1}))
            visited.add(there.device)
            port = ports.get(there.device)
            if port is None:
                hidden = there.device not in self._tables.of
                return Place(
                    *(mac, End(there.device), HIDDEN if hidden else MISSED),
                    Evidence("stations", {"behind": True}),
                )
            if port == there.port:
                # Both facing ports see it: it hangs between them.
                upper = here if self._is_above(here) else there
                return Place(
                    mac, upper, DOUBTED, Evidence("stations", {"between": True})
                )
            here = End(there.device, port)

    def _start(self, seen: list[End]) -> End:
        """Begin below what is above: at a port that leads down, where there is one."""
        down = [end for end in seen if self._is_above(end)]
        return min(down or seen)

    def _is_above(self, end: End) -> bool:
        return self._turned.up.get(end.device) != end.port

    def _on_line(self, mac: str, here: End, ports: dict[str, int]) -> Place:
        """Return where on a shared line: behind one of its switches, or on itself."""
        line = self._lines[here]
        silent = []
        for end in sorted(line.ends):
            logical = self._tables.logical(end)
            if logical == here:
                continue
            port = ports.get(end.device)
            if port is not None and port != logical.port:
                return Place(
                    *(mac, End(end.device, port), DOUBTED, Evidence("stations", {}))
                )
            if end.device not in self._tables.of and forwards(
                self._identities.survey(end.device)
            ):
                silent.append(end.device)
        if len(silent) == 1:
            evidence = Evidence("stations", {"behind": True})
            return Place(mac, End(silent[0]), MISSED, evidence)
        return Place(mac, line.at, DOUBTED, Evidence("many"), line)

    def _met(self) -> dict[str, End]:
        """Return at which port a router has met those whom no switch knows."""
        found: dict[str, End] = {}
        for device, seen in self._identities.devices.items():
            if not self._passes(device):
                continue  # a printer has met others; they do not hang behind it
            physical = {p.index for p in seen.survey.ports if p.physical}
            for host in seen.survey.hosts:
                end = self._tables.logical(End(device, host.port or 0))
                known = host.mac in self._tables.entries or host.mac in found
                if host.port in physical and not known and end not in self._across:
                    found[host.mac] = end
        return found


def _graph(
    trunks: list[Candidate], lines: Iterable[Group], tables: Tables
) -> dict[str, list[tuple[str, int]]]:
    """Return of each device its neighbours, and their port towards it."""
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    pairs = [(c.a, c.b) for c in trunks]
    pairs += [(a, b) for g in lines for a in g.ends for b in g.ends if a < b]
    for a, b in pairs:
        found[a.device].add((b.device, tables.logical(b).port))
        found[b.device].add((a.device, tables.logical(a).port))
    return {device: sorted(others) for device, others in found.items()}
