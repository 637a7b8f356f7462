"""The latest values of every agent and device, prepared for exposition."""

from collections.abc import Callable, Container, Iterable, Mapping
from math import inf
from weakref import WeakValueDictionary

from agent.shared.wire import Declaration, Reading, Report, Table
from collector import agent_series, device_series, finding_series
from collector.devices import device_id
from collector.live_values import (
    MOST_SERIES,
    LiveOwner,
    LiveReading,
    crowded,
    hide,
    newest,
    note_answer,
    relabel,
    series_of,
    settle,
)
from collector.prepared import FamilyBook, PreparedTable
from collector.surveys import MOST_DEVICES

HOLDS_INTERVALS = 2.5  # one reading may be lost, or delayed by jitter
MOST_OF_DEVICES = 1_200_000
"""Series of all devices of one agent: a thousand switches of 52 ports have fewer."""
_SWEEP_S = 60.0  # between two looks for devices that are gone
_LONGEST_GAP_S = 300.0
_FUTURE_S = 60.0  # what lies further in our future does not hold
_CLOCK_SET_BACK_S = 300.0  # more than deliveries overtake each other


Also = Callable[[str, Report, Mapping[str, Table], float], None]
"""Takes the agent, its report, the tables, and the report's time."""


def _nobody(*_told: object) -> None:
    """Hear nothing."""


