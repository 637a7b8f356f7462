"""Which links there are: announcements and tables joined, contradictions settled."""

from collections.abc import Iterable
from typing import NamedTuple

from collector.topology.announced import Announced
from collector.topology.candidates import Candidate, between, either
from collector.topology.doubts import Doubts
from collector.topology.identities import Identities, forwards
from collector.topology.learned import Tree
from collector.topology.learned_links import GUESSED, Found, Group
from collector.topology.orientation import Orientation, Picture
from collector.topology.rules import Rules
from collector.topology.shapes import End, Evidence
from collector.topology.tables import Tables

LEAST = 0.2  # less sure than that is not told
ELSEWHERE = 0.5  # an announced device is seen behind another port
SWITCH_BETWEEN = 0.3
PASSED_ON = 0.85  # a line that passes LLDP on
_SURE = 3  # addresses in common
_SOME = 0.02  # of the addresses of a port: fewer at both ends are chance


class Settled(NamedTuple):
    """The links, the lines that more than two ports share, and what a person denies."""

    links: list[Candidate]
    groups: list[Group]
    forbidden: list[Candidate]


def settle(
    told: Announced,
    found: Found,
    rules: Rules,
    picture: Picture,
    tree: Tree,
) -> Settled:
    """Return what is left of all candidates, the surest first at every port."""
    identities, tables, turned = picture
    for candidate in told.candidates:
        _compare(candidate, identities, tables)
        if _passes_over(candidate, picture, tree):
            candidate.confidence *= SWITCH_BETWEEN
    candidates = _merged(told.candidates, found.candidates, tables)
    for candidate in candidates:
        _add_spanning_tree(candidate, identities, tables)
    Doubts(picture).lower(candidates)
    candidates, forbidden = rules.apply(candidates)
    groups = [_group_of(ends, turned) for ends in told.groups] + found.groups
    return _Settling(candidates, groups, forbidden, picture).settle()


def _compare(candidate: Candidate, identities: Identities, tables: Tables) -> None:
    """Hold an announced link against the tables of both its ends."""
    own = 0
    for end in (candidate.a, candidate.b):
        (other,) = candidate.devices - {end.device}
        port = tables.seen.get(end.device, {}).get(other)
        if port is None or end.port == 0:
            continue
        if port == tables.logical(end).port:
            own += 1
        else:
            candidate.confidence *= ELSEWHERE
    if own:
        candidate.confidence = either([candidate.confidence, 0.3 * own])
        candidate.evidence.append(Evidence("stations", {"own": own}))
    middle = middle_of(candidate.a, candidate.b, tables)
    devices = {identities.owner[mac] for mac in middle & identities.owner.keys()}
    if any(forwards(identities.survey(d)) for d in devices - candidate.devices):
        candidate.confidence *= SWITCH_BETWEEN


def _passes_over(candidate: Candidate, picture: Picture, tree: Tree) -> bool:
    """Return whether the tables show a switch between what is announced to be joined.

    It is above one end, and has the other end above itself.
    """
    _identities, tables, turned = picture
    for end in (candidate.a, candidate.b):
        (other,) = candidate.devices - {end.device}
        if tables.logical(end).port != turned.up.get(end.device):
            continue
        for middle, relation in tree.above.get(end.device, {}).items():
            if middle == other or not (relation.own or relation.shared >= _SURE):
                continue
            top = other == turned.domain[end.device].holder
            above = tables.seen[middle].get(other, -1) == turned.up.get(middle)
            if top or above:
                return True
    return False


def middle_of(one: End, other: End, tables: Tables) -> set[str]:
    """Return the addresses that two facing ports see at each other: between them."""
    first, second = tables.logical(one), tables.logical(other)
    if first.device not in tables.of or second.device not in tables.of:
        return set()
    there = tables.of[second.device].behind(second.port or None)
    return tables.of[first.device].behind(first.port or None) & there


def _merged(
    told: list[Candidate], found: list[Candidate], tables: Tables
) -> list[Candidate]:
    """Return the announced ones, and of the learned ones those that add something."""
    by_ends: dict[frozenset[End], list[Candidate]] = {}
    by_devices: dict[frozenset[str], list[Candidate]] = {}
    for candidate in told:
        ends = frozenset(tables.logical(end) for end in candidate.ends)
        by_ends.setdefault(ends, []).append(candidate)
        by_devices.setdefault(candidate.devices, []).append(candidate)
    added = []
    for candidate in found:
        same = by_ends.get(candidate.ends, [])
        if not same and 0 in {candidate.a.port, candidate.b.port}:
            same = by_devices.get(candidate.devices, [])
        for known in same:
            known.confidence = either([known.confidence, candidate.confidence / 2])
            kinds = {evidence.kind for evidence in known.evidence}
            known.evidence += [e for e in candidate.evidence if e.kind not in kinds]
            _complete(known, candidate)
        if not same:
            added.append(candidate)
    return [*told, *added]


def _complete(known: Candidate, learned: Candidate) -> None:
    """Fill in a port that was not announced by the one that the tables show."""
    ends = []
    for end in (known.a, known.b):
        shown = learned.end_of(end.device)
        ends.append(shown if end.port == 0 else end)
    known.a, known.b = ends


