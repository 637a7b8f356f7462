"""From a store to a signed paper, and from an estate to a plan of a province.

An office of 100 PCs is simulated into a store of its own; then the time from opening the
store to the PDF counts, at first (the days have to be made of the hours) and again. The
province is an office of 200 PCs fifty times over, under other names: its estate is in
memory, and needs, options, optimum and explanation count. Each runs in a process of its
own, whose peak of memory is its own, too.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.plan_province import many_times
from collector.estate import read_estate
from collector.knowledge import KnowledgeFolder
from collector.planning.planner import Planner
from collector.planning.shapes.estate import Estate
from collector.planning.shapes.wish import Wish
from collector.planning_facts import load_planning
from collector.settings import CollectorSettings
from collector.simulator.run import simulate
from collector.simulator.shapes import Size
from collector.store.memory import MemoryStore
from collector.store.opening import open_store

NOW = 1_795_487_100.0  # Tuesday 24 November 2026, 09:25 in Hà Nội
OFFICE = Size(pcs=100, switches=20, lines=2, days=30, seed=1)
PART = Size(pcs=200, switches=36, lines=2, sites=2, days=10, seed=1, period_s=600.0)
GOAL_OFFICE_S, GOAL_PROVINCE_S, GOAL_GAP = 5.0, 30.0, 0.001
MIB = 1024


def _read(store: object) -> Estate:
    return read_estate(
        store,  # type: ignore[arg-type]
        hours=CollectorSettings().office_hours,
        policy=load_planning().policy,
        now=NOW,
    )


def _peak_mib() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB, 1)


def office(url: str, budget_vnd: int) -> dict[str, object]:
    """Return how long it takes from a store to a PDF, step by step."""
    started = time.perf_counter()
    from collector.reports.plan_pdf import plan_pdf  # its import counts, too

    store = open_store(url)
    estate = _read(store)
    read = time.perf_counter()
    facts, support = load_planning(), KnowledgeFolder(None).current().support
    plan = Planner(estate, facts, support).plan(Wish(budget_vnd=budget_vnd))
    planned = time.perf_counter()
    paper = plan_pdf(plan, "vi")
    done = time.perf_counter()
    store.close()
    return {
        "machines": len(estate.machines),
        "lines": len(plan.lines),
        "gap": plan.gap,
        "read_seconds": round(read - started, 2),
        "plan_seconds": round(planned - read, 2),
        "pdf_seconds": round(done - planned, 2),
        "pdf_bytes": len(paper),
        "seconds": round(done - started, 2),
        "peak_mib": _peak_mib(),
    }


def province(times: int) -> dict[str, object]:
    """Return how long a plan of an office *times* over takes, and another one then."""
    store = MemoryStore()
    simulate(store, PART, now=NOW, settings=CollectorSettings())
    estate = many_times(_read(store), times)
    facts, support = load_planning(), KnowledgeFolder(None).current().support
    before, started = _peak_mib(), time.perf_counter()
    planner = Planner(estate, facts, support)
    needed = time.perf_counter()
    budget = 2_500_000 * len(estate.machines)
    wish = {"scenarios": False, "disturbed": 0}
    plan = planner.plan(Wish(budget_vnd=budget, **wish))  # type: ignore[arg-type]
    done = time.perf_counter()
    other = planner.plan(Wish(budget_vnd=budget * 9 // 10, **wish))  # type: ignore[arg-type]
    again = time.perf_counter()
    return {
        "machines": len(estate.machines),
        "devices": len(estate.devices),
        "lines": len(plan.lines),
        "needs_seconds": round(needed - started, 2),
        "plan_seconds": round(done - needed, 2),
        "seconds": round(done - started, 2),
        "other_budget_seconds": round(again - done, 2),
        "gap": plan.gap,
        "other_gap": other.gap,
        "estate_mib": before,
        "peak_mib": _peak_mib(),
    }


def _alone(*arguments: str) -> dict[str, object]:
    """Return what this module prints in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.plan_end_to_end", *arguments],
        capture_output=True,
        check=True,
    )
    return json.loads(ran.stdout)


def run(*, quick: bool) -> dict[str, object]:
    """Run both sizes."""
    size = Size(pcs=40, switches=8, days=10) if quick else OFFICE
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/hatang.db"
        store = open_store(url)
        simulate(store, size, now=NOW, settings=CollectorSettings())
        store.close()
        budget = str(2_500_000 * size.pcs)
        first = _alone("office", url, budget)
        again = _alone("office", url, budget)
    whole = _alone("province", "5" if quick else "50")
    return {
        "office": {"first": first, "again": again, "goal_seconds": GOAL_OFFICE_S},
        "province": {
            **whole,
            "goal_seconds": GOAL_PROVINCE_S,
            "goal_gap": GOAL_GAP,
        },
    }


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    found = (
        office(rest[0], int(rest[1])) if what == "office" else province(int(rest[0]))
    )
    print(json.dumps(found))
