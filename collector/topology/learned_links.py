"""Links and shared lines that follow from the tree of forwarding tables."""

from collections import Counter, defaultdict
from typing import NamedTuple

from collector.topology.candidates import Candidate, between
from collector.topology.identities import forwards
from collector.topology.learned import Above, Tree
from collector.topology.orientation import Picture, Reference
from collector.topology.shapes import End, Evidence

NOTHING_BELOW = 0.85  # at most, of a switch below which nothing is seen
SURE = 0.95  # at most, of forwarding tables alone
SHARED = 0.6  # several switches at one port: something stands between
GUESSED = 0.5  # behind one that does not show its table


class Group(NamedTuple):
    """Ports that meet at something which does not answer; ``at`` is the one above."""

    at: End
    ends: frozenset[End]
    confidence: float
    evidence: Evidence


class Found(NamedTuple):
    """What the tables show."""

    candidates: list[Candidate]
    groups: list[Group]


class _Maker:
    """Makes links of a tree."""

    def __init__(self, picture: Picture, tree: Tree) -> None:
        self._identities, self._tables, self._turned = picture
        self._tree = tree
        self.found = Found([], [])

    def up(self, device: str) -> End:
        """Return the end of *device* that is towards the way out; port 0: unknown."""
        return End(device, self._turned.up.get(device, 0))

    def below_ports(self) -> None:
        """Join the devices below each port of each switch."""
        children: dict[End, list[str]] = defaultdict(list)
        for device, parent in sorted(self._tree.parent.items()):
            if self._joins(device):
                port = self._tree.above[device][parent].port
                children[End(parent, port)].append(device)
        for at, devices in sorted(children.items()):
            if len(devices) == 1:
                self.direct(at, devices[0])
            else:
                self._several(at, devices)

    def _joins(self, device: str) -> bool:
        """Return whether it is more than a station: those get their place later."""
        survey = self._identities.survey(device)
        return forwards(survey) or device in self._tables.of

    def direct(self, at: End, device: str) -> None:
        """Join the only device below a port."""
        relation = self._tree.above[device][at.device]
        chance = self._confidence(at, device, relation)
        own = int(relation.own) + int(relation.back)
        evidence = Evidence("stations", {"shared": relation.shared, "own": own})
        self.found.candidates.append(between(at, self.up(device), chance, evidence))

    def _confidence(self, at: End, device: str, relation: Above) -> float:
        chance = 0.5 + 0.2 * relation.own + 0.15 * relation.back
        chance += 0.05 * min(2, relation.shared // 2)
        table, there = self._tables.of.get(device), self._tables.of[at.device]
        if table is not None:
            # Addresses seen at both facing ports hang between them.
            middle = table.behind(self._turned.up.get(device)) & there.behind(at.port)
            chance *= 0.8 if middle else 1.0
            chance = min(chance, SURE)
        if device not in self._tree.certain:
            chance *= 0.7
        if device not in self._turned.certain:
            chance *= 0.8
        return chance if relation.shared else min(chance, NOTHING_BELOW)

    def _several(self, at: End, devices: list[str]) -> None:
        """Explain several devices below one port: one of them, or a thing between."""
        middle = self._middle(devices)
        evidence = Evidence("stations", {"several": len(devices)})
        if middle is None:
            ends = frozenset({at, *(self.up(device) for device in devices)})
            self.found.groups.append(Group(at, ends, SHARED, evidence))
            return
        self.found.candidates.append(between(at, self.up(middle), SHARED, evidence))
        for device in devices:
            if device != middle:
                self.found.candidates.append(
                    between(End(middle), self.up(device), GUESSED, evidence)
                )

    def _middle(self, devices: list[str]) -> str | None:
        """Return the one of *devices* that the others may hang behind, if only one."""
        opaque = [device for device in devices if device not in self._tables.of]
        if opaque:
            return opaque[0] if len(opaque) == 1 else None
        fitting = [
            device
            for device in devices
            if not any(self._sees_above(device, o) for o in devices if o != device)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _sees_above(self, device: str, other: str) -> bool:
        """Return whether *device* sees *other*, or what is below it, above itself."""
        up = self._turned.up.get(device)
        if self._tables.seen[device].get(other) == up:
            return True
        table, below = self._tables.of[device], self._tables.of[other]
        other_up = self._turned.up.get(other)
        above = table.behind(up)
        return any(
            not macs.isdisjoint(above)
            for port, macs in below.ports.items()
            if port != other_up
        )

    def tops(self) -> None:
        """Join what has nothing above it to the device that is the way out."""
        tops: dict[str, list[str]] = defaultdict(list)
        references: dict[str, Reference] = {}
        for device, reference in self._turned.domain.items():
            holder = reference.holder
            if holder is None or device == holder or not self._joins(device):
                continue
            if device in self._tables.of and not self._tree.above.get(device):
                tops[holder].append(device)
                references[holder] = reference
        for holder, devices in sorted(tops.items()):
            ports = {device: self._facing(holder, device) for device in devices}
            by_port: dict[int, list[str]] = defaultdict(list)
            for device in sorted(devices):
                if device in self._turned.certain:
                    by_port[ports[device]].append(device)
            for port, group in sorted(by_port.items()):
                self._top(End(holder, port), group)

    def _top(self, at: End, devices: list[str]) -> None:
        evidence = Evidence("hosts", {"gateway": True})
        middle = self._hidden_top(devices)
        if middle is not None:
            found = self.found.candidates
            found.append(between(at, self.up(middle), SHARED, evidence))
            for device in devices:
                found.append(between(End(middle), self.up(device), GUESSED, evidence))
            return
        if len(devices) == 1:
            chance = 0.8 if at.port else 0.7
            up = self.up(devices[0])
            self.found.candidates.append(between(at, up, chance, evidence))
            return
        ends = frozenset({at, *(self.up(device) for device in devices)})
        self.found.groups.append(Group(at, ends, GUESSED, evidence))

    def _hidden_top(self, devices: list[str]) -> str | None:
        """Return the one switch without a table that is above all *devices*."""
        hidden = {
            other
            for device in devices
            for other, port in self._tables.seen[device].items()
            if port == self._turned.up.get(device)
            and other not in self._tables.of
            and other not in self._tree.parent
            and other != self._turned.domain[device].holder
            and forwards(self._identities.survey(other))
        }
        return hidden.pop() if len(hidden) == 1 else None

    def _facing(self, holder: str, device: str) -> int:
        """Return the port by which the way out met what is below *device*; 0: unknown."""
        survey = self._identities.survey(holder)
        physical = {port.index for port in survey.ports if port.physical}
        table = self._tables.of[device]
        below = table.where.keys() - table.behind(self._turned.up.get(device))
        met = Counter(
            host.port
            for host in survey.hosts
            if host.mac in below and host.port in physical
        )
        if met:
            return min(met, key=lambda port: (-met[port], port or 0)) or 0
        up = [p.index for p in survey.ports if p.physical and p.link == "up"]
        return up[0] if len(up) == 1 else 0


def learned_links(picture: Picture, tree: Tree) -> Found:
    """Return the links of the *tree*, and the ports that share a line."""
    maker = _Maker(picture, tree)
    maker.below_ports()
    maker.tops()
    return maker.found
