"""What people say of their office, of a plan and of purchases; kept in the register."""

import datetime as dt
from typing import Annotated, Literal

import msgspec

Short = Annotated[str, msgspec.Meta(max_length=255)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=255)]
Mbps = Annotated[float, msgspec.Meta(gt=0, le=1_000_000)]
Vnd = Annotated[int, msgspec.Meta(ge=0, le=10**15)]
Technology = Literal["ftth", "leased_line", "cable", "mobile", "satellite", "other"]


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A broadband line: what is contracted, and where it comes in.

    ``device`` (id) and ``port`` (key) are those of the router or switch towards the
    operator, where it is read over SNMP. ``international_mbps`` is what the operator
    commits to abroad; None: nothing. ``plan`` is an id in ``isp_plans.toml``.
    """

    id: Id
    site: Short = ""
    operator: Short = ""
    technology: Technology = "ftth"
    plan: Short = ""
    down_mbps: Mbps
    up_mbps: Mbps
    international_mbps: Mbps | None = None
    price_vnd_month: Vnd = 0
    contract_ends: dt.date | None = None
    device: Short = ""
    port: Short = ""


class Department(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many people a department has, by which norms and fairness count."""

    name: Id
    site: Short = ""
    heads: Annotated[int, msgspec.Meta(ge=0, le=100_000)]


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person pins a choice (it must be in the plan) or forbids it.

    ``choice`` is a choice's id, or a target's (``machine:…``): then all of its choices.
    """

    choice: Id
    action: Literal["pin", "forbid"]
    year: int | None = None  # a calendar year, of a pin
    note: Short = ""
    actor: Short = ""
    time: float = 0.0


class Purchase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something was bought, of a plan's line or without one. ``done`` is the local day.

    ``relief`` is what the plan promised: by dimension, the severity that goes.
    """

    id: Id
    target: Id
    option: Short
    done: dt.date
    price_vnd: Vnd = 0
    plan: Short = ""
    plan_line: Short = ""
    relief: dict[str, float] = {}
    note: Short = ""
    actor: Short = ""
    time: float = 0.0


class Maintenance(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """Something is switched off on purpose, at a site or (empty) everywhere."""

    id: Id
    site: Short = ""
    begin: float
    end: float
    note: Short = ""
    actor: Short = ""
