"""A machine's way into the LAN: the port it hangs at, and which end is slow."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from agent.shared.findings.values import flag, items, number
from agent.shared.survey import Port
from agent.shared.wire import Scalar
from collector.device_signals import port_signal
from collector.planning.need.cures import cause, relief
from collector.planning.need.judged import Judged
from collector.planning.need.marks import Judge, Mark, lasting
from collector.planning.need.scale import clipped
from collector.planning.shapes.estate import Device, Machine
from collector.planning.shapes.facts import Policy
from collector.planning.shapes.need import Cause, CauseKind

GIGABIT = 1_000_000_000
_FAST = 100_000_000
_LEAST_ALIKE = 4  # ports of one kind, none of which ever runs at a gigabit
WAYS = ("receive", "transmit")
_NUMBER = re.compile(r"\d+$")

SLOW_LINKS: Mapping[str, tuple[str, CauseKind]] = {
    "port_slow_by_setting": ("speed_setting", "free"),
    "port_slow_offer": ("slow_offer", "free"),
    "port_slow_link": ("cable", "cable"),
}
"""What the findings of slow links are caused by."""


class Access(NamedTuple):
    """Where a machine comes in; ``code`` says what makes it slow, "" for nothing.

    ``use`` is how much of the port's speed is used at its busiest, None if not measured.
    """

    device: Device
    port: Port
    code: str
    kind: CauseKind
    evidence: dict[str, Scalar]
    use: float | None = None


def access(machine: Machine, devices: Mapping[str, Device]) -> Access | None:
    """Return the access of *machine*; None where its port is not known.

    Behind a switch that does not answer nobody knows the machine's own link.
    """
    device = devices.get(machine.switch)
    if device is None or machine.through or not machine.port:
        return None
    port = next((p for p in device.survey.ports if p.index == machine.port), None)
    if port is None:
        return None
    code, kind, evidence = _slow(machine, device, port)
    evidence = {"device": device.name, "port": port.key, **evidence}
    return Access(device, port, code, kind, evidence, _use(device, port))


def _use(device: Device, port: Port) -> float | None:
    names = (port_signal(f"port_{way}_ratio", port.key) for way in WAYS)
    found = [lasting(device.signals.get(name), 0.95) for name in names]
    return max((use for use in found if use is not None), default=None)


def _slow(
    machine: Machine, device: Device, port: Port
) -> tuple[str, CauseKind, dict[str, Scalar]]:
    for one in device.findings:
        if one.subject == port.key and one.kind in SLOW_LINKS:
            code, kind = SLOW_LINKS[one.kind]
            return code, kind, one.evidence
    card = wired_bps(machine)
    if card is not None and card < GIGABIT:
        return "slow_card", "part", {"speed_bps": card}
    if card is not None and port_bps(device, port) == _FAST:
        return "slow_switch", "switch", {"speed_bps": _FAST}
    return "", "free", {}


def wired_bps(machine: Machine) -> float | None:
    """Return the fastest speed of the machine's wired cards, None if not told."""
    speeds = [
        speed
        for card in items(machine.facts, "network_interface").values()
        if not flag(card, "wireless") and (speed := number(card, "capable_bps"))
    ]
    return max(speeds, default=None)


def port_bps(device: Device, port: Port) -> int | None:
    """Return what *port* can do at most; None where nothing tells.

    Where the switch does not say, and no port of that kind has a gigabit link while
    at least four have one of 100 Mb/s, they can do no more.
    """
    if port.capable_bps:
        return port.capable_bps
    kind = _NUMBER.sub("", port.key)
    speeds = [
        other.speed_bps
        for other in device.survey.ports
        if other.link == "up" and other.speed_bps and _NUMBER.sub("", other.key) == kind
    ]
    if any(speed > _FAST for speed in speeds):
        return None
    return _FAST if speeds.count(_FAST) >= _LEAST_ALIKE else None


def limited_mark(found: Access, judge: Judge) -> Mark:
    """Return the mark of a port or card that can do 100 Mb/s only.

    It holds nobody back who does not use it: where use was measured the state's severity
    grows with it, and is whole from the warning of ``port_use_p95`` on.
    """
    mark = judge.state("link", "link_limited")
    if found.use is None:
        return mark
    raw = mark.raw * clipped(found.use / judge.warn("port_use_p95", 0.7))
    return mark._replace(raw=raw, place=raw)


def access_marks(found: Access | None, judge: Judge) -> Iterator[Mark]:
    """Yield how slow the way into the LAN is."""
    if found is not None and found.code:
        limited = found.kind in {"part", "switch"}
        mark = (
            limited_mark(found, judge) if limited else judge.state("link", "link_slow")
        )
        speed = found.evidence.get("speed_bps")
        if isinstance(speed, int | float) and math.isfinite(speed):
            mark = mark._replace(value=float(speed), unit="bps")
        yield mark


def access_causes(
    found: Access | None, pressures: Judged, policy: Policy
) -> Iterator[Cause]:
    """Yield why the way into the LAN is slow."""
    if found is None or not found.code or pressures.severity("link") <= 0:
        return
    option = "cable" if found.kind == "cable" else "free_fix"
    cures = relief(policy, option) if found.kind in {"free", "cable"} else {}
    yield cause(found.code, found.kind, ("link",), found.evidence, cures=cures)
