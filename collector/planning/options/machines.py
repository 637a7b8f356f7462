"""Options of machines: what all of them consist of, and what costs nothing."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from collector.planning.need.hardware import is_server, is_virtual
from collector.planning.options.market import Market
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
            "máy ảo: tài nguyên do máy chủ cấp, không mua máy hay linh kiện",
            "a virtual machine: its host gives it what it needs, no hardware is bought",
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
