"""What the pages read from the collector, without keeping its event loop waiting."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import anyio.to_thread

from agent.shared.wire import Facts
from collector.device_points import DevicePoints
from collector.fleet import judge, reporting
from collector.readings import table_ids
from collector.rollup import LEAD_IN_S, chart_points
from collector.services import Services
from collector.store.interface import (
    Agent,
    AgentStatus,
    EventRecord,
    FactsRecord,
    SequenceRange,
)
from collector.web.fact_summary import Summary, summarise
from collector.web.views_charts import DAY_S, SIGNALS, Points, Window, window
from collector.web.views_fleet import FleetRow

_BOOT = "hatang_boot_timestamp_seconds"
_AT_ONCE = 20  # agents whose latest values are read before others get their turn
_MOST_EVENTS = 100
_NOTHING = Summary()


class FleetReader:
    """Makes the rows of the fleet; remembers summaries until the facts change."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._summaries: dict[str, tuple[str, Summary]] = {}
        self._boots: dict[str, tuple[str, float]] = {}

    async def rows(self, now: float) -> list[FleetRow]:
        """Return a row for every agent."""
        registry = self._services.registry
        agents, statuses = dict(registry.agents()), dict(registry.statuses())
        return await self._rows(agents, statuses, now)

    async def row(self, agent_id: str, now: float) -> FleetRow | None:
        """Return the row of one agent, or None if there is none."""
        agent = self._services.registry.agents().get(agent_id)
        if agent is None:
            return None
        status = self._services.registry.statuses().get(agent_id)
        statuses = {agent_id: status} if status else {}
        (row,) = await self._rows({agent_id: agent}, statuses, now)
        return row

    async def _rows(
        self,
        agents: Mapping[str, Agent],
        statuses: Mapping[str, AgentStatus],
        now: float,
    ) -> list[FleetRow]:
        stale = {
            agent_id: status.facts_id
            for agent_id, status in statuses.items()
            if agent_id in agents
            and self._summaries.get(agent_id, ("",))[0] != status.facts_id
        }
        if stale:
            fresh = await anyio.to_thread.run_sync(self._read_summaries, stale)
            self._summaries.update(fresh)
        settings = self._services.settings
        rows = []
        for number, (agent_id, agent) in enumerate(agents.items()):
            status = statuses.get(agent_id)
            state = judge(
                agent,
                status,
                now=now,
                hours=settings.office_hours,
                report_interval_s=settings.report_interval_s,
            )
            booted = None
            if status is not None and reporting(state):
                booted = self._booted(agent_id, status.boot, now)
            summary = self._summaries.get(agent_id, ("", _NOTHING))[1]
            rows.append(FleetRow(agent, state, status, summary, booted))
            if number % _AT_ONCE == _AT_ONCE - 1:
                await asyncio.sleep(0)
        return rows

    def _read_summaries(
        self, wanted: Mapping[str, str]
    ) -> dict[str, tuple[str, Summary]]:
        found = {}
        for agent_id, facts_id in wanted.items():
            record = self._services.store.latest_facts(agent_id)
            summary = summarise(record.facts) if record else _NOTHING
            found[agent_id] = (facts_id, summary)
        return found

    def _booted(self, agent_id: str, boot: str, now: float) -> float | None:
        """Return when the machine started; read once for each of its boots."""
        known = self._boots.get(agent_id)
        if known is not None and known[0] == boot:
            return known[1]
        for declaration, _labels, value in self._services.live.series(agent_id, now):
            if declaration.name == _BOOT:
                self._boots[agent_id] = (boot, value)
                return value
        return None


@dataclass(frozen=True)
class Kept:
    """What the store keeps of one machine, as its page needs it."""

    facts: Facts
    facts_time: float | None
    records: Sequence[FactsRecord]
    sequences: Sequence[SequenceRange]
    events: Sequence[EventRecord]  # the newest, newest first


class MachineReader:
    """Reads one machine out of the store; blocks, so it is called in a thread."""

    def __init__(self, services: Services) -> None:
        self._store = services.store

    def read(self, agent_id: str) -> Kept:
        """Return what is kept of *agent_id*; nothing of it is not an error."""
        records = self._store.facts_history(agent_id)
        latest = self._store.latest_facts(agent_id)
        return Kept(
            facts=latest.facts if latest else {},
            facts_time=latest.time if latest else None,
            records=records,
            sequences=self._store.sequences(agent_id),
            events=self._store.events(agent=agent_id, limit=_MOST_EVENTS),
        )


def read_device_day(
    services: Services, device_id: str, names: Sequence[str], now: float
) -> tuple[Window, Points]:
    """Return the points of a device's signals *names* of the last 24 hours; blocks.

    Of a device that is newer than that, they are of a shorter window.
    """
    device = services.devices.get(device_id)
    shown = window(device.first_seen if device else None, now)
    if device is None:
        return shown, {}
    reader = DevicePoints(
        services.store, services.registry.read_tables, device.agent, device.key
    )
    points = reader.read(
        names, start=now - shown.length_s, end=now, buckets=shown.buckets
    )
    return shown, points


def read_day(services: Services, agent_id: str, now: float) -> tuple[Window, Points]:
    """Return the points of the last 24 hours, out of the journal; blocks.

    Of a machine that is newer than that, they are of a shorter window.
    """
    store, start = services.store, now - DAY_S
    reports = list(store.reports(agent_id, start=start - LEAD_IN_S, end=now))
    wanted = {name for report in reports for name in table_ids(report.body)}
    shown = window(reports[0].time if reports else None, now)
    points = chart_points(
        reports,
        store.tables(wanted),
        SIGNALS,
        start=now - shown.length_s,
        end=now,
        buckets=shown.buckets,
    )
    return shown, points
