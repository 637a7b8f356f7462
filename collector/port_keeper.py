"""Judges devices and their ports in turns, and remembers since when what stands."""

import logging
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from agent.shared.clock import Clock
from agent.shared.findings.shape import Finding
from agent.shared.findings.values import DAY_S
from agent.shared.knowledge import Knowledge
from collector.findings import as_finding, follow
from collector.fleet import OfficeHours
from collector.port_days import HOUR_S, ROLLED_UP_S, PortDays
from collector.ports.ends import Surroundings
from collector.ports.evidence import evidence
from collector.ports.judge import judge
from collector.ports.levels import Series, levels
from collector.ports.shapes import Case, Contact, DeviceEvidence, Judgement, Undecided
from collector.store.device import DeviceRecord
from collector.store.finding import FindingRecord
from collector.store.interface import Store
from collector.topology.shapes import Inputs, Topology

log = logging.getLogger(__name__)

ROWS_AT_ONCE = 1000  # hours of devices that one run reads: about two seconds
MOST_EVENTS = 5000  # of one device
_READS = 3  # of live values, which the event loop changes meanwhile
_CONTACTS: dict[str, Contact] = {"up": "answers", "down": "silent"}


class Devices(Protocol):
    """The part of the book of devices that is needed."""

    def all(self) -> Sequence[DeviceRecord]:
        """Return every device."""

    def state(self, device: str, now: float) -> str:
        """Return ``up``, ``down`` or ``unknown``."""


class Maps(Protocol):
    """The part of the topology's keeper that is needed."""

    def current(self) -> Topology:
        """Return the latest conclusions."""

    def inputs(self) -> Inputs:
        """Return what they were drawn from."""


class Sources(NamedTuple):
    """Whom a keeper asks.

    ``latest`` gives the series of a device that hold now; ``reporting`` the agents that
    are heard of now, whose machines are therefore on.
    """

    devices: Devices
    topology: Maps
    latest: Callable[[str], Iterable[Series]]
    reporting: Callable[[], Container[str]]
    knowledge: Callable[[], Knowledge]


