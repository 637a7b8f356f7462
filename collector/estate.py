"""Reads everything that a plan is made from out of the store."""

import logging
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from agent.shared.findings.shape import Finding
from agent.shared.wire import WireError
from collector import office
from collector.ages import bought, changed_days, made
from collector.day_rollup import merge_days
from collector.devices import is_believed, place_of
from collector.estate_lines import OWNER, line_use
from collector.findings import as_finding
from collector.fleet import OfficeHours
from collector.measured import Seen, seen_of
from collector.office_days import HOUR_S, OfficeDays
from collector.planning.shapes.estate import (
    Device,
    Estate,
    LineUse,
    Machine,
    Window,
)
from collector.planning.shapes.facts import Policy
from collector.store.device import DeviceRecord
from collector.store.interface import Agent, FactsRecord, Store
from collector.store.planning import DayRollup
from collector.topology.build import topology
from collector.topology.hosts import host_of
from collector.topology.inputs import seen_of as devices_seen
from collector.topology.shapes import Attachment, Inputs, Topology

log = logging.getLogger(__name__)

KINDS = frozenset({"workstation", "server", "servers"})
"""Agents that watch their own machine; the others watch switches or the wire."""
_STATES = frozenset({"active", "quarantined"})
_NOTHING = Seen({}, 0, 0, 0)


class _Read(NamedTuple):
    """What was read of the store, by id."""

    seen: Mapping[str, Seen]
    findings: Mapping[str, tuple[Finding, ...]]
    facts: Mapping[str, FactsRecord]
    last_reports: Mapping[str, float]
    bought: Mapping[str, float]
    now: float

    def of(self, owner: str) -> Seen:
        """Return what was measured of *owner*."""
        return self.seen.get(owner, _NOTHING)


def read_estate(  # noqa: PLR0913 - all by name
    store: Store,
    *,
    hours: OfficeHours,
    policy: Policy,
    now: float,
    organisation: str = "",
    first_day: int | None = None,
) -> Estate:
    """Return the estate as the newest data have it; makes the days that are missing.

    The policy says how many days are looked at, unless *first_day* says since when. Two readings of one store give equal estates, whatever *now* is. What is damaged is
    named in the log and left out.

    Raises:
        StoreError: the store does not answer.
    """
    days = OfficeDays(hours)
    agents = {one.id: one for one in store.agents()}
    devices = [one for one in store.devices() if is_believed(one, agents)]
    reports = {one.agent: min(one.last_time, now) for one in store.statuses()}
    as_of = _as_of(reports, devices, now)
    window = _window(days, as_of, policy.window_days, first_day)
    merge_days(store, days, now=now, first_day=window.first_day, limit=_EVERYTHING)
    purchases = office.purchases(store)
    read = _Read(
        _seen(store, days, window, policy, changed_days(purchases)),
        _findings(store),
        _facts(store, agents.values()),
        reports,
        bought(purchases),
        now,
    )
    drawn = _drawn(store, agents, devices, read.facts, now)
    return Estate(
        as_of=as_of,
        window=window,
        organisation=organisation,
        machines=tuple(_machines(agents, read, drawn)),
        devices=tuple(_devices(devices, agents, read)),
        lines=tuple(_lines(store, read, devices)),
        departments=office.departments(store),
        purchases=purchases,
        topology=drawn,
    )


_EVERYTHING = 10**12


def _as_of(
    reports: Mapping[str, float], devices: Iterable[DeviceRecord], now: float
) -> float:
    """Return the time of the newest data; *now* of a store without any."""
    times = [*reports.values(), *(min(one.time, now) for one in devices)]
    return max(times, default=now)


def _window(
    days: OfficeDays, as_of: float, length: int, first_day: int | None
) -> Window:
    """Return the last *length* days; of the last one only what is over counts."""
    last = days.hours.day(as_of)
    first = last - length + 1 if first_day is None else min(first_day, last)
    work_days, work_hours = days.counts(first, last - 1)
    today = sum(1 for hour in days.hours_of(last) if (hour + 1) * HOUR_S <= as_of)
    return Window(first, last, work_days + bool(today), work_hours + today)


