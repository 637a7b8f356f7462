"""Parts for a machine: memory, a drive, or both."""

from collections.abc import Iterator
from typing import NamedTuple

from agent.shared.findings.values import number, text
from collector.planning.need.drives import internal
from collector.planning.options.machines import (
    DRIVE,
    ENOUGH_MEMORY_GIB,
    MEMORY,
    Subject,
    made,
    not_ours,
    refused,
)
from collector.planning.options.market import Market
from collector.planning.options.memory import fits, memory_of, unknown, why_none
from collector.planning.options.shapes import Option
from collector.planning.shapes.plan import RejectCode, Text


def parts(one: Subject, market: Market) -> Iterator[Option]:
    """Yield memory, drives, and both together, where their causes are there."""
    if one.doomed:
        return
    why = not_ours(one.machine)
    if why is not None:
        if one.by_code.keys() & (MEMORY | set(DRIVE)):
            title = Text("Thay, thêm linh kiện", "Parts")
            yield refused(one, "parts", "part", title, why)
        return
    memory = list(_memory(one, market)) if one.by_code.keys() & MEMORY else []
    drives = list(_drives(one, market)) if one.by_code.keys() & set(DRIVE) else []
    if not one.need.enough:
        memory, drives = [], drives if "disk_failing" in one.need.must else []
    yield from memory
    yield from drives
    table = market.policy.relief.get("ram_ssd", {})
    for ram in [o for o in memory if o.feasible][:2]:
        for ssd in [o for o in drives if o.feasible][:1]:
            share = _memory_share(ram)
            price = ram.price_vnd + ssd.price_vnd
            relief = {**table, "memory": table.get("memory", 0.0) * share}
            title = Text(
                f"{ram.title.vi} và {ssd.title.vi}",
                f"{ram.title.en} and {ssd.title.en}",
            )
            yield made(
                one,
                market,
                f"{ram.option}_{ssd.option}",
                "part",
                title,
                relief,
                cause=ram.cause,
                pot=market.pot(price),
                price_vnd=price,
                market_of="ram_ssd",
                rules=("asset_threshold_vnd",),
            )


def _memory_share(option: Option) -> float:
    return 0.7 if option.option.endswith("_little") else 1.0


def _memory(one: Subject, market: Market) -> Iterator[Option]:
    sold, memory = market.items("ram"), memory_of(one.machine)
    table = market.policy.relief.get("ram", {})
    code = next(code for code in one.by_code if code in MEMORY)
    dimensions = {"memory", "cpu"} | ({"disk_speed"} if code == "paging" else set())
    any_fits = False
    for fit in fits(memory, sold):
        any_fits = True
        enough = fit.result >= min(ENOUGH_MEMORY_GIB, 2 * (memory or _NO).installed)
        share = 1.0 if enough else 0.7
        relief = {d: table.get(d, 0.0) * share for d in dimensions}
        verb = ("Thay bằng", "Swap for") if fit.swapped else ("Thêm", "Add")
        name, result = fit.price.name, f"{fit.result:g} GB"
        yield made(
            one,
            market,
            fit.price.id if enough else f"{fit.price.id}_little",
            "part",
            Text(
                f"{verb[0]} {name.vi}, tổng {result}",
                f"{verb[1]} {name.en}, {result} in all",
            ),
            relief,
            cause=code,
            item=fit.price,
            pot=market.pot(fit.price.price_vnd),
            price_vnd=fit.price.price_vnd,
            market_of="ram",
            rules=("asset_threshold_vnd",),
        )
    if not any_fits:
        title = Text("Thêm RAM", "More memory")
        code_of: RejectCode = "no_data" if unknown(memory) else "no_option"
        why = why_none(memory, sold)
        yield refused(one, "ram", "part", title, why, code=code_of)


class _Nothing(NamedTuple):
    installed: float = 8.0


_NO = _Nothing()


def _drives(one: Subject, market: Market) -> Iterator[Option]:
    code = next(code for code in DRIVE if code in one.by_code)
    drives = internal(one.machine)
    sizes = [s for d in drives.values() if (s := number(d, "size_bytes"))]
    nvme = bool(drives) and all(text(d, "bus") == "nvme" for d in drives.values())
    least = min(max(sizes, default=250e9) * 0.9, 500e9)
    if code == "drive_small":
        least = max(sizes, default=250e9) * 1.5
    table = market.policy.relief.get("ssd", {})
    if one.by_code.keys() & MEMORY:  # memory first: the drive only pages faster
        table = {d: share for d, share in table.items() if d != "disk_speed"}
    sold = [
        price
        for price in market.items("ssd")
        if price.bus == ("nvme" if nvme else "sata")
        and price.size_gib * 2**30 >= least * 0.95
    ]
    for price in sold[:2]:
        yield made(
            one,
            market,
            price.id,
            "part",
            Text(f"Thay ổ đĩa bằng {price.name.vi}", f"New drive: {price.name.en}"),
            table,
            cause=code,
            item=price,
            pot=market.pot(price.price_vnd),
            price_vnd=price.price_vnd,
            market_of="ssd",
            rules=("asset_threshold_vnd",),
        )
    if not sold:
        why = Text(
            "danh mục giá không có ổ đĩa đủ lớn và đúng chuẩn",
            "the catalogue has no drive of this size and bus",
        )
        yield refused(one, "ssd", "part", Text("Thay ổ đĩa", "New drive"), why)