class PortKeeper:
    """What stands of every device, in memory over the store.

    The readers may be called from any thread; ``run`` blocks and is for one thread at
    a time. Of a device whose days are not all read yet stands what the store says.
    """

    def __init__(
        self, store: Store, clock: Clock, sources: Sources, hours: OfficeHours
    ) -> None:
        self._store = store
        self._clock = clock
        self._ask = sources
        self._hours = hours
        self._days = PortDays(store, hours)
        self._evidence: dict[str, tuple[int, DeviceEvidence]] = {}
        self._known: dict[str, dict[tuple[str, str], FindingRecord]] = {}
        self._standing: dict[str, tuple[FindingRecord, ...]] = {}
        self._silent: dict[str, float] = {}
        self._knowledge: Knowledge | None = None

    def findings(self, device: str) -> Sequence[FindingRecord]:
        """Return what stands of *device*, the most severe first."""
        return self._standing.get(device, ())

    def judged(self, device: str) -> Sequence[FindingRecord] | None:
        """Return what stands of *device*; None if that is not known yet."""
        return self._standing.get(device)

    def everything(self) -> Mapping[str, Sequence[FindingRecord]]:
        """Return what stands of every device, by its id."""
        return dict(self._standing)

    def evidence(self, device: str) -> DeviceEvidence | None:
        """Return what was watched of *device*; None if it was not read yet."""
        kept = self._evidence.get(device)
        return kept[1] if kept else None

    def run(self) -> int:
        """Judge the devices; return how many were.

        It reads ``ROWS_AT_ONCE`` hours at most; who is not ready has to wait.

        Raises:
            StoreError: it does not answer; nothing has changed.
        """
        devices = {record.id: record for record in self._ask.devices.all()}
        self._forget_all_but(devices)
        knowledge = self._ask.knowledge()
        if knowledge is not self._knowledge:
            self._knowledge = knowledge
            self._evidence.clear()
        around = Surroundings(
            self._ask.topology.inputs(),
            self._ask.topology.current(),
            self._ask.reporting(),
            knowledge.ports.link.confidence,
        )
        rows, judged = ROWS_AT_ONCE, 0
        written: list[FindingRecord] = []
        for record in devices.values():
            self._take_up(record.id)
            rows -= self._read(record.id, knowledge, max(rows, 0))
            if record.id not in self._evidence:
                continue
            try:
                written += self._judge(record, around, knowledge)
                judged += 1
            except Exception:
                # One device's odd values must not keep the others from their turn.
                log.exception("device %s cannot be judged", record.id)
        if written:
            self._write(written)
        return judged

    def _take_up(self, device: str) -> None:
        """Read from the store what stood of *device* before we started."""
        if device not in self._known:
            records = self._store.findings(device, cleared=True)
            self._known[device] = {(r.kind, r.subject): r for r in records}
            standing = follow(device, (), map(as_finding, _standing(records)), at=0)
            order = [(r.kind, r.subject) for r in standing.standing]
            self._standing[device] = tuple(self._known[device][name] for name in order)

    def _read(self, device: str, knowledge: Knowledge, rows: int) -> int:
        """Bring the evidence of *device* up to the hour; return how many were read."""
        now = self._clock.now()
        hour = int((now - ROLLED_UP_S) // HOUR_S)
        kept = self._evidence.get(device)
        if not rows or (kept is not None and kept[0] == hour):
            return 0
        read = self._days.load(device, now, knowledge.ports, rows)
        if read < rows:
            start = now - knowledge.ports.watch.window_days * DAY_S
            events = self._store.events(agent=device, start=start, limit=MOST_EVENTS)
            found = evidence(
                self._days.days(device),
                events,
                knowledge.ports,
                today=self._hours.day(now),
                day_of=self._hours.day,
            )
            self._evidence[device] = (hour, found)
        return read

    def _judge(
        self, record: DeviceRecord, around: Surroundings, knowledge: Knowledge
    ) -> Sequence[FindingRecord]:
        """Judge one device; return the records that have to be written."""
        now = self._clock.now()
        contact = _CONTACTS.get(self._ask.devices.state(record.id, now), "unknown")
        if contact == "silent":
            silent_s = now - self._silent.setdefault(record.id, now)
        else:
            silent_s = 0.0
            self._silent.pop(record.id, None)
        case = Case(
            now=now,
            survey=record.survey,
            surveyed=record.time,
            evidence=self._evidence[record.id][1],
            levels=levels(self._latest(record.id)),
            thresholds=knowledge.ports,
            contact=contact,
            silent_s=silent_s,
            office=self._hours.covers(now),
            ends=around.ends(record.id),
            uplinks=around.uplinks(record.id),
            above=around.above(record.id),
        )
        known = self._known[record.id]
        found = _with_held(judge(case), _standing(known.values()))
        standing, changed = follow(record.id, known.values(), found, at=now)
        self._standing[record.id] = standing
        return changed

    def _write(self, changed: Sequence[FindingRecord]) -> None:
        self._store.put_findings(changed)
        for record in changed:
            self._known[record.agent][record.kind, record.subject] = record

    def _latest(self, device: str) -> Sequence[Series]:
        for _ in range(_READS):
            try:
                return list(self._ask.latest(device))
            except RuntimeError:  # a dictionary grew while it was read
                continue
        return ()

    def _forget_all_but(self, known: Container[str]) -> None:
        kept: Sequence[dict[str, object]] = (
            self._evidence,  # type: ignore[assignment]
            self._known,
            self._standing,
            self._silent,
        )
        for book in kept:
            for device in [one for one in book if one not in known]:
                del book[device]
        self._days.forget_all_but(known)


def _standing(records: Iterable[FindingRecord]) -> list[FindingRecord]:
    return [record for record in records if record.cleared is None]


def _with_held(
    judgement: Judgement, standing: Iterable[FindingRecord]
) -> list[Finding]:
    """Return the findings, and what stood of which nothing can be said now."""
    found = list(judgement.findings)
    decided = {"device_silent"} if judgement.held else set()
    for record in standing:
        name = Undecided(record.kind, record.subject)
        if name in judgement.undecided or (
            judgement.held and record.kind not in decided
        ):
            found.append(as_finding(record))
    return found
