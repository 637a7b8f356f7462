"""Reports of a made-up machine whose signals are known exactly."""

from agent.shared.wire import Declaration, Reading, Report, Table, encode, table_id
from collector.store.interface import StoredReport
from tests.support.store_values import AGENT


def _metric(name, *labels):
    kind = "counter" if name.endswith("_total") else "gauge"
    return Declaration(f"hatang_{name}", kind, "A number.", labels)


CPU = Table(
    "cpu",
    60.0,
    (_metric("cpu_seconds_total", "mode"),),
    ((0, ("user",)), (0, ("idle",))),
)
MEMORY = Table(
    "memory",
    60.0,
    (_metric("memory_size_bytes"), _metric("memory_available_bytes")),
    ((0, ()), (1, ())),
)
TABLES = {table_id(table): table for table in (CPU, MEMORY)}


def machine_reports(busy, *, start, agent=AGENT, spool="00000001", boot="b"):
    """Return a report a minute; *busy* says how busy the CPU was before each."""
    cpu_id, memory_id = TABLES
    used, found = 0.0, []
    for number, part in enumerate(busy):
        used += 60.0 * part
        readings = (
            Reading(cpu_id, 0.0, (used, 60.0 * (number + 1) - used)),
            Reading(memory_id, 0.0, (8e9, 8e9 * (1 - part))),
        )
        when = start + 60.0 * number
        report = Report(
            spool, number + 1, when, boot, 100 + 60.0 * number, readings=readings
        )
        body = encode(report)
        found.append(StoredReport(agent, spool, number + 1, when, when, body))
    return found
