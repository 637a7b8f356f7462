"""A new machine in the place of one: where nothing cheaper cures it, by age and ceiling."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from agent.shared.findings.values import flag, single
from collector.planning.need.cures import FOR_NOTHING
from collector.planning.need.marks import lasting
from collector.planning.options.machines import (
    ENOUGH_MEMORY_GIB,
    MEMORY,
    REPLACED,
    Subject,
    made,
    not_ours,
    refused,
)
from collector.planning.options.market import Market
from collector.planning.options.memory import LEAST_MORE, memory_of
from collector.planning.options.shapes import Option
from collector.planning.shapes.facts import Price
from collector.planning.shapes.plan import RejectCode, Text


def replacements(
    one: Subject, market: Market, others: Iterable[Option]
) -> Iterator[Option]:
    """Yield machines in its place, where nothing cheaper cures it or it is asked for."""
    causes = one.by_code.keys() & REPLACED
    hopeless = _hopeless(one, list(others))
    must = "disk_failing" in one.need.must or "system_unsupported" in one.need.must
    if not causes and not hopeless:
        return
    if not one.need.enough and not must:
        return
    barred = not_ours(one.machine)
    if barred is not None:
        title = Text("Thay máy", "Replace the machine")
        yield refused(one, "replace", "machine", title, barred)
        return
    code = next((c.code for c in one.need.causes if c.code in causes), "")
    if not code:
        code = next(c.code for c in one.need.causes if c.kind not in FOR_NOTHING)
    portable = flag(single(one.machine.facts, "chassis"), "portable")
    kind = "laptop" if portable else "desktop"
    table = market.policy.relief.get("replace", {})
    sold = market.items("laptop" if portable else "desktop")
    least_age = market.rule("pc_minimum_age_years")
    ceiling_name = "laptop_ceiling_vnd" if portable else "pc_ceiling_vnd"
    ceiling = market.rule(ceiling_name)
    rules = ("pc_minimum_age_years", ceiling_name, "asset_threshold_vnd")
    for price in sold:
        title = Text(f"Thay máy: {price.name.vi}", f"Replace: {price.name.en}")
        enough = not price.ram_gib or price.ram_gib >= ENOUGH_MEMORY_GIB
        relief = {**table, "memory": table.get("memory", 0.0) * (1 if enough else 0.7)}
        option = made(
            one,
            market,
            f"replace_{price.id}",
            "machine",
            title,
            relief,
            cause=code,
            item=price,
            pot=market.pot(price.price_vnd),
            price_vnd=price.price_vnd,
            market_of="replace",
            rules=rules,
        )
        why = _against(one, price, ceiling, least_age)
        if why is not None:
            option = _ruled_out(option, why, "rule")
        elif (why := _too_little_memory(one, price)) is not None:
            option = _ruled_out(option, why, "no_option")
        yield option
    if not sold:
        why = Text(
            "danh mục giá không có máy còn hiệu lực", "the catalogue has no valid price"
        )
        title = Text("Thay máy", "Replace the machine")
        yield refused(one, f"replace_{kind}", "machine", title, why)


def _hopeless(one: Subject, others: Sequence[Option]) -> bool:
    """Return whether no part that is asked for can be had.

    What is only not known is looked up, not replaced.
    """
    if not any(c.kind == "part" and c.dimensions for c in one.need.causes):
        return False
    if any(o.code == "no_data" and not o.feasible for o in others):
        return False
    return not any(o.feasible and o.relief for o in others)


def _against(
    one: Subject, price: Price, ceiling: float | None, least_age: float | None
) -> Text | None:
    if ceiling is not None and price.price_vnd > ceiling:
        vi = f"{ceiling:,.0f}".replace(",", ".")
        return Text(
            f"giá vượt mức tối đa {vi} đ một máy",
            f"the price is over the ceiling of {ceiling:,.0f} VND",
        )
    if least_age is None or one.age_years is None or one.need.must:
        return None
    if one.age_years < least_age:
        age, least = f"{one.age_years:.1f}", f"{least_age:g}"
        return Text(
            f"máy mới dùng {age.replace('.', ',')} năm, định mức {least} năm",
            f"the machine is {age} years old, the norm is {least}",
        )
    return None


def _too_little_memory(one: Subject, price: Price) -> Text | None:
    """Return why *price* has too little memory: for what is in use, or wanted."""
    memory = memory_of(one.machine)
    if memory is None or not price.ram_gib:
        return None
    free = lasting(one.machine.signals.get("memory_available_ratio"), 0.05)
    used = round(memory.installed * (1 - free)) if free is not None else 0
    if price.ram_gib < used:
        new = f"{price.ram_gib:g}"
        return Text(
            f"máy mới có {new} GB RAM, máy này đang dùng đến {used} GB",
            f"it has {new} GB of memory, and up to {used} GB are in use",
        )
    short = one.by_code.keys() & (MEMORY | {"memory_at_maximum"})
    if not short or price.ram_gib >= memory.installed * LEAST_MORE:
        return None
    new, old = f"{price.ram_gib:g}", f"{memory.installed:g}"
    return Text(
        f"máy mới có {new} GB RAM, máy này đã có {old} GB mà còn thiếu",
        f"it has {new} GB of memory, and the {old} GB of this machine are too few",
    )


def _ruled_out(option: Option, why: Text, code: RejectCode) -> Option:
    return msgspec.structs.replace(option, feasible=False, code=code, why_not=why)
