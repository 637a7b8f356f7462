"""What roll-ups cost: the packed row beside a row per sketch, and how right they are."""

import math
import random
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from collector.devices import device_id
from collector.rollup import merge, run_due
from collector.rollup_row import Rollup, decode_rollup, encode_rollup
from collector.signals import SIGNALS
from collector.sketch import Sketch
from collector.store.database import PAGE_BYTES
from collector.store.interface import Commit, RollupRow
from collector.store.memory import MemoryStore
from collector.store.numbers import agent_numbers
from collector.store.opening import open_store
from tests.support.device_readings import device_reports, device_tables
from tests.support.readings import TABLES, machine_reports
from tests.support.store_values import AGENT

HOUR = 500_000
SAMPLES = 60
_PORTS = 28
KEPT = SIGNALS[:12]


def _hour(rng: random.Random) -> dict[str, list[float]]:
    """Return an hour of spiky values for each of twelve signals."""
    return {
        name: [
            rng.lognormvariate(0, 1) * (50 if rng.random() < 0.05 else 1)
            for _ in range(SAMPLES)
        ]
        for name in KEPT
    }


def _packed(path: Path, rows: list[RollupRow]) -> tuple[float, float]:
    store = open_store(f"sqlite:///{path}")
    store.put_rollups([RollupRow(row.agent, HOUR - 1, b"") for row in rows])
    empty = store.totals().bytes  # the agents are known, as in every hour but one
    begin = time.perf_counter()
    store.put_rollups(rows)
    spent = time.perf_counter() - begin
    size = store.totals().bytes - empty
    store.close()
    return spent, size


def _row_per_sketch(path: Path, sketches: list[tuple[str, int, int, bytes]]) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size={PAGE_BYTES}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(
        "CREATE TABLE sketches (agent INTEGER, hour INTEGER, signal INTEGER,"
        " sketch BLOB, PRIMARY KEY (agent, hour, signal))"
    )
    connection.execute(
        "CREATE TABLE hours (hour INTEGER, agent INTEGER, reports INTEGER, due INTEGER,"
        " PRIMARY KEY (hour, agent)) WITHOUT ROWID"
    )
    connection.execute(
        "CREATE TABLE agent_numbers (number INTEGER PRIMARY KEY, agent TEXT UNIQUE)"
    )
    before = [(agent, HOUR - 1, signal, b"") for agent, _, signal, _ in sketches]
    _write(connection, before)
    begin = time.perf_counter()
    _write(connection, sketches)
    spent = time.perf_counter() - begin
    connection.close()
    return spent


def _write(
    connection: sqlite3.Connection, sketches: list[tuple[str, int, int, bytes]]
) -> None:
    """Insert *sketches* and settle their hours, as the store does with packed rows."""
    connection.execute("BEGIN IMMEDIATE")
    numbers = agent_numbers(connection.cursor(), (agent for agent, *_ in sketches))
    connection.executemany(
        "INSERT INTO sketches VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET sketch = excluded.sketch",
        [(numbers[agent], hour, signal, s) for agent, hour, signal, s in sketches],
    )
    connection.executemany(
        "UPDATE hours SET due = 0 WHERE hour = ? AND agent = ? AND due",
        dict.fromkeys((hour, numbers[agent]) for agent, hour, _, _ in sketches),
    )
    connection.execute("COMMIT")


def _error(hours: list[dict[str, list[float]]], rollups: list[Rollup]) -> float:
    """Return the largest relative error of p95 over single hours and all merged."""
    worst = 0.0
    pairs = [
        (hour, rollup.sketches) for hour, rollup in zip(hours, rollups, strict=True)
    ]
    together = {name: [v for hour in hours for v in hour[name]] for name in KEPT}
    pairs.append((together, merge(rollups).sketches))
    for values, sketches in pairs:
        for name in KEPT:
            exact = sorted(values[name])[math.floor(0.95 * (len(values[name]) - 1))]
            found = sketches[name].quantile(0.95)
            assert found is not None
            worst = max(worst, abs(found - exact) / exact)
    return worst


def _making() -> dict[str, float]:
    """Return what rolling up costs, from the journal to the packed row."""
    rng = random.Random(2)
    busy = [rng.random() for _ in range(24 * 60)]
    store = MemoryStore()
    store.commit(
        Commit(reports=machine_reports(busy, start=HOUR * 3600.0), tables=TABLES)
    )
    begin = time.process_time()
    hours = run_due(store, now=(HOUR + 25) * 3600.0)
    return {
        "cpu_ms_per_agent_hour_two_tables": 1e3 * (time.process_time() - begin) / hours
    }


def _devices(count: int) -> dict[str, float]:
    """Return what an hour of *count* switches with 28 ports each costs, and its size.

    One agent reads them all; a report a minute tells of each.
    """
    keys = [f"switch-{number}" for number in range(count)]
    tables, start = device_tables(keys, _PORTS), HOUR * 3600.0
    store = MemoryStore()
    store.commit(Commit(tables=tables))
    reports = device_reports(keys, _PORTS, SAMPLES, start=start)
    store.commit(Commit(reports=reports))
    begin = time.process_time()
    run_due(store, now=start + 7200)
    spent = time.process_time() - begin
    rows = [
        len(row.packed)
        for key in keys
        for row in store.rollups(device_id(AGENT, key), start=HOUR, end=HOUR + 1)
    ]
    assert len(rows) == count
    return {
        "devices": count,
        "ports": _PORTS,
        "cpu_seconds_per_hour_of_all": spent,
        "cpu_ms_per_device_hour": 1e3 * spent / count,
        "row_bytes_median": statistics.median(rows),
        "megabytes_per_device_year": statistics.median(rows) * 24 * 365 / 1e6,
        "report_bytes": statistics.median(len(r.body) for r in reports),
    }


def run(*, quick: bool) -> dict[str, object]:
    """Return time, size and error of an hour of 10,000 agents with 12 signals."""
    agents = 10_000
    rng = random.Random(1)
    hours = [_hour(rng) for _ in range(200)]
    begin = time.process_time()
    rollups = [
        Rollup(SAMPLES, {name: Sketch(values) for name, values in hour.items()})
        for hour in hours
    ]
    packs = [encode_rollup(rollup) for rollup in rollups]
    making = (time.process_time() - begin) / len(hours)
    assert all(decode_rollup(p) == r for p, r in zip(packs, rollups, strict=True))
    rows = [
        RollupRow(f"{n:032x}", HOUR, packs[n % len(packs)], reports=None)
        for n in range(agents)
    ]
    sketches = [
        (f"{n:032x}", HOUR, number, rollups[n % len(rollups)].sketches[name].encode())
        for n in range(agents)
        for number, name in enumerate(KEPT)
    ]
    packed, plain, size = [], [], 0.0
    with tempfile.TemporaryDirectory() as name:
        for turn in range(2 if quick else 5):
            spent, size = _packed(Path(name) / f"packed{turn}.db", rows)
            packed.append(spent)
            plain.append(_row_per_sketch(Path(name) / f"plain{turn}.db", sketches))
    return {
        "agents": agents,
        "signals": len(KEPT),
        "packed_seconds": statistics.median(packed),
        "row_per_sketch_seconds": statistics.median(plain),
        "ratio": statistics.median(packed) / statistics.median(plain),
        "packed_megabytes": size / 1e6,
        "row_bytes_median": statistics.median(map(len, packs)),
        "sketch_and_pack_cpu_us_per_agent_hour": 1e6 * making,
        "p95_largest_relative_error": _error(hours, rollups),
        "from_the_journal": _making(),
        "devices": _devices(20 if quick else 200),
    }
