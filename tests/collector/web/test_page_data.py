"""What pages read is read once and in threads."""

import asyncio

from agent.shared.wire import (
    Declaration,
    Reading,
    Report,
    Table,
    encode,
    table_id,
)
from collector.store.interface import AgentStatus, Commit, StoredReport
from collector.store.memory import MemoryStore
from collector.web.page_data import FleetReader, MachineReader, read_day
from tests.support.sample_fleet import NOW, agent_id, page_services, sample_fleet


class CountingStore:
    """A store that counts how often facts are asked for."""

    def __init__(self, store):
        self._store, self.asked = store, 0

    def latest_facts(self, agent):
        """Count, and ask the store."""
        self.asked += 1
        return self._store.latest_facts(agent)

    def __getattr__(self, name):
        return getattr(self._store, name)


def test_facts_are_read_again_only_when_they_change():
    """The table of 2,000 machines costs no 2,000 queries each minute."""
    store, live = sample_fleet()
    counting = CountingStore(store)
    reader = FleetReader(page_services(counting, live))
    counting.asked = 0
    first = asyncio.run(reader.rows(NOW))
    asked = counting.asked
    assert asked == len(store.statuses())
    assert asyncio.run(reader.rows(NOW)) == first
    assert counting.asked == asked
    store.commit(
        Commit(statuses=[AgentStatus(agent_id(1), last_received=NOW, facts_id="new")])
    )
    asyncio.run(reader.rows(NOW))
    assert counting.asked == asked + 1


def test_only_machines_that_are_on_have_an_uptime():
    """A machine that is off has not been running since its last start."""
    reader = FleetReader(page_services(*sample_fleet()))
    rows = {row.agent.id: row for row in asyncio.run(reader.rows(NOW))}
    assert rows[agent_id(1)].booted
    assert rows[agent_id(3)].state == "off"
    assert rows[agent_id(3)].booted is None


def test_nobody_is_no_row():
    """An unknown agent is not made up."""
    reader = FleetReader(page_services(MemoryStore()))
    assert asyncio.run(reader.row("x", NOW)) is None
    kept = MachineReader(page_services(MemoryStore())).read("x")
    assert (kept.facts, kept.facts_time) == ({}, None)


def test_a_day_comes_out_of_the_journal():
    """Readings of the last 24 hours become points of the charts' signals."""
    size = Declaration("hatang_memory_size_bytes", "gauge", "Size.")
    free = Declaration("hatang_memory_available_bytes", "gauge", "Free.")
    table = Table("memory", 60.0, (size, free), ((0, ()), (1, ())))
    id_ = table_id(table)
    reports = [
        Report(
            "a" * 8,
            n,
            NOW - 60 * n,
            "boot",
            9e3 - 60 * n,
            "",
            (Reading(id_, 0.0, (8.0, 2.0)),),
        )
        for n in (1, 2, 3)
    ]
    store = MemoryStore()
    store.commit(
        Commit(
            reports=[
                StoredReport("x", r.spool, r.sequence, r.time, r.time, encode(r))
                for r in reports
            ],
            tables={id_: table},
        )
    )
    shown, points = read_day(page_services(store), "x", NOW)
    assert shown.length_s == 3600
    assert {value for _, value in points["memory_used_ratio"]} == {0.75}
    assert points["cpu_busy_ratio"] == []
