"""Data at risk: who would lose how much, as one number with its reasons."""

from collections.abc import Iterable

import msgspec

from agent.shared.findings.shape import Finding
from agent.shared.wire import Facts, Scalar


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """One factor of the risk; ``kind`` names its text in ``RISK_TEXTS``."""

    kind: str
    factor: float
    evidence: dict[str, Scalar] = {}


class Risk(msgspec.Struct, frozen=True):
    """``score`` from 0 (nothing to lose, or safe) to 100, and what it is made of."""

    score: float
    reasons: tuple[Reason, ...]


def data_at_risk(facts: Facts, findings: Iterable[Finding], now: float) -> Risk:
    """Return how much this machine's documents are at risk."""
    del facts, findings, now
    return Risk(0.0, ())