class LiveState:
    """What every machine last said, and was said of devices, for as long as it holds.

    *also* is told every report, before it is looked at here.

    A reading holds for 2.5 times its interval (or the gap between its agent's
    reports, where that is longer) after its time, by the collector's clock. Of each
    probe the newest reading counts, whatever order reports arrive in. For the one
    thread of the event loop.
    """

    def __init__(self, also: Also = _nobody) -> None:
        self._also = also
        self._agents: dict[str, LiveOwner] = {}
        self._devices: dict[str, LiveOwner] = {}  # by their ids
        self._keys: dict[str, dict[str, str]] = {}  # agent → key of a device → its id
        self._series: dict[str, int] = {}  # of all devices of an agent
        self._swept: dict[str, float] = {}  # agent → when its silent devices went
        self._book = FamilyBook(
            (
                *agent_series.FAMILIES,
                *finding_series.FAMILIES,
                *finding_series.DEVICE_FAMILIES,
                *device_series.FAMILIES,
            ),
            replaced=(device_series.UP.name,),
        )
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
        ``MOST_SERIES``, and so has each of its at most ``MOST_DEVICES`` devices, but
        together ``MOST_OF_DEVICES``; further probes and devices are left out.
        """
        self._also(agent_id, report, tables, min(time, received))
        if not report.readings:
            return
        agent = self._agents.get(agent_id)
        if agent is None:
            agent = self._agents[agent_id] = LiveOwner()
        time = min(time, received)
        gap = time - agent.time
        if gap > 0 or agent.time > received + _CLOCK_SET_BACK_S:
            gap = max(0.0, gap)
            agent.time, agent.gap = time, gap if gap <= _LONGEST_GAP_S else 0.0
        changed: dict[int, LiveOwner] = {}
        for reading in newest(report.readings):
            table = tables.get(reading.table)
            if table is None or len(table.series) != len(reading.values):
                continue
            owner, room = agent, MOST_SERIES
            if table.device:
                device = self._device(agent_id, table.device, received)
                if device is None:
                    continue
                owner = device
                owner.gap = agent.gap
                others = self._series.get(agent_id, 0) - owner.series
                room = min(room, MOST_OF_DEVICES - others)
            if self._take(owner, table, reading, (time, received), room):
                changed[id(owner)] = owner
        for owner in changed.values():
            settle(owner, received)
            self._count(agent_id, owner)

    def _device(self, agent_id: str, key: str, now: float) -> LiveOwner | None:
        """Return what holds of an agent's device, or None if it has too many."""
        keys = self._keys.setdefault(agent_id, {})
        many = self._series.get(agent_id, 0) > MOST_OF_DEVICES - MOST_SERIES
        if many or (len(keys) >= MOST_DEVICES and key not in keys):
            self._forget_silent(agent_id, now)
        id_ = keys.get(key)
        if id_ is None:
            if len(keys) >= MOST_DEVICES:
                return None
            id_ = keys[key] = device_id(agent_id, key)
            self._devices[id_] = LiveOwner()
        return self._devices[id_]

    def _count(self, agent_id: str, owner: LiveOwner) -> None:
        """Note how many series a device has now."""
        if owner is self._agents.get(agent_id):
            return
        before, owner.series = owner.series, series_of(owner)
        total = self._series.get(agent_id, 0) + owner.series - before
        self._series[agent_id] = total

    def _forget_silent(self, agent_id: str, now: float) -> None:
        """Drop those of an agent's devices of which nothing holds at *now*.

        Not more than once a minute: whoever tells of ever new devices costs no more.
        """
        if 0 <= now - self._swept.get(agent_id, -_SWEEP_S) < _SWEEP_S:
            return
        self._swept[agent_id] = now
        keys = self._keys[agent_id]
        for key, id_ in list(keys.items()):
            owner = self._devices[id_]
            if all(r.until < now for r in owner.readings.values()):
                del self._devices[id_], keys[key]
                self._series[agent_id] = self._series.get(agent_id, 0) - owner.series

    def _take(
        self,
        agent: LiveOwner,
        table: Table,
        reading: Reading,
        times: tuple[float, float],
        room: int,
    ) -> bool:
        """Keep *reading* unless a newer one is there; say if its table is new.

        *times* are those of the report, made and received; of *agent* there may be
        *room* series.
        """
        time, received = times
        when = min(time + reading.offset_s, received)
        old = agent.readings.get(table.probe)
        if old is not None and old.time > received + _CLOCK_SET_BACK_S:
            old.time = -inf
        if old is not None and old.time >= when:
            return False
        prepared = self._tables.get(reading.table)
        is_new = old is None or old.prepared is not prepared
        if is_new and crowded(agent, table, room):
            return False
        if prepared is None:
            prepared = PreparedTable(table, self._book)
            self._tables[reading.table] = prepared
        until = when + HOLDS_INTERVALS * max(table.interval_s, agent.gap)
        chunks = prepared.render(reading.values, agent.labels)
        if old is not None and old.prepared is prepared:
            if old.hidden:
                chunks = hide(chunks, old.hidden)
            old.time, old.until, old.chunks = when, until, chunks
            note_answer(agent, old, reading)
            return False
        new = LiveReading(prepared, when, until, chunks)
        note_answer(agent, new, reading)
        agent.readings[table.probe] = new
        return True

    def forget(self, agent_id: str) -> None:
        """Drop everything of one agent and its devices."""
        self._agents.pop(agent_id, None)
        self._series.pop(agent_id, None)
        self._swept.pop(agent_id, None)
        for id_ in self._keys.pop(agent_id, {}).values():
            del self._devices[id_]

    def forget_all_but(self, known: Container[str]) -> None:
        """Drop everything of agents that are not *known*."""
        for agent_id in [a for a in self._agents if a not in known]:
            self.forget(agent_id)

    def readings(
        self, agent_id: str, labels: bytes, now: float
    ) -> Iterable[LiveReading]:
        """Return what one agent's probes read (or of one device) that holds at *now*.

        *labels* (``instance="…",…``) stand in every line; they are written again
        only when they change.
        """
        agent = self._agents.get(agent_id) or self._devices.get(agent_id)
        if agent is None:
            return ()
        if agent.labels != labels:
            relabel(agent, labels)
        soonest = now + _FUTURE_S
        return [
            r for r in agent.readings.values() if r.time <= soonest and r.until >= now
        ]

    def series(
        self, agent_id: str, now: float
    ) -> list[tuple[Declaration, dict[str, str], float]]:
        """Return an agent's or device's series that hold at *now*, with own labels."""
        agent = self._agents.get(agent_id) or self._devices.get(agent_id)
        if agent is None:
            return []
        return [
            series
            for reading in agent.readings.values()
            if reading.time <= now + _FUTURE_S and reading.until >= now
            for series in reading.prepared.read(reading.chunks, agent.labels)
        ]

    def is_up(self, device: str, now: float) -> bool | None:
        """Return whether a device answered at its last poll; None if nobody knows."""
        live = self._devices.get(device)
        if live is None:
            return None
        told = [
            reading
            for reading in live.readings.values()
            if reading.up is not None and reading.until >= now
        ]
        return max(told, key=lambda r: r.time).up if told else None

    def last_seen(self, device: str) -> float:
        """Return when a device last answered; 0 if it has not since we started."""
        return self._devices[device].seen if device in self._devices else 0.0

    def left_out(self) -> dict[str, int]:
        """Return how many series no page shows, by reason."""
        counts = {"invalid": 0, "conflict": 0, "duplicate": 0}
        for agent in (*self._agents.values(), *self._devices.values()):
            for reading in agent.readings.values():
                for reason, count in reading.prepared.left_out.items():
                    counts[reason] += count
                for index in reading.hidden:
                    name = reading.prepared.families[index].declaration.name
                    counts["duplicate"] += len(reading.prepared.keys(name))
        return counts
