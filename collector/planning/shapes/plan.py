"""The plan as it is written out: the documented JSON. Money is integer VND.

Fields are added, never renamed; ``version`` rises when a meaning changes.
"""

from typing import Literal

import msgspec

from agent.shared.wire import Scalar
from collector.planning.shapes.need import Coverage, MustReason
from collector.planning.shapes.problem import Pot

VERSION = 1

LineKind = Literal["fix", "cable", "part", "machine", "switch", "broadband", "licence"]
RejectCode = Literal[
    "cut_off",  # others bring more for the money
    "blocked",  # something that it needs is not there
    "rule",  # a norm, ceiling or age
    "no_data",
    "no_need",
    "free_fix",  # what costs nothing comes first
    "forbidden",  # by a person
    "no_option",  # nothing in the catalogue fits
]
Grade = Literal["", "sure", "should", "consider"]


class Text(msgspec.Struct, frozen=True):
    """The same sentence in both languages."""

    vi: str
    en: str


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """One measured value beside its thresholds, as in ``Pressure``."""

    dimension: str
    signal: str
    unit: str
    severity: float
    text: Text
    value: float | None = None
    warn: float | None = None
    critical: float | None = None
    days: int = 0
    hours: int = 0


class Considered(msgspec.Struct, frozen=True):
    """One option that was weighed for a target; ``chosen`` says whether it won.

    ``why_not`` is empty of the chosen one.
    """

    choice: str
    option: str
    title: Text
    price_vnd: int
    yearly_vnd: int
    benefit: float
    benefit_per_million: float
    chosen: bool
    feasible: bool
    why_not: Text


class PlanLine(msgspec.Struct, frozen=True):
    """One thing that the plan does. ``year`` is a calendar year, ``quarter`` ``2027Q1``.

    ``requires`` and ``enables`` are ids of other lines. ``cut_off_per_million`` is the
    budget's shadow price in its year. ``survives`` is the share of disturbed solves that
    keep the line, None where that was not computed. ``cause`` is ``Cause.code``.
    """

    id: str
    kind: LineKind
    target: str
    target_name: str
    site: str
    department: str
    option: str
    title: Text
    pot: Pot
    price_vnd: int
    yearly_vnd: int
    year: int
    quarter: str
    benefit: float
    benefit_per_million: float
    cut_off_per_million: float
    requires: tuple[str, ...]
    enables: tuple[str, ...]
    confidence: float
    reason: Text
    cause: str = ""
    must: tuple[MustReason, ...] = ()
    pinned: bool = False
    evidence: tuple[Evidence, ...] = ()
    considered: tuple[Considered, ...] = ()
    relief: dict[str, float] = {}
    coverage: Coverage = Coverage()
    rules: tuple[str, ...] = ()  # ids of facts_used that it rests on
    grade: Grade = ""
    survives: float | None = None


class Rejected(msgspec.Struct, frozen=True):
    """A target that gets nothing, or less than it could, and why.

    ``more_vnd`` is about how much more budget would include it, None where money is
    not what is missing.
    """

    target: str
    target_name: str
    site: str
    department: str
    code: RejectCode
    reason: Text
    option: str = ""
    price_vnd: int = 0
    benefit: float = 0.0
    more_vnd: int | None = None
    severity: float = 0.0
    coverage: Coverage = Coverage()
    evidence: tuple[Evidence, ...] = ()
    considered: tuple[Considered, ...] = ()


class PotYear(msgspec.Struct, frozen=True):
    """Money of one pot in one year; ``limit_vnd`` None: only the total has an end."""

    pot: Pot
    year: int
    spent_vnd: int
    limit_vnd: int | None = None


class Quarter(msgspec.Struct, frozen=True):
    """Money of one quarter (``2027Q1``), by pot."""

    quarter: str
    assets_vnd: int
    parts_vnd: int
    fees_vnd: int


class FactUsed(msgspec.Struct, frozen=True):
    """A dated fact that the plan rests on; ``stale`` asks to look it up again."""

    id: str
    text: Text
    value: Scalar
    unit: str
    document: str
    article: str
    source: str
    effective_from: str
    effective_to: str
    verified: bool
    stale: bool = False
    example: bool = False


class Outlook(msgspec.Struct, frozen=True):
    """What happens to a target if nothing is done; ``by`` is a date (``2027-04-01``)."""

    target: str
    target_name: str
    department: str
    kind: Literal["support_ends", "wears_out", "fills_up", "saturates", "contract_ends"]
    by: str
    severity: Literal["critical", "warning", "info"]
    text: Text


class Scenario(msgspec.Struct, frozen=True):
    """One budget and what it buys. ``name``: A, B, C, or the percentage (``-20``)."""

    name: str
    budget_vnd: int
    spent_vnd: int
    value: float
    lines: int
    machines: int
    switches: int
    broadband: int
    unmet: int
    shadow_per_million: float
    same_share: float  # of the plan's lines that stand here, too


class Plan(msgspec.Struct, frozen=True):
    """The whole plan. ``as_of`` is the local date of the newest data.

    ``id`` is a hash of everything that it was made from: the same data, prices and
    settings give the same bytes.
    """

    id: str
    as_of: str
    organisation: str
    from_quarter: str
    years: tuple[int, ...]
    budget_vnd: int
    budget_by_year_vnd: tuple[int, ...]
    spent_vnd: int
    pots: tuple[PotYear, ...]
    quarters: tuple[Quarter, ...]
    value: float
    need_total: float  # the benefit if money had no end
    gap: float
    method: str
    shadow_per_million: tuple[float, ...]
    coverage: Coverage
    machines: int
    machines_enough: int  # with enough active days
    devices: int
    broadband_lines: int
    lines: tuple[PlanLine, ...]
    rejected: tuple[Rejected, ...]
    unmet: tuple[Rejected, ...] = ()
    outlook: tuple[Outlook, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    facts_used: tuple[FactUsed, ...] = ()
    weights: dict[str, float] = {}
    warnings: tuple[Text, ...] = ()
    version: int = VERSION
