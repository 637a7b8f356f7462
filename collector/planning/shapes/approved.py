"""A plan that somebody approved, as the register keeps it."""

import msgspec

from collector.planning.shapes.plan import Plan


class ApprovedPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The whole plan, who approved it, and when (Unix seconds, UTC)."""

    plan: Plan
    actor: str
    time: float
    note: str = ""
