"""The latest values of every agent, prepared for exposition."""

from collections.abc import Container, Iterable, Mapping
from math import inf
from typing import Any
from weakref import WeakValueDictionary

from agent.shared.wire import Declaration, Reading, Report, Table
from collector import agent_series, finding_series
from collector.prepared import PLACE, FamilyBook, PreparedTable

HOLDS_INTERVALS = 2.5  # one reading may be lost, or delayed by jitter
_LONGEST_GAP_S = 300.0
_FUTURE_S = 60.0  # what lies further in our future does not hold
_CLOCK_SET_BACK_S = 300.0  # more than deliveries overtake each other
MOST_SERIES = 20_000  # of one agent
_NONE: frozenset[Any] = frozenset()


class LiveReading:
    """What one probe of one agent last read: a chunk of lines for each family.

    ``hidden`` are the families whose series another probe of the agent has already.
    """

    __slots__ = ("chunks", "hidden", "prepared", "time", "until")

    def __init__(
        self,
        prepared: PreparedTable,
        time: float,
        until: float,
        chunks: tuple[bytes, ...],
    ) -> None:
        self.prepared = prepared
        self.time = time
        self.until = until
        self.chunks = chunks
        self.hidden = _NONE


class _LiveAgent:
    __slots__ = ("gap", "labels", "readings", "time")

    def __init__(self) -> None:
        self.labels = PLACE
        self.readings: dict[str, LiveReading] = {}  # by probe
        self.time = 0.0
        self.gap = 0.0


class LiveState:
    """What every machine last said, for as long as it holds.

    A reading holds for 2.5 times its interval (or the gap between its agent's
    reports, where that is longer) after its time, by the collector's clock. Of each
    probe the newest reading counts, whatever order reports arrive in. For the one
    thread of the event loop.
    """

    def __init__(self) -> None:
        self._agents: dict[str, _LiveAgent] = {}
        self._book = FamilyBook((*agent_series.FAMILIES, *finding_series.FAMILIES))
        self._tables: WeakValueDictionary[str, PreparedTable] = WeakValueDictionary()

    def __len__(self) -> int:
        return len(self._agents)

    def apply(
        self,
        agent_id: str,
        report: Report,
        tables: Mapping[str, Table],
        time: float,
        received: float,
    ) -> None:
        """Take the readings of *report*, committed and dated *time* by our clock.

        A time after *received* counts as *received*: a clock that runs ahead can
        neither hold values longer nor keep newer ones out. What is from our future
        (our clock was set back) is not newer either. An agent has at most
        ``MOST_SERIES``; further probes are left out.
        """
        if not report.readings:
            return
        agent = self._agents.get(agent_id)
        if agent is None:
            agent = self._agents[agent_id] = _LiveAgent()
        time = min(time, received)
        gap = time - agent.time
        if gap > 0 or agent.time > received + _CLOCK_SET_BACK_S:
            gap = max(0.0, gap)
            agent.time, agent.gap = time, gap if gap <= _LONGEST_GAP_S else 0.0
        changed = False
        for reading in _newest(report.readings):
            table = tables.get(reading.table)
            if table is not None and len(table.series) == len(reading.values):
                when = min(time + reading.offset_s, received)
                old = agent.readings.get(table.probe)
                if old is not None and old.time > received + _CLOCK_SET_BACK_S:
                    old.time = -inf
                changed |= self._take(agent, table, reading, when)
        if changed:
            _settle(agent, received)

    def _take(
        self, agent: _LiveAgent, table: Table, reading: Reading, when: float
    ) -> bool:
        """Keep *reading* unless a newer one is there; say if its table is new."""
        old = agent.readings.get(table.probe)
        if old is not None and old.time >= when:
            return False
        prepared = self._tables.get(reading.table)
        if (old is None or old.prepared is not prepared) and _crowded(agent, table):
            return False
        if prepared is None:
            prepared = PreparedTable(table, self._book)
            self._tables[reading.table] = prepared
        until = when + HOLDS_INTERVALS * max(table.interval_s, agent.gap)
        chunks = prepared.render(reading.values, agent.labels)
        if old is not None and old.prepared is prepared:
            if old.hidden:
                chunks = _hide(chunks, old.hidden)
            old.time, old.until, old.chunks = when, until, chunks
            return False
        agent.readings[table.probe] = LiveReading(prepared, when, until, chunks)
        return True

    def forget(self, agent_id: str) -> None:
        """Drop everything of one agent."""
        self._agents.pop(agent_id, None)

    def forget_all_but(self, known: Container[str]) -> None:
        """Drop everything of agents that are not *known*."""
        for agent_id in [a for a in self._agents if a not in known]:
            del self._agents[agent_id]

    def readings(
        self, agent_id: str, labels: bytes, now: float
    ) -> Iterable[LiveReading]:
        """Return what one agent's probes read that holds at *now*.

        *labels* (``instance="…",…``) stand in every line; they are written again
        only when they change.
        """
        agent = self._agents.get(agent_id)
        if agent is None:
            return ()
        if agent.labels != labels:
            _relabel(agent, labels)
        soonest = now + _FUTURE_S
        return [
            r for r in agent.readings.values() if r.time <= soonest and r.until >= now
        ]

    def series(
        self, agent_id: str, now: float
    ) -> list[tuple[Declaration, dict[str, str], float]]:
        """Return the series of one agent that hold at *now*, with their own labels."""
        agent = self._agents.get(agent_id)
        if agent is None:
            return []
        return [
            series
            for reading in agent.readings.values()
            if reading.time <= now + _FUTURE_S and reading.until >= now
            for series in reading.prepared.read(reading.chunks, agent.labels)
        ]

    def left_out(self) -> dict[str, int]:
        """Return how many series no page shows, by reason."""
        counts = {"invalid": 0, "conflict": 0, "duplicate": 0}
        for agent in self._agents.values():
            for reading in agent.readings.values():
                for reason, count in reading.prepared.left_out.items():
                    counts[reason] += count
                for index in reading.hidden:
                    name = reading.prepared.families[index].declaration.name
                    counts["duplicate"] += len(reading.prepared.keys(name))
        return counts


