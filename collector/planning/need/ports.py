"""Pressure and causes of ports: full lines, damaged packets, slow links."""

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from agent.shared.findings.shape import Finding
from agent.shared.survey import Port
from agent.shared.wire import Scalar
from collector.device_signals import port_signal
from collector.planning.need.access import SLOW_LINKS
from collector.planning.need.cures import cause, relief
from collector.planning.need.judged import Judged
from collector.planning.need.marks import Judge, Mark, lasting
from collector.planning.need.scale import clipped, position
from collector.planning.shapes.estate import Device, Measured
from collector.planning.shapes.facts import Policy, Threshold
from collector.planning.shapes.need import Cause, CauseKind, Dimension
from collector.topology.shapes import Topology

_STATES: Mapping[str, tuple[str, str, CauseKind]] = {
    "port_duplex_mismatch": ("duplex_mismatch", "duplex_mismatch", "free"),
    "port_late_collisions": ("late_collisions", "duplex_mismatch", "free"),
    "port_duplex_suspected": ("duplex_suspected", "duplex_mismatch", "free"),
    "port_half_duplex": ("half_duplex", "half_duplex", "free"),
    "broadcast_storm": ("broadcast_storm", "loop", "free"),
    "port_flapping": ("flapping", "loose_cable", "cable"),
}
"""Findings about a port's quality: their state, cause and what cures it."""


class PortSeen(NamedTuple):
    """One port: what was found and measured of it; ``uplink``: others hang on it."""

    device: Device
    port: Port
    findings: dict[str, Finding]
    receive: Measured | None
    transmit: Measured | None
    errors: Measured | None
    discards: Measured | None
    uplink: bool

    @property
    def measured(self) -> tuple[Measured, ...]:
        """What was measured, without what was not."""
        found = (self.receive, self.transmit, self.errors, self.discards)
        return tuple(one for one in found if one is not None)


def uplinks(topology: Topology) -> dict[str, frozenset[int]]:
    """Return, by device, the ports (ifIndex) that other devices hang on."""
    found: dict[str, set[int]] = {}
    for id_, end in topology.uplinks.items():
        found.setdefault(id_, set()).add(end.port)
    for link in topology.links:
        for end in (link.a, link.b):
            found.setdefault(end.device, set()).add(end.port)
    return {id_: frozenset(ports - {0}) for id_, ports in found.items()}


def ports_seen(device: Device, uplinks: frozenset[int]) -> Iterator[PortSeen]:
    """Yield the ports of *device* of which anything is known beyond the survey."""
    found: dict[str, dict[str, Finding]] = {}
    for one in device.findings:
        found.setdefault(one.subject, {})[one.kind] = one
    for port in device.survey.ports:
        seen = PortSeen(
            device,
            port,
            found.get(port.key, {}),
            device.signals.get(port_signal("port_receive_ratio", port.key)),
            device.signals.get(port_signal("port_transmit_ratio", port.key)),
            device.signals.get(port_signal("port_error_ratio", port.key)),
            device.signals.get(port_signal("port_discard_ratio", port.key)),
            port.index in uplinks,
        )
        if seen.findings or seen.measured:
            yield seen


def port_marks(seen: PortSeen, judge: Judge) -> Iterator[Mark]:
    """Yield what is judged of a port."""
    yield from _use(seen, judge)
    for kind in SLOW_LINKS:
        if kind in seen.findings:
            mark = judge.state("link", "link_slow")
            speed = _number(seen.findings[kind].evidence.get("speed_bps"))
            yield mark._replace(value=speed, unit="bps" if speed else "")
            break
    for kind, (state, _, _) in _STATES.items():
        if kind in seen.findings:
            yield judge.state("port_quality", state)
    yield from _ratio(seen, judge, "error", seen.errors)
    yield from _ratio(seen, judge, "discard", seen.discards)


def _use(seen: PortSeen, judge: Judge) -> Iterator[Mark]:
    for way, measured in (("receive", seen.receive), ("transmit", seen.transmit)):
        p95 = lasting(measured, 0.95)
        for mark in judge.measured("port_use", "port_use_p95", measured, p95, "ratio"):
            yield mark._replace(signal=f"port_{way}_p95")


