"""Reads what the store has of a broadband line in a month."""

import datetime as dt
from collections.abc import Mapping

from agent.shared.wire import Event, Table
from collector import office
from collector.estate_lines import OWNER
from collector.fleet import OfficeHours
from collector.line_layout import FAR, line_layout
from collector.lines.outages import Outage, line_outages, within
from collector.lines.quality import Period, Quality, quality
from collector.planning.shapes.facts import Norms
from collector.planning.shapes.records import Line
from collector.readings import table_ids
from collector.rollup import unpack
from collector.sketch import Sketch, SketchError
from collector.store.interface import Store

HOUR_S = 3600
MOST_EVENTS = 50_000
_HOSTS_FROM_S = (300.0, 3 * 3600.0)


class LineError(Exception):
    """There is no such line or month; the text says what to do."""


def period_of(month: str, hours: OfficeHours) -> Period:
    """Return the local days of ``2026-11``.

    Raises:
        LineError: it is no month.
    """
    try:
        first = dt.date.fromisoformat(f"{month}-01")
    except ValueError as err:
        raise LineError(f"{month}: a month is written as 2026-11") from err
    after = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    begin, end = hours.midnight(first.toordinal()), hours.midnight(after.toordinal())
    return Period(first, after - dt.timedelta(days=1), begin, end)


def read_quality(
    store: Store, id_: str, period: Period, norms: Norms, now: float
) -> Quality:
    """Return what was measured of a line in *period*, up to *now*.

    Raises:
        LineError: nobody entered such a line.
    """
    line = find_line(store, id_)
    end = min(period.end, now)
    hours = read_hours(store, OWNER + id_, period, end)
    hosts = _hosts(store, id_, end)
    outages = line_outages(_outages(store, id_, period, hosts))
    return quality(line, period, hours, within(outages, period.begin, end), norms)


def read_hours(
    store: Store, owner: str, period: Period, end: float
) -> dict[int, Mapping[str, Sketch]]:
    """Return the roll-ups of *owner* in *period* up to *end*; damaged ones are left out."""
    first, last = int(period.begin // HOUR_S), int(min(period.end, end) // HOUR_S)
    hours: dict[int, Mapping[str, Sketch]] = {}
    for row in store.rollups(owner, start=first, end=last + 1):
        try:
            hours[row.hour] = unpack(row.packed)
        except SketchError:
            continue
    return hours


def find_line(store: Store, id_: str) -> Line:
    """Return the line *id_* of the register.

    Raises:
        LineError: nobody entered it.
    """
    known = {one.id: one for one in office.lines(store)}
    if id_ not in known:
        names = ", ".join(known) or "none"
        raise LineError(f"there is no line {id_}; entered are: {names}")
    return known[id_]


def _hosts(store: Store, id_: str, end: float) -> set[tuple[str, str]]:
    """Return the hosts behind the gateway that agents ask along the line: (agent, host).

    As the newest reports before *end* tell; further back only if none of them does.
    """
    for back_s in _HOSTS_FROM_S:
        found = {
            (agent.id, host)
            for agent in store.agents()
            for host in _hosts_of(store, agent.id, id_, (end - back_s, end + 60))
        }
        if found:
            return found
    return set()


def _hosts_of(
    store: Store, agent: str, id_: str, between: tuple[float, float]
) -> set[str]:
    reports = list(store.reports(agent, start=between[0], end=between[1]))
    if not reports:
        return set()
    tables: Mapping[str, Table] = store.tables(table_ids(reports[-1].body))
    layouts = [line_layout(table).get(id_) for table in tables.values()]
    return {
        host for columns in layouts if columns is not None for host in columns.hosts
    }


def _outages(
    store: Store, id_: str, period: Period, hosts: set[tuple[str, str]]
) -> dict[str, list[Outage]]:
    """Return the outages of each host; of all that are asked, none is left out."""
    found: dict[str, list[Outage]] = {f"{agent} {host}": [] for agent, host in hosts}
    for record in store.events(start=period.begin, limit=MOST_EVENTS):
        told = of_event(record.event, id_)
        if told is not None:
            host, seconds = told
            outage = Outage(record.time - seconds, record.time)
            found.setdefault(f"{record.agent} {host}", []).append(outage)
    return found


def of_event(event: Event, id_: str) -> tuple[str, float] | None:
    """Return host and seconds of the outage that *event* ends, if it is of the line."""
    told = event.attributes
    if event.kind != "path_restored" or told.get("line") != id_:
        return None
    role, seconds = told.get("role"), told.get("seconds")
    if role not in FAR or not isinstance(seconds, int | float) or seconds < 0:
        return None
    return f"{role} {told.get('target', '')}", float(seconds)