def _newest(readings: Iterable[Reading]) -> Iterable[Reading]:
    """Return of each table the reading that was made last."""
    newest: dict[str, Reading] = {}
    for reading in readings:
        other = newest.get(reading.table)
        if other is None or reading.offset_s > other.offset_s:
            newest[reading.table] = reading
    return newest.values()


def _crowded(agent: _LiveAgent, table: Table) -> bool:
    """Return whether *agent* would have too many series with those of *table*."""
    others = sum(
        len(reading.prepared.table.series)
        for probe, reading in agent.readings.items()
        if probe != table.probe
    )
    return others + len(table.series) > MOST_SERIES


def _relabel(agent: _LiveAgent, labels: bytes) -> None:
    """Write *labels* into all lines of *agent*.

    Safe: a label value holds no bare quote, so ``{`` and the old labels stand
    together nowhere but at the beginning of a line's labels.
    """
    old, new = b"{" + agent.labels, b"{" + labels
    for reading in agent.readings.values():
        reading.chunks = tuple([chunk.replace(old, new) for chunk in reading.chunks])
    agent.labels = labels


def _settle(agent: _LiveAgent, now: float) -> None:
    """Hide series that two probes of one agent claim: the probe known longer wins."""
    for probe in [p for p, r in agent.readings.items() if r.until < now]:
        del agent.readings[probe]
    owners: dict[str, list[PreparedTable]] = {}
    for reading in agent.readings.values():
        hidden = set()
        for index, family in enumerate(reading.prepared.families):
            name = family.declaration.name
            others = owners.setdefault(name, [])
            keys = reading.prepared.keys(name) if others else _NONE
            if any(keys & other.keys(name) for other in others):
                hidden.add(index)
            else:
                others.append(reading.prepared)
        reading.hidden = frozenset(hidden) if hidden else _NONE
        if hidden:
            reading.chunks = _hide(reading.chunks, reading.hidden)


def _hide(chunks: tuple[bytes, ...], hidden: frozenset[int]) -> tuple[bytes, ...]:
    return tuple(
        b"" if index in hidden else chunk for index, chunk in enumerate(chunks)
    )
