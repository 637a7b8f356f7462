"""What one group commit writes: deliveries, and the events that follow from them."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from agent.shared.wire import Event
from collector.devices import device_id, kept, known_until
from collector.fact_events import events_between
from collector.ingest import Prepared, Sender
from collector.store.device import DeviceRecord, SurveyRecord
from collector.store.events import wanted_surveys
from collector.store.interface import (
    AgentStatus,
    Commit,
    EventRecord,
    FactsRecord,
    Store,
)
from collector.survey_events import REPLACED
from collector.survey_events import events_between as survey_events_between

log = logging.getLogger(__name__)

_SAME_S = 3600.0  # within which two tell of the same
_LATEST = 1000  # events of a device among which that is looked for
MOST_ASKED = 100
MOST_REPORTS = 1000  # of one group commit
MOST_BYTES = 8 * 1024 * 1024


class Job(NamedTuple):
    """One delivery that waits for its commit."""

    agent: str
    prepared: Prepared
    sender: Sender
    status: AgentStatus
    answer: "asyncio.Future[list[bool]]"


def take_group(jobs: deque[Job]) -> list[Job]:
    """Take what waits in *jobs*, as much as one commit should hold."""
    group: list[Job] = []
    reports = size = 0
    while jobs and reports < MOST_REPORTS and size < MOST_BYTES:
        job = jobs.popleft()
        group.append(job)
        reports += max(1, len(job.prepared.reports))
        size += sum(len(stored.body) for stored in job.prepared.reports)
    return group


def commit_of(jobs: Sequence[Job]) -> Commit:
    """Return what *jobs* write together; of one agent the last status counts."""
    return Commit(
        reports=[stored for job in jobs for stored in job.prepared.reports],
        tables={k: v for job in jobs for k, v in job.prepared.tables.items()},
        facts=[record for job in jobs for record in job.prepared.facts],
        events=[record for job in jobs for record in job.prepared.events],
        statuses=list({job.agent: job.status for job in jobs}.values()),
        surveys=[record for job in jobs for record in job.prepared.surveys],
    )


def surveys_kept(jobs: Sequence[Job], new: Sequence[bool]) -> list[SurveyRecord]:
    """Return the surveys of *jobs* whose reports are *new*."""
    return wanted_surveys(commit_of(jobs), new)


def write(store: Store, commit: Commit) -> list[bool]:
    """Write *commit* with what its facts and surveys tell; blocks: ``Store.commit``."""
    known = _Replacements(store)
    said = [event for event in commit.events if not known.tell(event)]
    surveyed = survey_events(store, commit)
    told = [
        *fact_events(store, commit.facts),
        *(event for event in surveyed if not known.tell(event)),
    ]
    if told or len(said) < len(commit.events):
        commit = msgspec.structs.replace(commit, events=[*said, *told])
    return store.commit(commit)


class _Replacements:
    """Whether agent and collector noticed the same replacement of a device.

    The agent tells it in one report, and the survey that says so may stand in another.
    Of each device the store is asked once, and of ``MOST_ASKED`` devices in a commit:
    whoever sends more such events than that holds nobody up.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, list[EventRecord]] = {}

    def tell(self, record: EventRecord) -> bool:
        """Return whether *record* tells of a replacement that the store has told of."""
        if record.event.kind != REPLACED:
            return False
        known = self._known.get(record.agent)
        if known is None:
            if len(self._known) >= MOST_ASKED:
                return False
            known = self._known[record.agent] = [
                told
                for told in self._store.events(agent=record.agent, limit=_LATEST)
                if told.event.kind == REPLACED
            ]
        serial = record.event.attributes.get("after")
        return any(
            told.event.attributes.get("after") == serial
            for told in known
            if told.time >= record.time - _SAME_S
        )


def fact_events(store: Store, facts: Iterable[FactsRecord]) -> Iterable[EventRecord]:
    """Yield what changed against the newest facts that are kept of each agent.

    Facts that are not newer tell nothing: they are a repeat, or came too late.
    """
    newest: dict[str, FactsRecord | None] = {}
    for record in facts:
        agent = record.agent
        if agent not in newest:
            newest[agent] = store.latest_facts(agent)
        before = newest[agent]
        if before is not None:
            if record.time <= before.time:
                continue
            for event in _told(before, record):
                yield EventRecord(agent, record.time, event)
        newest[agent] = record


def survey_events(store: Store, commit: Commit) -> Iterable[EventRecord]:
    """Yield what changed against the newest survey that is kept of each device.

    A survey that is not newer tells nothing, as with facts; nor is told what the agent
    tells of the same device by itself.
    """
    newest: dict[str, DeviceRecord | None] = {}
    said = {(e.agent, e.event.kind, e.spool, e.sequence) for e in commit.events}
    for record in commit.surveys:
        source = (record.spool, record.sequence)
        id_ = device_id(record.agent, record.survey.device)
        if id_ not in newest:
            newest[id_] = store.device(id_)
        before = newest[id_]
        newest[id_] = kept(before, record)
        if before is not None and record.time <= known_until(before, record):
            continue
        for event in _survey_told(before, record):
            told = EventRecord(id_, record.time, event, *source, record.agent)
            if (id_, event.kind, *source) not in said:
                yield told


def _survey_told(before: DeviceRecord | None, after: SurveyRecord) -> list[Event]:
    try:
        return survey_events_between(before.survey if before else None, after.survey)
    except Exception:  # odd surveys must not keep anybody's reports from the store
        log.exception("agent %s: a survey cannot be compared", after.agent)
        return []


def _told(before: FactsRecord, after: FactsRecord) -> list[Event]:
    try:
        return events_between(before.facts, after.facts)
    except Exception:  # odd facts must not keep anybody's reports from the store
        log.exception("agent %s: its facts cannot be compared", after.agent)
        return []
