"""What the pages of lines read; a month of a line is read at most every five minutes."""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from collector import office
from collector.device_signals import port_signal
from collector.estate_lines import OWNER
from collector.line_reader import HOUR_S, period_of, read_hours, read_quality
from collector.lines.meetings import Meetings, call_of, heads_at, meetings
from collector.lines.quality import Period, Quality
from collector.lines.use import DOWN, UP, Use, use_of
from collector.planning.shapes.records import Line
from collector.planning_facts import PlanningFolder
from collector.services import Services
from collector.sketch import Sketch

FRESH_S = 300.0
MOST_KEPT = 60
Hours = Mapping[int, Mapping[str, Sketch]]


@dataclass(frozen=True)
class LineMonth:
    """A line in a month: judged, used, and its roll-ups hour by hour."""

    quality: Quality
    use: Use
    meetings: Meetings | None
    period: Period
    hours: Hours


class LineBook:
    """Reads lines; blocks, so it is asked from threads, one at a time."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._facts = PlanningFolder(services.settings.knowledge_directory)
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Line, str], tuple[float, LineMonth]] = (
            OrderedDict()
        )

    def lines(self) -> tuple[Line, ...]:
        """Return the lines of the register, by id."""
        return office.lines(self._services.store)

    def this_month(self) -> str:
        """Return the running local month, as 2026-11."""
        hours = self._services.settings.office_hours
        day = hours.day(self._services.clock.now())
        return dt.date.fromordinal(day).strftime("%Y-%m")

    def month(self, line: Line, month: str) -> LineMonth:
        """Return what was measured of *line* in *month*.

        Raises:
            LineError: *month* is none, or the line has just been removed.
            StoreError: the store does not answer.
        """
        now = self._services.clock.now()
        with self._lock:
            kept = self._kept.get((line, month))
            if kept is not None and 0 <= now - kept[0] < FRESH_S:
                return kept[1]
            made = self._read(line, month, now)
            self._kept[line, month] = (now, made)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return made

    def _read(self, line: Line, month: str, now: float) -> LineMonth:
        store, settings = self._services.store, self._services.settings
        norms = self._facts.current().norms
        period = period_of(month, settings.office_hours)
        made = read_quality(store, line.id, period, norms, now)
        hours = read_hours(store, OWNER + line.id, period, now)
        used: Hours = hours
        if not any(DOWN in sketches for sketches in hours.values()):
            used = self._of_port(line, period, now)
        use = use_of(used, self._place)
        call = call_of(norms, period.last)
        heads = heads_at(line, office.departments(store))
        fits = meetings(made, use, call, heads) if call is not None else None
        merged = {
            hour: {**used.get(hour, {}), **hours.get(hour, {})}
            for hour in sorted(used.keys() | hours.keys())
        }
        return LineMonth(made, use, fits, period, merged)

    def _of_port(self, line: Line, period: Period, now: float) -> Hours:
        """Return the use of *line* by the port that it comes in at; empty: not known."""
        record = self._services.devices.get(line.device) if line.device else None
        ports = record.survey.ports if record is not None else ()
        speed = next((p.speed_bps for p in ports if p.key == line.port), None)
        if not speed:
            return {}
        names = (
            (port_signal("port_receive_ratio", line.port), DOWN, line.down_mbps),
            (port_signal("port_transmit_ratio", line.port), UP, line.up_mbps),
        )
        rows = read_hours(self._services.store, line.device, period, now)
        return {
            hour: {
                ours: sketches[theirs].scaled(speed / (mbps * 1e6))
                for theirs, ours, mbps in names
                if theirs in sketches
            }
            for hour, sketches in rows.items()
        }

    def _place(self, hour: int) -> tuple[int, bool]:
        """Return the local hour of the day of *hour*, and whether people work then."""
        hours, middle = self._services.settings.office_hours, (hour + 0.5) * HOUR_S
        local = dt.datetime.fromtimestamp(middle, ZoneInfo(hours.timezone))
        return local.hour, hours.covers(middle)
