"""Dated, editable facts that plans rest on: the shapes of the files.

Nothing legal and no price is in code. Each file replaces its namesake that is shipped;
the shipped ones are examples and say so.
"""

import datetime as dt
from typing import Annotated, Literal, get_args

import msgspec

from collector.planning.shapes.records import Id, Mbps, Short, Technology, Vnd

Positive = Annotated[float, msgspec.Meta(gt=0, le=1e15)]
NotNegative = Annotated[float, msgspec.Meta(ge=0, le=1e15)]
Unit = Annotated[float, msgspec.Meta(ge=0, le=1)]
Years = Annotated[float, msgspec.Meta(ge=0, le=100)]
Sentence = Annotated[str, msgspec.Meta(max_length=1000)]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name or note in both languages."""

    vi: Sentence
    en: Sentence


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule or number, and whose word it is. ``verified_on`` None: not verified."""

    id: Id
    value: int | float | str | bool
    unit: Short = ""
    name: Words
    document: Sentence
    article: Short = ""
    effective_from: dt.date
    effective_to: dt.date | None = None
    source: Sentence
    verified_on: dt.date | None = None
    example: bool = False


FACTS: dict[str, type] = {
    "pc_ceiling_vnd": int,  # a desktop without software
    "laptop_ceiling_vnd": int,
    "asset_threshold_vnd": int,  # from this cost on it is an asset, else parts and tools
    "machines_per_person": float,
    "pc_life_years": float,
    "network_life_years": float,
    "pc_minimum_age_years": float,  # younger ones are not replaced without a failure
    "line_least_throughput_ratio": float,  # measured / contract
    "line_least_availability_ratio": float,
    "line_most_latency_seconds": float,
}
"""The facts that planning asks for, and their types. A file may hold others."""


class Norms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``norms.toml``. ``notes`` are changes of law to be looked up, printed as warnings."""

    as_of: dt.date
    source: Short
    fact: tuple[Fact, ...]
    note: tuple[Words, ...] = ()

    def of(self, id_: str, day: dt.date) -> Fact | None:
        """Return the fact *id_* that holds on *day*, the newest of several."""
        found = [
            fact
            for fact in self.fact
            if fact.id == id_
            and fact.effective_from <= day
            and (fact.effective_to is None or day <= fact.effective_to)
        ]
        return max(found, key=lambda fact: fact.effective_from, default=None)


ItemKind = Literal[
    "ram",
    "ssd",
    "desktop",
    "laptop",
    "switch",
    "cable",
    "licence",
    "antivirus",
    "other",
]
ITEM_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)
SOON_STALE: frozenset[ItemKind] = frozenset({"ram", "ssd", "desktop", "laptop"})


class Price(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that may be bought, at the price of one day, labour included.

    ``generation`` (``DDR4``) and ``form`` (``DIMM``, ``SODIMM``) are of modules, ``bus``
    (``sata``, ``nvme``) of drives; ``ram_gib``, ``ssd_gb`` of machines; ``ports``,
    ``speed_mbps``, ``uplink_mbps``, ``poe_watts`` of switches.
    """

    id: Id
    kind: ItemKind
    name: Words
    price_vnd: Annotated[int, msgspec.Meta(gt=0, le=10**12)]
    dated: dt.date
    vat_included: bool = True
    source: Sentence = ""
    example: bool = False
    size_gib: NotNegative = 0
    generation: Short = ""
    form: Short = ""
    bus: Short = ""
    ram_gib: NotNegative = 0
    ssd_gb: NotNegative = 0
    ports: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    speed_mbps: NotNegative = 0
    uplink_mbps: NotNegative = 0
    poe_watts: NotNegative = 0


class Prices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``prices.toml``. Older than ``…_stale_days`` a price is refused or flagged."""

    as_of: dt.date
    source: Short
    item: tuple[Price, ...]
    refuse_after_days: Positive = 90  # memory, drives, machines
    flag_after_days: Positive = 365  # everything else


class IspPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an operator offers. ``sites`` empty: everywhere."""

    id: Id
    operator: Short
    name: Words
    technology: Technology = "ftth"
    down_mbps: Mbps
    up_mbps: Mbps
    international_mbps: Mbps | None = None
    price_vnd_month: Vnd
    install_vnd: Vnd = 0
    sites: tuple[Short, ...] = ()
    dated: dt.date
    source: Sentence = ""
    example: bool = False


class IspPlans(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``isp_plans.toml``."""

    as_of: dt.date
    source: Short
    plan: tuple[IspPlan, ...]
    flag_after_days: Positive = 365


class Threshold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Severity is 0 at ``warn`` and 1 at ``critical``; which may be the smaller one."""

    warn: float
    critical: float


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``policy.toml``: what weighs how much. All of it is printed with each plan.

    ``thresholds`` are by signal (``cpu_busy_p95``), ``weights`` by dimension, ``roles``
    by a machine's role (``""``: any other), ``relief`` by option and dimension.
    ``states`` are severities of what is no number (``disk_failing``); one that is not
    named has that of ``collector.planning.need.states``.
    """

    as_of: dt.date
    source: Short
    thresholds: dict[str, Threshold]
    weights: dict[str, Unit]
    roles: dict[str, Positive]
    relief: dict[str, dict[str, Unit]]
    states: dict[str, Unit] = {}
    window_days: Annotated[int, msgspec.Meta(ge=5, le=400)] = 30
    least_hours_a_day: Annotated[int, msgspec.Meta(ge=1, le=24)] = 2
    least_days: Annotated[int, msgspec.Meta(ge=1, le=400)] = 5
    full_days: Annotated[int, msgspec.Meta(ge=1, le=400)] = 20
    shrink_days: NotNegative = 10
    least_benefit: NotNegative = 0.02  # below, nothing is offered
    must_penalty: Positive = 50
    fairness_share: Unit = 0.5  # of what a department would get by heads
    fairness_penalty_per_million: NotNegative = 0.02
    churn_penalty: Unit = 0.15
    pot_shares: dict[str, Unit] = {}  # of the budget; none: only the total has an end
    quarter_shares: tuple[Unit, Unit, Unit, Unit] = (0.25, 0.25, 0.25, 0.25)
    carry_over: bool = True


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An indicator of digital transformation: a formula over our figures.

    ``formula`` is arithmetic over named figures (``antivirus_machines / machines``).
    """

    id: Id
    name: Words
    formula: Sentence
    target: float
    points: NotNegative
    document: Sentence = ""
    verified_on: dt.date | None = None
    example: bool = False


class Dti(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``dti.toml``."""

    as_of: dt.date
    source: Short
    indicator: tuple[Indicator, ...]


class PlanningFacts(msgspec.Struct, frozen=True):
    """All files."""

    norms: Norms
    prices: Prices
    isp_plans: IspPlans
    policy: Policy
    dti: Dti
