"""Cause before purchase: what is left to buy for after the free and cable cures."""

from collections.abc import Iterable, Mapping, Sequence

from agent.shared.wire import Scalar
from collector.planning.shapes.facts import Policy
from collector.planning.shapes.need import Cause, CauseKind, Dimension, Pressure

ORDER: tuple[CauseKind, ...] = (
    "free",
    "cable",
    "part",
    "replacement",
    "switch",
    "line",
)
FOR_NOTHING: tuple[CauseKind, ...] = ("free", "cable")
LEAST = 0.005
"""A severity below this is none: it would be 0 as a whole per cent."""


def cause(
    code: str,
    kind: CauseKind,
    dimensions: Sequence[Dimension],
    evidence: Mapping[str, Scalar] = {},
    *,
    cures: Mapping[str, float] = {},
) -> Cause:
    """Return a cause; *cures* of other dimensions and of nothing are left out."""
    told: dict[str, Scalar] = {n: v for n, v in evidence.items() if v is not None}
    kept: dict[str, float] = {
        d: min(cures[d], 1.0) for d in dimensions if cures.get(d, 0) > 0
    }
    return Cause(code, kind, tuple(dimensions), kept, told)


def relief(policy: Policy, option: str) -> Mapping[str, float]:
    """Return what *option* takes away of each dimension, by the policy."""
    return policy.relief.get(option, {})


def remaining(
    pressures: Mapping[str, Pressure], causes: Iterable[Cause]
) -> dict[str, float]:
    """Return each dimension's severity after the free and cable cures of *causes*."""
    left: dict[str, float] = {d: p.severity for d, p in pressures.items()}
    for one in causes:
        if one.kind in FOR_NOTHING:
            for dimension, share in one.cures.items():
                if dimension in left:
                    left[dimension] *= 1 - share
    return {d: value if value >= LEAST else 0.0 for d, value in left.items()}


def kept(
    pressures: Mapping[str, Pressure], causes: Iterable[Cause]
) -> tuple[Cause, ...]:
    """Return *causes*, cheapest first, without what the cheaper ones make needless.

    Money is spent on a dimension only where something of it remains after what costs
    nothing. A cause without dimensions tells of something else, and stays.
    """
    ordered = sorted(causes, key=lambda one: ORDER.index(one.kind))
    left = remaining(pressures, ordered)
    found: list[Cause] = []
    for one in ordered:
        dimensions = tuple(d for d in one.dimensions if left.get(d, 0.0) > 0)
        if one.kind in FOR_NOTHING or not one.dimensions:
            found.append(one)
        elif dimensions:
            found.append(
                cause(one.code, one.kind, dimensions, one.evidence, cures=one.cures)
            )
    return tuple(found)
