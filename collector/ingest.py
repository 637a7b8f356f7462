"""Judges deliveries: what is a report, when it was made, whose it is. No I/O."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from agent.shared.wire import (
    Batch,
    Outcome,
    Report,
    Result,
    Table,
    WireError,
    check_table,
    decode,
    facts_id,
    table_id,
)
from collector.deliveries import Delivery, Opened
from collector.devices import CLOCK_SET_BACK_S, device_id
from collector.store.device import SurveyRecord
from collector.store.interface import (
    AgentStatus,
    EventRecord,
    FactsRecord,
    StoredReport,
)
from collector.surveys import NOTHING, open_surveys

TOLERANCE_S = 2.0  # what network and rounding make of two clocks that agree
PLAUSIBLE_FROM = 1_577_836_800.0  # 2020: a clock before it has lost its battery
MOST_INSTANCES = 8
_MOST_COUNT = 2**53


class Sender(NamedTuple):
    """Who delivered, when it came, and what was known of him and his devices.

    ``devices`` are the sizes of their surveys by their keys.
    """

    agent: str
    received: float
    status: AgentStatus | None
    offset_of: Callable[[str], float | None]  # boot -> its measured clock offset
    devices: Mapping[str, int] = {}


class Prepared(NamedTuple):
    """What a delivery asks to be written, and the answer once it is."""

    reports: tuple[StoredReport, ...]
    decoded: tuple[Report, ...]
    tables: dict[str, Table]  # new ones
    known: Mapping[str, Table]  # all that its readings need
    facts: tuple[FactsRecord, ...]
    events: tuple[EventRecord, ...]
    others: tuple[Outcome, ...]  # of reports that are not written
    want_tables: tuple[str, ...]
    want_facts: bool
    facts_id: str
    offset_s: float
    surveys: tuple[SurveyRecord, ...] = ()
    refused_surveys: tuple[str, ...] = ()  # why
    devices: Mapping[str, int] = {}  # as of the sender, once all this is written


def open_tables(
    raws: Mapping[str, msgspec.Raw], known: Mapping[str, Table]
) -> tuple[dict[str, Table], dict[str, str]]:
    """Return the new tables of a delivery, and id → why for the ones refused.

    A table's name is computed here; who sends another table under that name is
    refused, so nobody can change what other agents' readings mean.
    """
    good: dict[str, Table] = {}
    bad: dict[str, str] = {}
    for name, raw in raws.items():
        if name in known:
            continue
        try:
            table = decode(raw, Table)
            check_table(table)
        except WireError as err:
            bad[name] = str(err)
            continue
        if table_id(table) == name:
            good[name] = table
        else:
            bad[name] = "its name is not that of its content"
    return good, bad


def true_time(report: Report, batch: Batch, sender: Sender) -> float:
    """Return when *report* was made, by our clock; never later than it came.

    In the same boot the agent's uptime measures the age, whatever its wall clock
    says; where both agree within ``TOLERANCE_S`` the wall clock is kept, so that a
    repetition has the same time. In an earlier boot the offset measured then counts;
    such a report is older than this boot. A clock from before 2020 says nothing.
    """
    if report.boot == batch.boot:
        age = max(0.0, batch.uptime_s - report.uptime_s)
        told = sender.received - age
        if abs(report.time - told) <= TOLERANCE_S:
            told = report.time
        return min(told, sender.received)
    latest = sender.received - max(0.0, batch.uptime_s)
    time = report.time - (sender.offset_of(report.boot) or 0.0)
    return latest if time < PLAUSIBLE_FROM else min(time, latest)


def misfit(report: Report, tables: Mapping[str, Table]) -> str:
    """Return why *report* does not fit its tables, or nothing if it does."""
    for reading in report.readings:
        table = tables.get(reading.table)
        if table is not None and len(reading.values) != len(table.series):
            return (
                f"a reading has {len(reading.values)} values, its table "
                f"{reading.table} has {len(table.series)} series"
            )
    return ""


def prepare(
    batch: Delivery,
    opened: Iterable[Opened],
    known: Mapping[str, Table],
    sender: Sender,
) -> Prepared:
    """Return what the delivery asks to be written."""
    new, bad = open_tables(batch.tables, known) if batch.tables else ({}, {})
    tables = {**known, **new} if new else known
    reports: list[StoredReport] = []
    decoded: list[Report] = []
    facts: list[FactsRecord] = []
    events: list[EventRecord] = []
    surveys: list[SurveyRecord] = []
    refused_surveys: list[str] = []
    others: list[Outcome] = []
    wanted: dict[str, None] = {}
    held = dict(sender.devices)
    last_facts = sender.status.facts_id if sender.status else ""
    want_facts = False
    for one in opened:
        verdict = _verdict(one, tables, bad)
        report = one.report
        if verdict is not None or report is None:
            result, reason, missing = verdict or ("refused", one.reason, ())
            wanted.update(dict.fromkeys(missing))
            others.append(Outcome(one.spool, one.sequence, result, reason))
            continue
        time = true_time(report, batch, sender)
        reports.append(
            StoredReport(
                sender.agent, one.spool, one.sequence, time, sender.received, one.body
            )
        )
        decoded.append(report)
        if report.facts is not None:
            own = facts_id(report.facts) if report.facts_id != last_facts else ""
            if own:
                facts.append(FactsRecord(sender.agent, time, own, report.facts))
                last_facts = report.facts_id or own
            want_facts = False
        elif report.facts_id and report.facts_id != last_facts:
            want_facts = True
        events += _events(one, report, time, sender)
        told = open_surveys(report.surveys, held) if report.surveys else NOTHING
        name = (one.spool, one.sequence, sender.received)
        surveys += [SurveyRecord(sender.agent, time, s, *name) for s in told.taken]
        refused_surveys += told.refused
    return Prepared(
        tuple(reports),
        tuple(decoded),
        new,
        tables,
        tuple(facts),
        tuple(events),
        tuple(others),
        tuple(wanted),
        want_facts,
        last_facts,
        batch.sent - sender.received,
        tuple(surveys),
        tuple(refused_surveys),
        held,
    )


def _events(
    one: Opened, report: Report, time: float, sender: Sender
) -> Iterator[EventRecord]:
    """Yield the events of *report*; what happened on a device is filed under its id.

    The id derives from the agent's: nobody can speak for another's devices.
    """
    agent = sender.agent
    for event in report.events:
        when = min(time + event.offset_s, sender.received)
        whose = device_id(agent, event.device) if event.device else agent
        yield EventRecord(whose, when, event, one.spool, one.sequence, agent)


def _verdict(
    one: Opened, tables: Mapping[str, Table], bad: Mapping[str, str]
) -> tuple[Result, str, tuple[str, ...]] | None:
    """Return result, reason and missing tables of a report that is not written."""
    if one.report is None:
        return "refused", one.reason, ()
    missing = tuple(r.table for r in one.report.readings if r.table not in tables)
    for name in missing:
        if name in bad:
            return "refused", f"table {name}: {bad[name]}", ()
    if missing:
        return "wait_for_table", "", missing
    reason = misfit(one.report, tables)
    return ("refused", reason, ()) if reason else None


def next_status(
    status: AgentStatus | None, batch: Batch, prepared: Prepared, sender: Sender
) -> AgentStatus:
    """Return what is known of the agent after this delivery (counts come later).

    What lies far in our future is from before our clock was set back, and gives way.
    """
    old = status or AgentStatus(sender.agent)
    if max(old.last_received, old.last_time) > sender.received + CLOCK_SET_BACK_S:
        old = msgspec.structs.replace(old, last_received=0.0, last_time=0.0)
    seen = old.instances
    if batch.instance not in seen[-1:]:
        seen = (*seen, batch.instance)[-MOST_INSTANCES:]
    latest, stopped = old.last_time, old.stopped
    for stored, report in zip(prepared.reports, prepared.decoded, strict=True):
        if stored.time >= latest:
            latest, stopped = stored.time, report.stopping
    return AgentStatus(
        agent=sender.agent,
        last_received=max(old.last_received, sender.received),
        last_time=latest,
        stopped=stopped,
        clock_offset_s=prepared.offset_s,
        boot=batch.boot,
        agent_version=batch.agent_version or old.agent_version,
        facts_id=prepared.facts_id,
        pending=_count(batch.pending),
        oldest=batch.oldest,
        dropped=_count(batch.dropped),
        reports=old.reports,
        repeats=old.repeats,
        instances=seen,
    )


def _count(number: int) -> int:
    return min(max(0, number), _MOST_COUNT)
