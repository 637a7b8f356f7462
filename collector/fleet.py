"""Where each machine stands: office hours, and the rules that judge a silence."""

import datetime as dt
import re
from functools import lru_cache
from typing import Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from collector.store.interface import Agent, AgentStatus

FleetState = Literal[
    "expected", "fresh", "late", "silent", "off", "pending", "quarantined", "revoked"
]
FLEET_STATES: tuple[FleetState, ...] = get_args(FleetState)
Weekday = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

LATE_AFTER_INTERVALS = 2.5  # one report may be lost, or delayed by jitter
SILENT_AFTER_S = 600.0  # shorter than lunch, longer than a restart with updates
SILENT_AFTER_INTERVALS = 5.0  # for agents that report seldom

_DAY_S = 86400
_RANGE = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


class OfficeHours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When machines are expected to be on.

    ``ranges`` are ``HH:MM-HH:MM`` of the local day, the end not included; a range
    past midnight is written as two. ``holidays`` are days without office hours.
    A constructed value is a checked one.
    """

    timezone: str = "Asia/Ho_Chi_Minh"
    weekdays: tuple[Weekday, ...] = WEEKDAYS[:5]
    ranges: tuple[str, ...] = ("07:30-17:00",)
    holidays: tuple[dt.date, ...] = ()

    def __post_init__(self) -> None:
        _zone(self.timezone)
        _seconds(self.ranges)
        if len(set(self.weekdays)) != len(self.weekdays):
            raise ValueError("weekdays: one day stands twice")

    def covers(self, unix: float) -> bool:
        """Return whether *unix* lies within office hours."""
        return self.started(unix) is not None

    def day(self, unix: float) -> int:
        """Return the local day of *unix*, in days since 1 January of year 1."""
        return dt.datetime.fromtimestamp(unix, _zone(self.timezone)).toordinal()

    def midnight(self, day: int) -> float:
        """Return when the local *day* (since 1 January of year 1) begins, Unix time."""
        date = dt.datetime.fromordinal(day)
        return date.replace(tzinfo=_zone(self.timezone)).timestamp()

    def started(self, unix: float) -> float | None:
        """Return when the range around *unix* began; None outside office hours.

        Ranges that touch count as one.
        """
        local = dt.datetime.fromtimestamp(unix, _zone(self.timezone))
        if WEEKDAYS[local.weekday()] not in self.weekdays:
            return None
        if local.date() in self.holidays:
            return None
        second = local.hour * 3600 + local.minute * 60 + local.second
        for start, end in _seconds(self.ranges):
            if start <= second < end:
                return unix - (second - start) - local.microsecond / 1e6
        return None


@lru_cache(maxsize=16)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as err:
        raise ValueError(
            f"timezone: {name!r} is not known on this host; write a name such as "
            "Asia/Ho_Chi_Minh, and where the host has no time zones (Windows) "
            "install the package tzdata"
        ) from err


@lru_cache(maxsize=64)
def _seconds(ranges: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return *ranges* as sorted seconds of the day, touching ones joined."""
    spans = sorted(_span(text) for text in ranges)
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            raise ValueError("ranges: two ranges overlap")
        if joined and start == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _span(text: str) -> tuple[int, int]:
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError(f"ranges: {text!r} is not HH:MM-HH:MM")
    hours, minutes, to_hours, to_minutes = map(int, match.groups())
    start, end = hours * 3600 + minutes * 60, to_hours * 3600 + to_minutes * 60
    if max(start, end) > _DAY_S:
        raise ValueError(f"ranges: {text!r} is not HH:MM-HH:MM")
    if start >= end:
        raise ValueError(
            f"ranges: {text!r} ends before it starts; a range past midnight is "
            "written as two"
        )
    return start, end


def always_on(agent: Agent) -> bool:
    """Return whether the machine is expected at any hour: servers, switch watchers."""
    return agent.role == "server" or agent.kind != "workstation"


def judge(
    agent: Agent,
    status: AgentStatus | None,
    *,
    now: float,
    hours: OfficeHours,
    report_interval_s: float,
) -> FleetState:
    """Return where *agent* stands at *now*.

    A workstation that is off is not an error: it is ``off`` after it said that it
    stops, whenever it is silent outside office hours, and until a range has run for
    as long as a silence may last. Otherwise a silence is ``late`` beyond 2.5 report
    intervals and ``silent`` beyond ten minutes (or five intervals). Servers and
    agents that watch more than their own machine have no office hours, and a stop
    excuses them no longer than a silence may last.
    """
    if agent.state != "active":
        return agent.state
    if status is None or not status.last_received:
        return "expected"
    silence = now - status.last_received
    limit = max(SILENT_AFTER_S, SILENT_AFTER_INTERVALS * report_interval_s)
    excusable = not always_on(agent)
    if status.stopped and (excusable or silence <= limit):
        return "off"
    if silence <= LATE_AFTER_INTERVALS * report_interval_s and not status.stopped:
        return "fresh"
    if excusable and not _awaited(status.last_received, now, hours, limit):
        return "off"
    return "late" if silence <= limit else "silent"


def _awaited(last: float, now: float, hours: OfficeHours, limit: float) -> bool:
    """Return whether a machine last heard of at *last* should be on by *now*."""
    started = hours.started(now)
    return started is not None and (last >= started or now - started > limit)


def reporting(state: FleetState) -> bool:
    """Return whether what the machine last said still stands for it."""
    return state in ("fresh", "late")
