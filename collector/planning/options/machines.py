"""Options of machines: free fixes, parts, licences, replacement."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from agent.shared.findings.values import number, text
from collector.planning.need.drives import internal
from collector.planning.need.hardware import is_server, is_virtual
from collector.planning.options.market import Market
from collector.planning.options.memory import fits, memory_of, unknown, why_none
from collector.planning.options.shapes import NO_TEXT, Option
from collector.planning.options.worth import confidence, relieved, worth_parts
from collector.planning.shapes.estate import Machine
from collector.planning.shapes.facts import Price
from collector.planning.shapes.need import Cause, Need
from collector.planning.shapes.plan import LineKind, RejectCode, Text
from collector.planning.shapes.problem import Pot

YEAR_DAYS = 365.25
MEMORY = frozenset({"paging", "memory_short", "memory_small"})
DRIVE = (
    *("disk_failing", "disk_replace_soon", "raid_degraded", "drive_worn"),
    *("hard_disk", "drive_small"),
)
"""Causes that a drive cures, the gravest first."""
LICENCE = frozenset({"upgrade_licence"})
REPLACED = frozenset({"cpu_busy", "memory_at_maximum", "windows11_replace"})
NEVER_FREE = frozenset({"readiness_unknown", "drive_load", "slow_drive"})
"""Causes that ask a person to look, and cure nothing by themselves."""
ENOUGH_MEMORY_GIB = 16.0


class Subject(NamedTuple):
    """A machine with what it needs; ``by_code``: its causes by their code."""

    machine: Machine
    need: Need
    by_code: Mapping[str, Cause]
    age_years: float | None

    @property
    def doomed(self) -> bool:
        """Whether it has to be replaced: a part in it would be money lost."""
        return "windows11_replace" in self.by_code


def subject(machine: Machine, need: Need, day: dt.date) -> Subject:
    """Return *machine* with its need on *day*."""
    born = machine.bought or machine.made
    age = None
    if born is not None:
        then = dt.datetime.fromtimestamp(born, dt.UTC).date()
        age = max((day - then).days, 0) / YEAR_DAYS
    return Subject(machine, need, {one.code: one for one in need.causes}, age)


def made(  # noqa: PLR0913, PLR0917 - what an option consists of
    one: Subject,
    market: Market,
    name: str,
    kind: LineKind,
    title: Text,
    relief: Mapping[str, float],
    *,
    cause: str = "",
    item: Price | None = None,
    pot: Pot = "parts",
    price_vnd: int = 0,
    yearly_vnd: int = 0,
    group: str = "",
    market_of: str = "",
    rules: tuple[str, ...] = (),
) -> Option:
    """Return an option of the machine *one* with what it is worth."""
    gone = relieved(one.need, relief)
    parts = worth_parts(one.need, gone, market.policy)
    target = one.need.target.text
    return Option(
        choice=f"{target}/{name}",
        target=target,
        option=name,
        kind=kind,
        title=title,
        pot=pot,
        price_vnd=price_vnd,
        yearly_vnd=yearly_vnd,
        relief=gone,
        worth_a_year=sum(parts.values()),
        parts=parts,
        cause=cause,
        item=item.id if item is not None else "",
        market=market_of,
        group=group or target,
        rules=rules,
        confidence=confidence(one.need, gone),
    )


def not_ours(machine: Machine) -> Text | None:
    """Return why nothing of the price list belongs into *machine*; None of a PC."""
    if is_virtual(machine):
        return Text(
            "máy ảo: cấp thêm tài nguyên trên máy chủ, không mua linh kiện",
            "a virtual machine: its host gives it more, nothing is bought",
        )
    if is_server(machine):
        return Text(
            "máy chủ: danh mục giá chỉ có linh kiện và máy tính để bàn, xách tay",
            "a server: the price list has PCs and their parts only",
        )
    return None


def fixes(one: Subject, titles: Mapping[str, Text]) -> Iterator[Option]:
    """Yield what costs nothing and helps at once."""
    for cause in one.need.causes:
        if cause.kind != "free" or cause.code in NEVER_FREE:
            continue
        gone = {
            d: one.need.pressures[d].severity * share
            for d, share in cause.cures.items()
            if d in one.need.pressures
        }
        target = one.need.target.text
        yield Option(
            choice=f"{target}/fix_{cause.code}",
            target=target,
            option=f"fix_{cause.code}",
            kind="fix",
            title=titles.get(cause.code, NO_TEXT),
            relief=gone,
            worth_a_year=sum(gone.values()) * one.need.weight,
            cause=cause.code,
            group=f"{target}#fix_{cause.code}",
            confidence=confidence(one.need, gone),
        )


def refused(  # noqa: PLR0913 - what is told of it
    one: Subject,
    name: str,
    kind: LineKind,
    title: Text,
    why: Text,
    *,
    code: RejectCode = "no_option",
) -> Option:
    """Return an option that cannot be had, and why."""
    target = one.need.target.text
    return Option(
        choice=f"{target}/{name}",
        target=target,
        option=name,
        kind=kind,
        title=title,
        group=target,
        feasible=False,
        code=code,
        why_not=why,
    )


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


def licences(one: Subject, market: Market) -> Iterator[Option]:
    """Yield a newer Windows where the machine carries it, and anti-malware."""
    if one.by_code.keys() & LICENCE and is_server(one.machine):
        why = Text(
            "danh mục giá không có bản quyền hệ điều hành máy chủ",
            "the catalogue has no licence of a server system",
        )
        title = Text("Bản quyền hệ điều hành máy chủ", "Licence of a server system")
        yield refused(one, "server_licence", "licence", title, why)
    elif one.by_code.keys() & LICENCE and not one.doomed:
        for price in market.items("licence")[:1]:
            yield made(
                one,
                market,
                price.id,
                "licence",
                Text(price.name.vi, price.name.en),
                market.policy.relief.get("licence", {}),
                cause="upgrade_licence",
                item=price,
                price_vnd=price.price_vnd,
                group=f"{one.need.target.text}#licence",
            )
    if "no_antivirus" in one.need.must:
        for price in market.items("antivirus")[:1]:
            yield made(
                one,
                market,
                price.id,
                "licence",
                Text(price.name.vi, price.name.en),
                {},
                cause="antivirus_none",
                item=price,
                pot="fees",
                yearly_vnd=price.price_vnd,
                group=f"{one.need.target.text}#antivirus",
            )
