"""The tree of switches as their forwarding tables show it.

With every switch turned towards one reference, what is below one that hangs at a port of
another is a part of what that other sees at this port: so each has those above it, and
the deepest of them is what it hangs at. Tables are never complete, so every relation is
voted on.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

from collector.topology.orientation import Orientation, Picture
from collector.topology.tables import Tables

_ENOUGH = 3  # votes of one sort that count


class Above(NamedTuple):
    """One device hangs, directly or not, below a ``port`` of another.

    ``shared`` addresses below it are seen at that port; ``own``: its own address is,
    too; ``back``: it sees the other's own address at its port towards the reference.
    """

    port: int
    shared: int
    own: bool
    back: bool


class Tree(NamedTuple):
    """Of each device what is above it, and which of these it hangs at directly.

    ``certain``: no other one may as well be the parent.
    """

    above: dict[str, dict[str, Above]]
    parent: dict[str, str]
    certain: set[str]


class Below:
    """What each switch sees away from the reference."""

    def __init__(self, tables: Tables, turned: Orientation) -> None:
        self.of: dict[str, set[str]] = {}
        self.entries: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for device, table in tables.of.items():
            if device not in turned.up and device not in turned.roots:
                continue
            up = turned.up.get(device)
            self.of[device] = set()
            for port, macs in table.ports.items():
                if port != up:
                    self.of[device] |= macs
                    for mac in macs:
                        self.entries[mac].append((device, port))

    def places(self, macs: set[str]) -> dict[str, Counter[int]]:
        """Return at which ports of which switches *macs* are seen below."""
        found: dict[str, Counter[int]] = defaultdict(Counter)
        for mac in macs:
            for device, port in self.entries.get(mac, ()):
                found[device][port] += 1
        return found


def tree(picture: Picture) -> Tree:
    """Return what hangs below what."""
    identities, tables, turned = picture
    votes = _Votes(tables, turned)
    above = {
        device: votes.above(device)
        for device in sorted(identities.devices)
        if device not in turned.roots
    }
    _close(above)
    parent: dict[str, str] = {}
    certain: set[str] = set()
    for device, others in above.items():
        if not others:
            continue
        ranked = sorted(others, key=lambda o: (-_depth(above, o), -others[o].shared, o))
        parent[device] = ranked[0]
        if len(ranked) == 1 or _depth(above, ranked[0]) > _depth(above, ranked[1]):
            certain.add(device)
    return Tree(above, parent, certain)


def _depth(above: dict[str, dict[str, Above]], device: str) -> int:
    return len(above.get(device, ()))


class _Votes:
    """Relations between two devices, from what their tables have in common."""

    def __init__(self, tables: Tables, turned: Orientation) -> None:
        self._tables = tables
        self._turned = turned
        self._below = Below(tables, turned)

    def above(self, device: str) -> dict[str, Above]:
        """Return what *device* hangs below, by its own address and those below it."""
        seen = self._tables.seen
        up = self._turned.up.get(device, -1)
        places = self._below.places(self._below.of.get(device, set()))
        others = {o for o in self._below.of if device in seen.get(o, {})} | set(places)
        found = {}
        for other in sorted(others - {device}):
            ports = places.get(other, Counter())
            own_port = seen.get(other, {}).get(device)
            if own_port == self._turned.up.get(other):
                own_port = None
            if own_port is None and not ports:
                continue
            port = (
                own_port
                if own_port is not None
                else min(ports, key=lambda p: (-ports[p], p))
            )
            if other in self._turned.roots or self._weigh(device, other, port) > 0:
                back = seen.get(device, {}).get(other) == up
                found[other] = Above(
                    port, ports.get(port, 0), own_port is not None, back
                )
        return found

    def _weigh(self, device: str, other: str, port: int) -> int:
        """Return how much more speaks for *device* below *other* than the opposite."""
        up, other_up = self._turned.up.get(device), self._turned.up.get(other)
        seen = self._tables.seen.get(device, {})
        other_seen = self._tables.seen.get(other, {})
        score = 0
        if device in other_seen:
            score += 3 if other_seen[device] != other_up else -2
        if other in seen:
            score += 2 if seen[other] == up else -3
        if device not in self._tables.of:
            return score
        table, other_table = self._tables.of[device], self._tables.of[other]
        mine, others = self._below.of.get(device, set()), self._below.of[other]
        spread = Counter(table.where[mac] for mac in mine & others)
        at = min(spread, key=lambda p: (-spread[p], p), default=None)
        there, here = other_table.behind(port), table.behind(at)
        for sign, count in (
            (1, sum(spread.values()) - max(spread.values(), default=0)),
            (-1, len(mine & others) - len(mine & there)),
            (1, len((others - there) & table.behind(up))),
            (-1, len((mine - here) & other_table.behind(other_up))),
        ):
            score += sign * min(_ENOUGH, count)
        return score


def _close(above: dict[str, dict[str, Above]]) -> None:
    """Put what is above one that is above me above me, too, where nobody saw it."""
    for _round in range(5):
        lifted = [_lift(device, above) for device in above]
        if not any(lifted):
            return


def _lift(device: str, above: dict[str, dict[str, Above]]) -> bool:
    others, changed = above[device], False
    for middle in list(others):
        for top, over in above.get(middle, {}).items():
            if top != device and top not in others:
                others[top] = Above(over.port, 0, own=False, back=False)
                changed = True
    for loop in [o for o in others if device in above.get(o, {})]:
        # Each below the other: the relation with fewer votes goes.
        if others[loop].shared <= above[loop][device].shared:
            del others[loop]
            changed = True
    return changed
