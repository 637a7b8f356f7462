"""What the store costs: commits by group size, bytes and reading back.

Bodies are those of a workstation's report (60 values in six readings). CPU seconds
are of this process, garbage collection included; each figure is a median.
"""

import random
import statistics
import tempfile
import time
from pathlib import Path

from agent.shared import wire
from collector.store.database import Database
from collector.store.interface import AgentStatus, Commit, StoredReport
from collector.store.opening import open_store

NOW = 1_795_000_000.0
READ_BACK = 1440


def _bodies(count: int) -> list[bytes]:
    rng = random.Random(1)

    def reading(number: int) -> wire.Reading:
        values = tuple(
            float(rng.randrange(10**10)) if rng.random() < 0.5 else rng.random() * 1e4
            for _ in range(10)
        )
        return wire.Reading(f"table{number:011}", -0.1, values)

    return [
        wire.encode(
            wire.Report(
                "00000001",
                n + 1,
                NOW + 60 * n,
                "b" * 16,
                60.0 * n,
                readings=tuple(map(reading, range(6))),
            )
        )
        for n in range(count)
    ]


def _commits(
    folder: Path, group: int, *, agents: int, reports: int, synchronous: str = "FULL"
) -> dict[str, float]:
    """Commit *reports* from *agents* in turn, with their statuses, by *group*."""
    bodies = _bodies(400)
    path = folder / f"{group}-{agents}-{synchronous}.db"
    store = open_store(f"sqlite:///{path}")
    if synchronous != "FULL":
        database: Database = store._database  # type: ignore[attr-defined]  # noqa: SLF001
        with database.bare() as connection:
            connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
    names = [f"{n:032x}" for n in range(agents)]
    commits = []
    for first in range(0, reports, group):
        some = []
        for n in range(first, first + group):
            turn, who = divmod(n, agents)
            when = NOW + 60.0 * turn + who * 0.001
            body = bodies[n % len(bodies)]
            some.append(
                StoredReport(names[who], "00000001", turn + 1, when, when, body)
            )
        statuses = [AgentStatus(r.agent, last_time=r.time) for r in some]
        commits.append(Commit(reports=some, statuses=statuses))
    wall, cpu = time.perf_counter(), time.process_time()
    spent = []
    for commit in commits:
        begin = time.perf_counter()
        store.commit(commit)
        spent.append(time.perf_counter() - begin)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    figures = {
        "reports_per_second": reports / wall,
        "cpu_microseconds_per_report": 1e6 * cpu / reports,
        "commit_median_ms": 1e3 * statistics.median(spent),
        "commit_p99_ms": 1e3 * sorted(spent)[int(0.99 * (len(spent) - 1))],
        "stored_bytes_per_report": store.totals().bytes / reports,
        "body_bytes": statistics.mean(map(len, bodies)),
    }
    store.close()
    return figures


def _reading(folder: Path, *, agents: int) -> dict[str, float]:
    """Return what a day of one agent costs to read among *agents* others."""
    bodies = _bodies(400)
    store = open_store(f"sqlite:///{folder}/read.db")
    names = [f"{n:032x}" for n in range(agents)]
    for turn in range(READ_BACK):
        when = NOW + 60.0 * turn
        store.commit(
            Commit(
                reports=[
                    StoredReport(
                        name, "00000001", turn + 1, when, when, bodies[turn % 400]
                    )
                    for name in names
                ]
            )
        )
    spent = []
    for name in names[:10]:
        begin = time.process_time()
        assert len(list(store.reports(name, start=NOW, end=NOW + 86400))) == READ_BACK
        spent.append(time.process_time() - begin)
    store.close()
    return {"agents": agents, "day_of_one_agent_cpu_ms": 1e3 * statistics.median(spent)}


def run(*, quick: bool) -> dict[str, object]:
    """Return the figures of the store on this machine's temporary folder."""
    reports = 20_000 if quick else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        by_group = {
            str(group): _commits(
                folder, group, agents=1000, reports=min(reports, group * 400)
            )
            for group in (1, 20, 200, 1000)
        }
        return {
            "commit_by_group_size": by_group,
            "ten_thousand_agents_group_200": _commits(
                folder, 200, agents=10_000, reports=reports
            ),
            "synchronous_normal_group_200": _commits(
                folder, 200, agents=1000, reports=reports, synchronous="NORMAL"
            ),
            "reading": _reading(folder, agents=20 if quick else 100),
        }