def _ratio(
    seen: PortSeen, judge: Judge, what: str, measured: Measured | None
) -> Iterator[Mark]:
    """Yield damaged or discarded packets: as the finding says, else p95.

    The finding leaves single bad minutes out, and has its days in itself.
    """
    one = seen.findings.get(f"port_{what}s")
    told = _number(one.evidence.get(f"{what}_ratio")) if one is not None else None
    name = f"port_{what}_ratio"
    if told is not None:
        yield from judge.value("port_quality", name, told, "ratio")
    else:
        p95 = lasting(measured, 0.95)
        yield from judge.measured("port_quality", name, measured, p95, "ratio")


def port_causes(seen: PortSeen, found: Judged, policy: Policy) -> Iterator[Cause]:
    """Yield the causes of a port's pressures."""
    where: dict[str, Scalar] = {"device": seen.device.name, "port": seen.port.key}
    yield from _slow_link(seen, found, policy, where)
    bad_quality = False
    if found.severity("port_quality") > 0:
        for kind, (_, code, cured_by) in _STATES.items():
            if kind in seen.findings:
                bad_quality = True
                evidence = where | seen.findings[kind].evidence
                option = "cable" if cured_by == "cable" else "free_fix"
                cures = relief(policy, option)
                yield cause(code, cured_by, ("port_quality",), evidence, cures=cures)
                break
    if found.of("port_error_ratio") > 0 and not bad_quality:
        evidence = (
            where | _evidence(seen, "port_errors") | _value(found, "port_error_ratio")
        )
        cures = relief(policy, "cable")
        yield cause("bad_cable", "cable", ("port_quality",), evidence, cures=cures)
    discards = found.of("port_discard_ratio") > 0
    if discards and not bad_quality and found.severity("port_use") <= 0:
        evidence = where | _evidence(seen, "port_discards")
        yield cause("bursts", "free", ("port_quality",), evidence)
    if found.severity("port_use") > 0:
        code = "uplink_full" if seen.uplink else "port_full"
        dimensions: tuple[Dimension, ...] = ("port_use",)
        if discards:
            dimensions = ("port_use", "port_quality")
        evidence = where | _value(found, found.worst["port_use"].signal)
        yield cause(code, "switch", dimensions, evidence)


def _slow_link(
    seen: PortSeen, found: Judged, policy: Policy, where: Mapping[str, Scalar]
) -> Iterator[Cause]:
    for kind, (code, cured_by) in SLOW_LINKS.items():
        one = seen.findings.get(kind)
        if one is None or found.severity("link") <= 0:
            continue
        cures = dict(relief(policy, "cable" if cured_by == "cable" else "free_fix"))
        cures["port_use"] = _eased(one, found, policy)
        yield cause(
            code,
            cured_by,
            ("link", "port_use"),
            {**where, **one.evidence},
            cures=cures,
        )
        return


def _eased(one: Finding, found: Judged, policy: Policy) -> float:
    """Return which part of the port's use goes when the link is as fast as it can be."""
    use, threshold = found.worst.get("port_use"), policy.thresholds.get("port_use_p95")
    speed = _number(one.evidence.get("speed_bps"))
    able = _number(one.evidence.get("both_bps"))
    if not (use and threshold and use.value and use.raw and speed and able):
        return 0.0
    return 1 - _raw(use.value * speed / able, threshold) / use.raw


def _raw(value: float, threshold: Threshold) -> float:
    return clipped(position(value, threshold))


def _evidence(seen: PortSeen, kind: str) -> dict[str, Scalar]:
    one = seen.findings.get(kind)
    return dict(one.evidence) if one is not None else {}


def _value(found: Judged, signal: str) -> dict[str, Scalar]:
    pressure = found.by_signal[signal]
    return {
        "value": pressure.value,
        "unit": pressure.unit,
        "warn": pressure.warn,
        "days": pressure.coverage.days,
    }


def _number(value: Scalar) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None
