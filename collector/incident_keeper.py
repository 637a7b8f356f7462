"""Judges every half minute who is at fault, and remembers the incidents."""

import logging
from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from agent.shared.clock import Clock
from agent.shared.findings.shape import Severity
from agent.shared.wire import Event, Scalar, WireError, decode, encode
from collector import office
from collector.attribution.incidents import follow, judge
from collector.attribution.shapes import Incident, Observer, Site
from collector.attribution.slices import SLICE_S
from collector.edge_ports import EdgePorts
from collector.registry import Registry
from collector.store.interface import Commit, EventRecord, Store
from collector.way_book import WayBook

log = logging.getLogger(__name__)

NOTE = "incidents"
WINDOW_S = 2 * 3600.0
LAG_S = 90.0
"""What everybody saw has been reported by then."""
TELL_AFTER_S = 120.0
KEPT_S = 30 * 86400.0
MOST = 500
SURE = 0.6


class Way(Protocol):
    """Says by which devices (their ids) a machine reaches its gateway."""

    def __call__(self, agent: str) -> Iterable[str]:
        """Return them, the nearest first."""
        ...


class Kept(msgspec.Struct, frozen=True):
    """What the note holds: incidents, and of which it was told that they are open."""

    incidents: tuple[Incident, ...] = ()
    told: frozenset[str] = frozenset()


class IncidentKeeper:
    """What was and is at fault. ``run`` blocks and is for one thread at a time."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        registry: Registry,
        seen: tuple[WayBook, EdgePorts],
        way: Way,
    ) -> None:
        self._store = store
        self._clock = clock
        self._registry = registry
        self._book, self._uses = seen
        self._way = way
        self._kept: Kept | None = None

    def all(self) -> tuple[Incident, ...]:
        """Return what is known, the oldest first."""
        return self._kept.incidents if self._kept is not None else ()

    def open(self) -> list[Incident]:
        """Return what goes on now and is sure enough to be told."""
        return [one for one in self.all() if one.end is None and one.confidence >= SURE]

    def run(self) -> int:
        """Judge the last two hours; return how many incidents are open.

        Raises:
            StoreError: it does not answer; what was known stays.
        """
        if self._kept is None:
            self._kept = self._read()
        end = (self._clock.now() - LAG_S) // SLICE_S * SLICE_S
        found = judge(self._sites(), end - WINDOW_S, end)
        incidents = [
            one
            for one in _ended(
                follow(self._kept.incidents, found), found, end - WINDOW_S
            )
            if one.end is None or one.end > end - KEPT_S
        ][-MOST:]
        told, events = tell(incidents, self._kept.told, end)
        kept = Kept(tuple(incidents), told)
        if kept != self._kept:
            if events:
                self._store.commit(Commit(events=tuple(events)))
            self._store.put_note(NOTE, encode(kept))
            self._kept = kept
        return len(self.open())

    def _read(self) -> Kept:
        body = self._store.note(NOTE)
        if body is None:
            return Kept()
        try:
            return decode(body, Kept)
        except WireError as err:
            log.warning("old incidents cannot be read: %s", err)
            return Kept()

    def _sites(self) -> Iterator[Site]:
        """Yield the sites of all agents that watch ways."""
        agents = self._registry.agents()
        planned = office.maintenances(self._store)
        lines = office.lines(self._store)
        self._uses.watch(lines)
        use = {one.id: self._uses.of(one.id) for one in lines}
        sites: dict[str, list[str]] = {}
        for name in self._book.agents():
            known = agents.get(name)
            if known is not None and known.state == "active":
                sites.setdefault(known.site, []).append(name)
        for site, names in sorted(sites.items()):
            observers = tuple(
                Observer(n, agents[n].hostname or n, site, tuple(self._way(n)))
                for n in sorted(names)
            )
            seen = {
                (n, target): spans
                for n in names
                for target, spans in self._book.seen(n).items()
            }
            gaps = {n: self._book.gaps(n) for n in names}
            times = tuple(
                (one.begin, one.end) for one in planned if one.site in {"", site}
            )
            yield Site(site, observers, seen, gaps, use, times)


def _ended(
    incidents: Iterable[Incident], found: Iterable[Incident], begin: float
) -> Iterator[Incident]:
    """Yield *incidents*; one that went on and is not *found* any more has ended.

    What began before the window is judged by less than was known of it.
    """
    now = {one.id for one in found} | {(o.cause, o.site, o.place) for o in found}
    for one in incidents:
        gone = one.end is None and one.id not in now
        if gone and (one.cause, one.site, one.place) not in now:
            yield msgspec.structs.replace(one, end=max(one.begin, begin))
        else:
            yield one


def tell(
    incidents: Iterable[Incident], told: frozenset[str], end: float
) -> tuple[frozenset[str], list[EventRecord]]:
    """Return of which incidents was told by now, and the events that tell of new ones.

    An incident is told once it has stood for two minutes and is sure; its end is told
    only if its beginning was.
    """
    now, events = set(), []
    for one in incidents:
        last = one.end if one.end is not None else end
        if one.id not in told:
            if one.confidence < SURE or last - one.begin < TELL_AFTER_S:
                continue
            events.append(_event("incident_opened", one, one.begin))
        if one.end is None:
            now.add(one.id)
        elif one.id in told:
            events.append(_event("incident_closed", one, one.end))
    return frozenset(now), [e for e in events if e.time > end - WINDOW_S]


def _event(kind: str, one: Incident, time: float) -> EventRecord:
    attributes: dict[str, Scalar] = {
        "incident": one.id,
        "cause": one.cause,
        "kind": one.kind,
        "site": one.site,
        "place": one.place,
        "confidence": one.confidence,
        **one.evidence,
    }
    if one.end is not None:
        attributes["seconds"] = round(one.end - one.begin)
    severity: Severity = "warning" if kind == "incident_opened" else "info"
    owner = one.place if one.cause in {"pc", "unknown"} else ""
    return EventRecord(owner, time, Event(kind, 0.0, severity, attributes))
