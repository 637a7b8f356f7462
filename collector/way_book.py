"""What every agent saw of its ways and services in the last hours, in memory.

It is told each report that was committed, and after a start those of the last minutes.
"""

import threading
from collections.abc import Mapping

from agent.shared.wire import Event, Report, Table
from collector.attribution.shapes import WAY_ROLES, Gap, Span, Target
from collector.way_layout import PATH, SERVICE, Columns, layout
from collector.way_track import KEPT_S, Figures, WayTrack

MOST_GAPS = 20
_EVENTS = frozenset({"path_lost", "path_restored"})
_PROBES = frozenset({PATH, SERVICE})


class _Agent:
    """One agent: its targets, when it last spoke, when it was cut off."""

    def __init__(self) -> None:
        self.tracks: dict[Target, WayTrack] = {}
        self.layouts: dict[str, tuple[str, dict[Target, Columns]]] = {}
        self.time = 0.0
        self.boot = ""
        self.stopped = True
        self.gaps: list[Gap] = []


class WayBook:
    """Takes reports in one thread and is read in another."""

    def __init__(self) -> None:
        self._agents: dict[str, _Agent] = {}
        self._lock = threading.Lock()

    def apply(
        self, agent_id: str, report: Report, tables: Mapping[str, Table], time: float
    ) -> None:
        """Take a report that was dated *time* by our clock; an older one says little."""
        mine = [
            (reading, table)
            for reading in report.readings
            if (table := tables.get(reading.table)) is not None
            and table.probe in _PROBES
            and not table.device
            and len(table.series) == len(reading.values)
        ]
        events = [event for event in report.events if event.kind in _EVENTS]
        with self._lock:
            if not mine and not events and agent_id not in self._agents:
                return
            agent = self._agents.setdefault(agent_id, _Agent())
            late = time <= agent.time
            if not late:
                self._follow(agent, report, time)
            for event in events:
                self._event(agent, event, time)
            for reading, table in () if late else mine:
                columns = self._columns(agent, reading.table, table)
                at_s = time + reading.offset_s
                for target, where in columns.items():
                    values = Figures(
                        *(None if n is None else reading.values[n] for n in where)
                    )
                    track = agent.tracks.setdefault(target, WayTrack())
                    track.read(at_s, values, table.interval_s)

    @staticmethod
    def _follow(agent: _Agent, report: Report, time: float) -> None:
        """Note a gap, if the machine came up anew without having said that it stops."""
        if agent.boot and report.boot != agent.boot and not agent.stopped:
            begin = time - report.uptime_s
            agent.gaps.append(Gap(agent.time, max(agent.time, begin), lost=True))
            agent.gaps = [one for one in agent.gaps if one.end > time - KEPT_S]
            agent.gaps = agent.gaps[-MOST_GAPS:]
        agent.boot, agent.time, agent.stopped = report.boot, time, report.stopping

    @staticmethod
    def _event(agent: _Agent, event: Event, time: float) -> None:
        told = event.attributes
        role = WAY_ROLES.get(str(told.get("role")))
        if role is None:
            return
        name, line = str(told.get("target", "")), str(told.get("line", ""))
        target = Target(name, role, line)
        track = agent.tracks.setdefault(target, WayTrack())
        at_s = time + event.offset_s
        seconds = told.get("seconds")
        if event.kind == "path_lost":
            track.lost(at_s)
        elif isinstance(seconds, int | float) and 0 <= seconds < KEPT_S:
            track.restored(at_s, float(seconds))

    @staticmethod
    def _columns(agent: _Agent, name: str, table: Table) -> dict[Target, Columns]:
        known = agent.layouts.get(table.probe)
        if known is None or known[0] != name:
            agent.layouts[table.probe] = known = (name, layout(table))
            for gone in agent.tracks.keys() - known[1].keys():
                if (gone.role == "service") == (table.probe == SERVICE):
                    del agent.tracks[gone]
        return known[1]

    # --- read ----------------------------------------------------------------
    def agents(self) -> list[str]:
        """Return who has said anything."""
        with self._lock:
            return list(self._agents)

    def seen(self, agent_id: str) -> dict[Target, tuple[Span, ...]]:
        """Return what an agent saw of each of its targets."""
        with self._lock:
            agent = self._agents.get(agent_id)
            if agent is None:
                return {}
            return {t: track.spans(agent.time) for t, track in agent.tracks.items()}

    def gaps(self, agent_id: str) -> tuple[Gap, ...]:
        """Return when an agent was cut off."""
        with self._lock:
            agent = self._agents.get(agent_id)
            return tuple(agent.gaps) if agent is not None else ()
