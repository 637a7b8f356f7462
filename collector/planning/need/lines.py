"""Pressure and causes of broadband lines."""

from collections.abc import Iterator

from agent.shared.wire import Scalar
from collector.planning.need.cures import cause, relief
from collector.planning.need.judged import Judged
from collector.planning.need.marks import Judge, Mark, lasting, mean
from collector.planning.shapes.estate import LineUse
from collector.planning.shapes.facts import Policy
from collector.planning.shapes.need import Cause

_MEANS = {
    "line_throughput": "line_throughput_ratio",
    "line_international": "line_international_ratio",
    "line_availability": "line_up_ratio",
}
"""What the contract promises, and the signal that says whether it is kept."""
_DELAYS = {"rtt": "seconds", "jitter": "seconds", "loss": "ratio"}


def line_marks(use: LineUse, judge: Judge) -> Iterator[Mark]:
    """Yield what is judged of a line: how full it is, and what it is worth."""
    signals = use.signals
    for way in ("receive", "transmit"):
        seen = signals.get(f"line_{way}_ratio")
        p95 = lasting(seen, 0.95)
        for mark in judge.measured("line_use", "line_use_p95", seen, p95, "ratio"):
            yield mark._replace(signal=f"line_{way}_p95")
    for name, signal in _MEANS.items():
        seen = signals.get(signal)
        if name == "line_international" and not use.line.international_mbps:
            continue  # nothing is promised, so a slow way abroad breaks no promise
        threshold = "line_throughput" if name == "line_international" else name
        for mark in judge.measured(
            "line_quality", threshold, seen, mean(seen), "ratio"
        ):
            yield mark._replace(signal=name)
    for what, unit in _DELAYS.items():
        seen = signals.get(f"line_{what}_{unit}")
        p95 = lasting(seen, 0.95)
        yield from judge.measured("line_quality", f"line_{what}_p95", seen, p95, unit)


def line_causes(use: LineUse, found: Judged, policy: Policy) -> Iterator[Cause]:
    """Yield the causes of a line's pressures.

    A full line is slow and late for everybody on it: so what is poor on a full line
    comes from that. Where it is not full, the operator owes what the contract says.
    """
    line = use.line
    where: dict[str, Scalar] = {
        "line": line.id,
        "operator": line.operator or None,
        "down_mbps": line.down_mbps,
    }
    full, poor = found.severity("line_use") > 0, found.severity("line_quality") > 0
    if full:
        evidence = where | _value(found, found.worst["line_use"].signal)
        if poor:
            yield cause("line_full", "line", ("line_use", "line_quality"), evidence)
        else:
            yield cause("line_full", "line", ("line_use",), evidence)
    if not poor:
        return
    worst = found.worst["line_quality"].signal
    evidence = where | _value(found, worst)
    if worst in _MEANS and not full:
        cures = relief(policy, "free_fix")
        yield cause("contract_broken", "free", ("line_quality",), evidence, cures=cures)
    if not full:
        yield cause("line_poor", "line", ("line_quality",), evidence)


def _value(found: Judged, signal: str) -> dict[str, Scalar]:
    pressure = found.by_signal[signal]
    return {
        "signal": signal,
        "value": pressure.value,
        "unit": pressure.unit,
        "warn": pressure.warn,
        "days": pressure.coverage.days,
    }
