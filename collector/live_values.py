"""What holds of one agent or device: its probes' latest readings as lines."""

from collections.abc import Iterable
from typing import Any

from agent.shared.wire import Reading, Table
from collector.prepared import PLACE, PreparedTable

MOST_SERIES = 20_000  # of one agent, and of each of its devices
_NONE: frozenset[Any] = frozenset()


class LiveReading:
    """What one probe of one agent last read: a chunk of lines for each family.

    ``hidden`` are the families whose series another probe of the agent has already;
    ``up`` is whether the device answered, None where the table does not say.
    """

    __slots__ = ("chunks", "hidden", "prepared", "time", "until", "up")

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
        self.up: bool | None = None


class LiveOwner:
    """What holds of one agent, or of one device; ``seen``: when that last answered.

    ``series``: how many a device had when that was counted.
    """

    __slots__ = ("gap", "labels", "readings", "seen", "series", "time")

    def __init__(self) -> None:
        self.labels = PLACE
        self.readings: dict[str, LiveReading] = {}  # by probe
        self.time = 0.0
        self.gap = 0.0
        self.seen = 0.0
        self.series = 0


def newest(readings: Iterable[Reading]) -> Iterable[Reading]:
    """Return of each table the reading that was made last."""
    newest: dict[str, Reading] = {}
    for reading in readings:
        other = newest.get(reading.table)
        if other is None or reading.offset_s > other.offset_s:
            newest[reading.table] = reading
    return newest.values()


def note_answer(agent: LiveOwner, kept: LiveReading, reading: Reading) -> None:
    """Note whether the device of *reading* answered, if it says so."""
    position = kept.prepared.up_at
    value = None if position is None else reading.values[position]
    if value is not None:
        kept.up = value > 0
        if kept.up:
            agent.seen = max(agent.seen, kept.time)


def series_of(owner: LiveOwner) -> int:
    """Return how many series *owner* has, those that are not shown included."""
    return sum(len(r.prepared.table.series) for r in owner.readings.values())


def crowded(agent: LiveOwner, table: Table, room: int = MOST_SERIES) -> bool:
    """Return whether *agent* would have more than *room* series with those of *table*."""
    others = sum(
        len(reading.prepared.table.series)
        for probe, reading in agent.readings.items()
        if probe != table.probe
    )
    return others + len(table.series) > room


def relabel(agent: LiveOwner, labels: bytes) -> None:
    """Write *labels* into all lines of *agent*.

    Safe: a label value holds no bare quote, so ``{`` and the old labels stand
    together nowhere but at the beginning of a line's labels.
    """
    old, new = b"{" + agent.labels, b"{" + labels
    for reading in agent.readings.values():
        reading.chunks = tuple([chunk.replace(old, new) for chunk in reading.chunks])
    agent.labels = labels


def settle(agent: LiveOwner, now: float) -> None:
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
            reading.chunks = hide(reading.chunks, reading.hidden)


def hide(chunks: tuple[bytes, ...], hidden: frozenset[int]) -> tuple[bytes, ...]:
    """Return *chunks* without the lines of the families *hidden*."""
    return tuple(
        b"" if index in hidden else chunk for index, chunk in enumerate(chunks)
    )
