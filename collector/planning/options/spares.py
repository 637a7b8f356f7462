"""Modules of machines that go are offered to others: by slot, generation and size."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from collector.planning.options.machines import MEMORY, Subject, made, not_ours
from collector.planning.options.market import Market
from collector.planning.options.memory import LEAST_MORE, memory_of
from collector.planning.options.shapes import Option
from collector.planning.shapes.plan import Text
from collector.planning.shapes.problem import Capacity

LEAST_GIB = 4.0
Kind = tuple[str, str, float]  # generation, form, GiB


def spares(
    subjects: Iterable[Subject], options: Iterable[Option], market: Market
) -> tuple[list[Option], list[Capacity]]:
    """Return what machines could take of others, and how much of it there will be.

    A module is there from the year on in which its machine is replaced.
    """
    everybody = list(subjects)
    leaving: dict[str, list[str]] = defaultdict(list)
    for option in options:
        if option.kind == "machine" and option.feasible:
            leaving[option.target].append(option.choice)
    there: dict[Kind, dict[str, int]] = defaultdict(dict)
    for one in everybody:
        choices = leaving.get(one.need.target.text, ())
        for kind, count in _modules(one) if choices else ():
            there[kind] |= dict.fromkeys(choices, count)
    found: list[Option] = []
    taken: dict[Kind, dict[str, int]] = defaultdict(dict)
    for one in everybody:
        for kind, option in _wanted(one, there, market):
            found.append(option)
            taken[kind][option.choice] = 1
    pools = [
        Capacity(f"spare_{_name(kind)}", 0, uses, dict(sorted(there[kind].items())))
        for kind, uses in sorted(taken.items())
    ]
    return found, pools


def _name(kind: Kind) -> str:
    generation, form, size = kind
    return f"{size:g}gib_{generation.lower()}" + ("_so" if form == "SODIMM" else "")


def _modules(one: Subject) -> Iterator[tuple[Kind, int]]:
    memory = memory_of(one.machine)
    if memory is None or not memory.generation or "LP" in memory.generation:
        return
    if not_ours(one.machine):
        return
    sizes = [size for size in memory.modules if size >= LEAST_GIB]
    for size in sorted(set(sizes)):
        yield (memory.generation, memory.form, size), sizes.count(size)


def _wanted(
    one: Subject, there: dict[Kind, dict[str, int]], market: Market
) -> Iterator[tuple[Kind, Option]]:
    codes = one.by_code.keys() & MEMORY
    memory = memory_of(one.machine)
    if not codes or one.doomed or not one.need.enough or memory is None:
        return
    if not memory.free_slots:
        return
    code = next(c for c in one.by_code if c in codes)
    table = market.policy.relief.get("ram", {})
    dimensions = {"memory", "cpu"} | ({"disk_speed"} if code == "paging" else set())
    for kind in sorted(there):
        generation, form, size = kind
        if (generation, form) != (memory.generation, memory.form):
            continue
        result = memory.installed + size
        if memory.maximum and result > memory.maximum + 0.5:
            continue
        if result < memory.installed * LEAST_MORE or not_ours(one.machine):
            continue
        share = 1.0 if result >= min(16.0, 2 * memory.installed) else 0.7
        yield (
            kind,
            made(
                one,
                market,
                f"spare_ram_{_name(kind)}",
                "part",
                Text(
                    f"Dùng lại thanh RAM {generation} {size:g} GB của máy được thay, "
                    f"tổng {result:g} GB",
                    f"Take a {generation} module of {size:g} GB from a replaced machine, "
                    f"{result:g} GB in all",
                ),
                {d: table.get(d, 0.0) * share for d in dimensions},
                cause=code,
            ),
        )