def _seen(
    store: Store,
    days: OfficeDays,
    window: Window,
    policy: Policy,
    changed: Mapping[str, int],
) -> dict[str, Seen]:
    """Return what was measured of everything; days off are left out.

    So are the days before a target was *changed*, and that day itself.
    """
    rows = store.day_rollups(None, start=window.first_day, end=window.last_day + 1)
    counted = (
        row
        for row in rows
        if days.hours_of(row.day) and row.day > changed.get(row.owner, 0)
    )
    least = policy.least_hours_a_day

    def owner(row: DayRollup) -> str:
        return row.owner

    return {
        name: seen_of(of_one, least_hours=least)
        for name, of_one in groupby(counted, key=owner)
    }


def _findings(store: Store) -> dict[str, tuple[Finding, ...]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for record in store.findings():
        found[record.agent].append(as_finding(record))
    return {owner: tuple(of_one) for owner, of_one in found.items()}


def _facts(store: Store, agents: Iterable[Agent]) -> dict[str, FactsRecord]:
    found = {}
    for agent in agents:
        if agent.state != "revoked":
            try:
                record = store.latest_facts(agent.id)
            except (WireError, zlib.error) as err:
                log.warning("the facts of %s are left out: %s", agent.id, err)
                continue
            if record is not None:
                found[agent.id] = record
    return found


def _drawn(
    store: Store,
    agents: Mapping[str, Agent],
    devices: Iterable[DeviceRecord],
    facts: Mapping[str, FactsRecord],
    now: float,
) -> Topology:
    inputs = Inputs(
        devices_seen(devices, agents, now),
        tuple(host_of(agents[id_], told.facts) for id_, told in facts.items()),
        tuple(store.link_rules()),
    )
    return topology(inputs)


def _machines(
    agents: Mapping[str, Agent], read: _Read, drawn: Topology
) -> Iterator[Machine]:
    at: dict[str, Attachment] = {}
    for one in drawn.attachments:
        if one.agent and (
            one.agent not in at or at[one.agent].confidence < one.confidence
        ):
            at[one.agent] = one
    for id_ in sorted(agents):
        agent = agents[id_]
        if agent.kind not in KINDS or agent.state not in _STATES:
            continue
        facts = read.facts[id_].facts if id_ in read.facts else {}
        seen, place = read.of(id_), at.get(id_)
        yield Machine(
            id=id_,
            name=agent.hostname,
            site=agent.site,
            department=agent.department,
            room=agent.room,
            role=agent.role,
            facts=facts,
            findings=read.findings.get(id_, ()),
            signals=seen.signals,
            days=seen.days,
            hours=seen.hours,
            last_report=read.last_reports.get(id_, 0.0),
            bought=read.bought.get(f"machine:{id_}"),
            made=made(facts, now=read.now),
            switch=place.at.device if place else "",
            port=place.at.port if place else 0,
            through=bool(place.through) if place else False,
            place_confidence=place.confidence if place else 0.0,
        )


def _devices(
    devices: Iterable[DeviceRecord], agents: Mapping[str, Agent], read: _Read
) -> Iterator[Device]:
    for one in sorted(devices, key=lambda device: device.id):
        seen, place = read.of(one.id), place_of(one, agents)
        yield Device(
            id=one.id,
            name=one.key or one.survey.name,
            site=place.site,
            department=place.department,
            room=place.room,
            survey=one.survey,
            surveyed=one.time,
            findings=read.findings.get(one.id, ()),
            signals=seen.signals,
            days=seen.days,
            hours=seen.hours,
            bought=read.bought.get(f"device:{one.id}"),
        )


def _lines(
    store: Store, read: _Read, devices: Iterable[DeviceRecord]
) -> Iterator[LineUse]:
    surveys = {one.id: one.survey for one in devices}
    for line in office.lines(store):
        own = read.of(OWNER + line.id)
        edge = read.of(line.device) if line.device else _NOTHING
        yield line_use(line, own, edge, surveys.get(line.device))
