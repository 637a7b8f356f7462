"""Small estates and the plans that are made of them."""

from agent.shared.knowledge import load
from agent.shared.wire import Item
from collector.planning.planner import make_plan
from collector.planning.shapes.wish import Wish
from collector.planning_facts import load_planning
from tests.support.need_cases import estate

FACTS, SUPPORT = load_planning(), load().support
GIB = 2**30

PAGING = {
    "memory_available_ratio": 0.03,
    "hard_faults_per_second": 900.0,
    "disk_read_seconds_per_operation": 0.06,
}
SLOW_DRIVE = {
    "disk_read_seconds_per_operation": 0.08,
    "disk_write_seconds_per_operation": 0.08,
}
HARD_DISK = {
    "disk": {"sda": Item({"media": "hdd", "bus": "sata", "size_bytes": 500 * 10**9})}
}
SLOW_CPU = {"cpu_busy_ratio": 0.99}
OLD_WINDOWS = Item(
    {"name": "Windows 7 Professional", "build": "7601", "version": "6.1"}
)


def memory(installed=4, *, free=1, maximum=16, generation="DDR4", modules=(4,)):
    """Return the facts of a machine's memory, sizes in GiB."""
    whole = {
        "installed_bytes": installed * GIB,
        "slots": len(modules) + free,
        "slots_empty": free,
        "maximum_bytes": maximum * GIB,
        "generation": generation,
    }
    slots = {
        f"DIMM{n}": Item({"size_bytes": size * GIB, "form_factor": "DIMM"})
        for n, size in enumerate(modules)
    }
    return {"memory": {"": Item(whole)}, "memory_module": slots}


def plan(*things, budget=100_000_000, facts=FACTS, wish=None, **fields):
    """Return the plan of an estate of *things*; *fields* are the estate's."""
    asked = Wish(
        **{
            "budget_vnd": budget,
            "disturbed": 0,
            "scenarios": False,
            **(wish or {}),
        }
    )
    return make_plan(estate(*things, **fields), facts, SUPPORT, asked)


def done(plan, target=""):
    """Return what *plan* does, by option, for *target* (or for everything)."""
    return [line.option for line in plan.lines if target in line.target]


def why_not(plan, target):
    """Return the entry of what is left out for *target*."""
    return next(one for one in plan.rejected if target in one.target)
