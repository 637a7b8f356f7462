"""Pressure and causes of a switch or other device as a whole."""

import math
from collections.abc import Iterator, Mapping

from agent.shared.wire import Scalar
from collector.planning.need.cures import cause
from collector.planning.need.judged import Judged
from collector.planning.need.marks import Judge, Mark
from collector.planning.shapes.estate import Device
from collector.planning.shapes.need import Cause, CauseKind, Dimension

_LEAST_PORTS = 5
_NONSENSE = 1.5  # draw against budget; more is another unit
_FREE = frozenset({"down", "lower_layer_down"})
_KNOWN = _FREE | {"up", "dormant"}

_STATES: Mapping[str, tuple[str, str, CauseKind]] = {
    "device_restarts_often": ("restarts_often", "restarts_often", "switch"),
    "device_part_bad": ("part_bad", "part_bad", "switch"),
    "ups_battery_bad": ("battery_bad", "battery_bad", "part"),
    "device_hot": ("device_hot", "device_hot", "free"),
}
"""Findings about a device's health: their state, cause and what cures it."""


def device_marks(
    device: Device, slow: int, judge: Judge, held: float | None = None
) -> Iterator[Mark]:
    """Yield what is judged of *device*; *slow* machines could be faster on its ports.

    *held* is how severe it is for the one that is held back most, None as the state says.
    """
    yield from _free_ports(device, judge)
    yield from _poe(device, judge)
    kinds = {one.kind for one in device.findings}
    for kind, (state, _, _) in _STATES.items():
        if kind in kinds:
            yield judge.state("device_health", state)
    if slow:
        mark = judge.state("link", "link_limited")
        if held is not None:
            mark = mark._replace(raw=held, place=held)
        yield mark._replace(signal="slow_ports", value=float(slow), unit="count")


def free_ports(device: Device) -> tuple[int, int] | None:
    """Return how many ports are free, and of how many; None of no switch.

    Those that had no link for weeks, where that was watched; else those without one now.
    """
    for one in device.findings:
        if one.kind in {"ports_used_up", "ports_nearly_used_up", "ports_free"}:
            free, ports = one.evidence.get("free_ports"), one.evidence.get("ports")
            if isinstance(free, int) and isinstance(ports, int) and ports > 0:
                return free, ports
    if device.survey.kind != "switch":
        return None
    wired = [
        port
        for port in device.survey.ports
        if port.physical and port.admin != "down" and port.link in _KNOWN
    ]
    if len(wired) < _LEAST_PORTS:
        return None
    return sum(1 for port in wired if port.link in _FREE), len(wired)


def _free_ports(device: Device, judge: Judge) -> Iterator[Mark]:
    found = free_ports(device)
    if found is not None:
        free, ports = found
        yield from judge.value("ports_free", "ports_free_share", free / ports, "ratio")


def poe_share(device: Device) -> tuple[float, float, float] | None:
    """Return the fullest PoE group: its share, watts drawn, and budget."""
    shares = [
        (used / budget, used, budget)
        for group in device.survey.power
        if (budget := group.budget_watts)
        and (used := group.used_watts) is not None
        and math.isfinite(used + budget)
        and 0 <= used <= budget * _NONSENSE
    ]
    return max(shares, default=None)


def _poe(device: Device, judge: Judge) -> Iterator[Mark]:
    found = poe_share(device)
    if found is not None:
        yield from judge.value("poe", "poe_share", found[0], "ratio")


def device_causes(device: Device, found: Judged, slow: int) -> Iterator[Cause]:
    """Yield the causes of *device*'s pressures; *slow* as above."""
    where: dict[str, Scalar] = {"device": device.name}
    ports = free_ports(device)
    if found.severity("ports_free") > 0 and ports is not None:
        told = where | {"free_ports": ports[0], "ports": ports[1]}
        yield cause("ports_used_up", "switch", ("ports_free",), told)
    power = poe_share(device)
    if found.severity("poe") > 0 and power is not None:
        told = where | {"used_watts": power[1], "budget_watts": power[2]}
        yield cause("poe_used_up", "switch", ("poe",), told)
    if slow and found.severity("link") > 0:
        told = where | {"machines": slow}
        yield cause("slow_ports", "switch", ("link",), told)
    yield from _health(device, found, where)


def _health(device: Device, found: Judged, where: dict[str, Scalar]) -> Iterator[Cause]:
    if found.severity("device_health") <= 0:
        return
    dimensions: tuple[Dimension, ...] = ("device_health",)
    for one in device.findings:
        if one.kind in _STATES:
            _, code, kind = _STATES[one.kind]
            if code == "restarts_often":
                yield cause("power_supply", "free", dimensions, where | one.evidence)
            yield cause(code, kind, dimensions, where | one.evidence)