def _add_spanning_tree(
    candidate: Candidate, identities: Identities, tables: Tables
) -> None:
    for end in (candidate.a, candidate.b):
        state = identities.survey(end.device).spanning_tree
        if state is None or state.root_port is None or not end.port:
            continue
        root = tables.logical(End(end.device, state.root_port))
        if root == tables.logical(end):
            candidate.evidence.append(Evidence("stp"))
            candidate.confidence = either([candidate.confidence, 0.1])
            return


def _group_of(ends: frozenset[End], turned: Orientation) -> Group:
    above = [end for end in ends if turned.up.get(end.device) != end.port]
    at = min(above or ends)
    return Group(at, ends, PASSED_ON, Evidence("lldp", {"several": len(ends)}))


class _Settling:
    """Gives each port to the surest of those that want it."""

    def __init__(
        self,
        candidates: list[Candidate],
        groups: list[Group],
        forbidden: list[Candidate],
        picture: Picture,
    ) -> None:
        self._open = candidates
        self._groups = groups
        self._forbidden = forbidden
        self._identities, self._tables, self._turned = picture
        self._links: list[Candidate] = []
        self._shared: list[Group] = []
        self._exact: set[End] = set()
        self._at: dict[End, Candidate | Group] = {}
        self._devices: dict[frozenset[str], Candidate] = {}

    def settle(self) -> Settled:
        for group in self._groups:
            if group.confidence >= PASSED_ON:
                self._share(group)
        ranked = sorted(
            self._open, key=lambda c: (not c.pinned, -c.confidence, c.a, c.b)
        )
        left = [candidate for candidate in ranked if not self._take(candidate)]
        for group in self._groups:
            if group.confidence < PASSED_ON:
                self._share(group)
        for candidate in left:
            self._take_behind(candidate)
        return Settled(self._links, self._shared, self._forbidden)

    def _take(self, candidate: Candidate) -> bool:
        if candidate.confidence < LEAST and not candidate.pinned:
            return True
        if self._known(candidate):
            return True
        ends = [end for end in (candidate.a, candidate.b) if end.port]
        if any(self._is_taken(end) for end in ends):
            return False
        if not candidate.pinned and self._is_shared(candidate):
            above = candidate.a
            evidence = Evidence("many")
            ends_of = candidate.ends
            self._share(Group(above, ends_of, candidate.confidence * 0.9, evidence))
            return True
        self._links.append(candidate)
        self._devices.setdefault(candidate.devices, candidate)
        for end in ends:
            self._exact.add(end)
            self._at.setdefault(self._tables.logical(end), candidate)
        return True

    def _known(self, candidate: Candidate) -> bool:
        """Return whether it says no more than a link that is there."""
        vague = 0 in {candidate.a.port, candidate.b.port}
        return vague and not candidate.pinned and candidate.devices in self._devices

    def _is_taken(self, end: End) -> bool:
        if end in self._exact:
            return True
        logical = self._tables.logical(end)
        member = end != logical
        taker = self._at.get(logical)
        # Members of one aggregation have a link each.
        return taker is not None and not (member and logical not in self._exact)

    def _is_shared(self, candidate: Candidate) -> bool:
        """Return whether machines hang between the two ends."""
        if 0 in {candidate.a.port, candidate.b.port}:
            return False
        middle = middle_of(candidate.a, candidate.b, self._tables)
        middle -= self._identities.owner.keys()
        smaller = (
            min(
                len(self._tables.of[end.device].behind(self._tables.logical(end).port))
                for end in (candidate.a, candidate.b)
            )
            if middle
            else 0
        )
        return len(middle) >= max(2.0, _SOME * smaller)

    def _share(self, group: Group) -> None:
        free = frozenset(e for e in group.ends if not (e.port and self._is_taken(e)))
        if len(free) < 2:
            return
        at = group.at if group.at in free else min(free)
        self._shared.append(Group(at, free, group.confidence, group.evidence))
        for end in free:
            if end.port:
                self._exact.add(end)
                self._at[self._tables.logical(end)] = self._shared[-1]

    def _take_behind(self, candidate: Candidate) -> None:
        """Hang a device whose port above is taken behind the one that has it."""
        ends = (candidate.a, candidate.b)
        free = [e for e in ends if not e.port or not self._is_taken(e)]
        taken = [e for e in ends if e not in free]
        if candidate.told or len(free) != 1 or len(taken) != 1:
            return
        if self._turned.up.get(taken[0].device) == taken[0].port:
            return  # above is another one already
        taker = self._at.get(self._tables.logical(taken[0]))
        if not isinstance(taker, Candidate):
            return
        for middle in sorted(taker.devices - candidate.devices):
            chance = min(GUESSED, candidate.confidence)
            if forwards(self._identities.survey(middle)):
                self._take(between(End(middle), free[0], chance, *candidate.evidence))


def joined(links: Iterable[Candidate]) -> dict[End, End]:
    """Return the other end of each end whose port is known."""
    sides = ((one, other) for c in links for one, other in ((c.a, c.b), (c.b, c.a)))
    return {one: other for one, other in sides if one.port}
