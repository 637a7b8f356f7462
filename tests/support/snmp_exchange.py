"""A device made of a walk, which answers as an agent would, or as a broken one."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from agent.readers.snmp.rows import Oid, Value, Walk
from agent.sources.snmp.device import (
    Exchange,
    NoAnswerError,
    Reply,
    TooBigError,
)
from tests.support.snmprec import FOLDER, read_snmprec


class FakeExchange:
    """Answers from *walk* in its own order; *most* values fit in a packet.

    *ring*: after the last row comes the first again. *silent* makes questions for
    more values than it unanswered. *spoil* has the last word on each reply.
    """

    def __init__(
        self,
        walk: Walk,
        *,
        vlans: Mapping[int, Walk] | None = None,
        has_bulk: bool = True,
        most: int = 64,
        silent: int = 10_000,
        ring: bool = False,
        spoil: Callable[[Reply], Reply] = lambda reply: reply,
    ) -> None:
        self.replace(walk)
        self._vlans = vlans or {}
        self.has_bulk = has_bulk
        self._most = most
        self._silent = silent
        self._ring = ring
        self._spoil = spoil
        self.asked: list[tuple[str, int]] = []  # by what, and for how many values
        self.closed = False
        self.dead = False

    def replace(self, walk: Walk) -> None:
        """Answer from *walk* from now on."""
        self._walk = walk
        self._names = list(walk)
        self._place = {name: place for place, name in enumerate(self._names)}

    def get(self, names: Sequence[Oid]) -> Reply:
        """Answer for exactly *names*."""
        self._ask("get", len(names))
        if len(names) > self._most:
            raise TooBigError("too big")
        return self._spoil([(name, self._walk.get(name)) for name in names])

    def next(self, names: Sequence[Oid]) -> Reply:
        """Answer with what follows each of *names*."""
        self._ask("next", len(names))
        return self._spoil(self._rows(names, 1))

    def bulk(self, names: Sequence[Oid], repetitions: int) -> Reply:
        """Answer with up to *repetitions* rows for each of *names*."""
        cells = len(names) * repetitions
        self._ask("bulk", cells)
        if cells > self._silent:
            raise NoAnswerError("no answer")
        if cells > self._most:
            raise TooBigError("too big")
        return self._spoil(self._rows(names, repetitions))

    def for_vlan(self, vlan: int) -> Exchange:
        """Answer for one VLAN, if there is a view for it."""
        inside = FakeExchange(self._vlans.get(vlan, {}))
        inside.dead = vlan not in self._vlans
        return inside

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True

    def _ask(self, kind: str, size: int) -> None:
        self.asked.append((kind, size))
        if self.dead:
            raise NoAnswerError("no answer")

    def _rows(self, names: Sequence[Oid], repetitions: int) -> Reply:
        """Return the rows of all *names* in turn, until each is at its end."""
        found: list[tuple[Oid, Value | None]] = []
        row = list(names)
        for _ in range(repetitions):
            places = [self._place_after(name) for name in row]
            cells = [self._cell(n, p) for n, p in zip(row, places, strict=True)]
            found += cells
            row = [name for name, _ in cells]
            if all(value is None for _, value in cells):
                break
        return found

    def _cell(self, name: Oid, place: int) -> tuple[Oid, Value | None]:
        if place >= len(self._names):
            return name, None
        return self._names[place], self._walk[self._names[place]]

    def _place_after(self, name: Oid) -> int:
        place = self._place.get(name)
        if place is None:
            later = (p for p, other in enumerate(self._names) if other > name)
            return next(later, len(self._names))
        place += 1
        return place % len(self._names) if self._ring else place


def recorded(name: str, folder: Path = FOLDER) -> FakeExchange:
    """Return the recorded device *name* with its views by VLAN."""
    vlans = {
        int(path.stem.partition("@")[2]): read_snmprec(path)
        for path in folder.glob(f"{name}@*.snmprec")
    }
    return FakeExchange(read_snmprec(folder / f"{name}.snmprec"), vlans=vlans)
