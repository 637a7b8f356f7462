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
    """Answers from *walk* in its own order; *most* rows fit in a packet.

    *ring*: after the last row comes the first again. *silent* makes questions with
    more repetitions than it unanswered. *spoil* has the last word on each reply.
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
        self._walk = walk
        self._names = list(walk)
        self._place = {name: place for place, name in enumerate(self._names)}
        self._vlans = vlans or {}
        self.has_bulk = has_bulk
        self._most = most
        self._silent = silent
        self._ring = ring
        self._spoil = spoil
        self.asked: list[tuple[str, int]] = []
        self.closed = False
        self.dead = False

    def get(self, names: Sequence[Oid]) -> Reply:
        """Answer for exactly *names*."""
        self._ask("get", len(names))
        if len(names) > self._most:
            raise TooBigError("too big")
        return self._spoil([(name, self._walk.get(name)) for name in names])

    def next(self, name: Oid) -> Reply:
        """Answer with what follows *name*."""
        self._ask("next", 1)
        return self._spoil(self._after(name, 1))

    def bulk(self, name: Oid, repetitions: int) -> Reply:
        """Answer with up to *repetitions* rows."""
        self._ask("bulk", repetitions)
        if repetitions > self._silent:
            raise NoAnswerError("no answer")
        if repetitions > self._most:
            raise TooBigError("too big")
        return self._spoil(self._after(name, repetitions))

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

    def _after(self, name: Oid, count: int) -> Reply:
        place = self._place.get(name)
        if place is None:
            later = (p for p, other in enumerate(self._names) if other > name)
            place = next(later, len(self._names)) - 1
        rows: list[tuple[Oid, Value | None]] = []
        for _ in range(count):
            place += 1
            if self._ring and self._names:
                place %= len(self._names)
            if place >= len(self._names):
                rows.append((name, None))
                break
            rows.append((self._names[place], self._walk[self._names[place]]))
        return rows


def recorded(name: str, folder: Path = FOLDER) -> FakeExchange:
    """Return the recorded device *name* with its views by VLAN."""
    vlans = {
        int(path.stem.partition("@")[2]): read_snmprec(path)
        for path in folder.glob(f"{name}@*.snmprec")
    }
    return FakeExchange(read_snmprec(folder / f"{name}.snmprec"), vlans=vlans)
