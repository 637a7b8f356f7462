"""What is really so of a simulated fleet, as a document; and what each remedy does.

The planner never sees any of it. Targets are named as plans name them.
"""

from typing import Any

import msgspec

from collector.simulator.shapes import Device, Fleet, Pc, Problem, Remedy, Wan

RELIEF: dict[str, dict[Remedy, float]] = {
    "memory": {"ram": 0.9, "ram_ssd": 0.95, "ssd": 0.1, "replace": 1.0},
    "paging": {"ram": 0.9, "ram_ssd": 1.0, "ssd": 0.35, "replace": 1.0},
    "slow_disk": {"ssd": 0.95, "ram_ssd": 0.95, "ram": 0.05, "replace": 1.0},
    "cpu": {"replace": 1.0},
    "failing_disk": {"ssd": 1.0, "ram_ssd": 1.0, "replace": 1.0},
    "full_disk": {"free": 0.9, "ssd": 0.8, "ram_ssd": 0.8, "replace": 1.0},
    "unsupported": {"replace": 1.0},
    "outdated": {"free": 1.0, "replace": 1.0},
    "tpm_off": {"free": 1.0, "replace": 1.0},
    "no_antivirus": {"free": 1.0, "licence": 1.0, "replace": 1.0},
    "slow_link_cable": {"cable": 1.0},
    "slow_link_switch": {"switch": 1.0},
    "half_duplex": {"free": 1.0, "cable": 0.3, "switch": 0.3},
    "port_errors": {"cable": 1.0},
    "uplink_saturated": {"switch": 1.0},
    "uplink_cable": {"cable": 1.0},
    "line_saturated": {"line": 1.0},
    "line_below_contract": {"free": 0.8, "line": 0.8},
}
"""Which share of a problem's pain goes with each remedy; what is missing: nothing."""

_AT_PORT = frozenset({"slow_link_cable", "half_duplex", "port_errors"})
IMPORTANCE = {"server": 2.0}
"""How much the pain of a machine counts, by its role; a line or uplink is many's."""


class Suffering(msgspec.Struct, frozen=True):
    """One problem of one target; ``places`` are what its remedy may be done to.

    A cable has two ends, and a port belongs to a machine as well.
    """

    kind: str
    pain: float
    weight: float
    remedies: tuple[Remedy, ...]
    places: tuple[str, ...]


class Subject(msgspec.Struct, frozen=True):
    """One thing, what it suffers from, and what it only looks like."""

    target: str
    name: str
    site: str
    department: str = ""
    problems: tuple[Suffering, ...] = ()
    look_alike: str = ""
    year: int = 0
    memory_gib: int = 0
    disk: str = ""
    runs_windows_11: bool | None = None


class Truth(msgspec.Struct, frozen=True):
    """The whole fleet. ``relief`` says what each remedy does to each problem."""

    seed: int
    made: float
    subjects: tuple[Subject, ...]
    relief: dict[str, dict[Remedy, float]] = msgspec.field(
        default_factory=lambda: {kind: {**row} for kind, row in RELIEF.items()}
    )
    version: int = 1


def truth_of(fleet: Fleet, now: float) -> Truth:
    """Return the truth of *fleet*: every machine, device and line, sorted by target."""
    ports = {
        port.pc.number: port_target(device, port.key)
        for device in fleet.devices
        for port in device.ports
        if port.pc is not None
    }
    watchers = [site.watcher for site in fleet.sites if site.watcher is not None]
    subjects = [_pc(pc, ports.get(pc.number, "")) for pc in (*fleet.pcs, *watchers)]
    subjects += [_device(device, fleet) for device in fleet.devices]
    subjects += [_line(line) for line in fleet.lines]
    return Truth(
        fleet.size.seed, now, tuple(sorted(subjects, key=lambda one: one.target))
    )


def port_target(device: Device, key: str) -> str:
    """Return how plans name a port."""
    return f"port:{device.id}/{key}"


def truth_document(truth: Truth) -> bytes:
    """Return *truth* as readable JSON."""
    plain: Any = msgspec.to_builtins(truth)
    return msgspec.json.format(msgspec.json.encode(plain)) + b"\n"


def _pc(pc: Pc, port: str) -> Subject:
    weight, target = IMPORTANCE.get(pc.role, 1.0), f"machine:{pc.id}"
    ends = (target, port) if port else (target,)
    return Subject(
        target,
        pc.name,
        pc.site,
        pc.department,
        tuple(
            _suffering(p, weight, ends if p.kind in _AT_PORT else (target,))
            for p in pc.problems
        ),
        pc.look_alike or "",
        pc.model.year,
        pc.gib,
        pc.disk,
        pc.model.runs_11,
    )


def _suffering(problem: Problem, weight: float, places: tuple[str, ...]) -> Suffering:
    if problem.where:
        places = (problem.where,)
    return Suffering(problem.kind, problem.pain, weight, problem.remedies, places)


def _device(device: Device, fleet: Fleet) -> Subject:
    target = f"device:{device.id}"
    weight = max(1.0, 0.4 * _behind(device, fleet))  # all behind it wait a little
    places = [target]
    if device.uplink:
        port = device.port(device.uplink)
        above = next(d for d in fleet.devices if _is_above(d, device))
        places.append(port_target(device, port.key))
        places.append(port_target(above, above.port(port.far).key))
    return Subject(
        target,
        device.key,
        device.site,
        problems=tuple(_suffering(p, weight, tuple(places)) for p in device.problems),
        year=device.year,
    )


def _is_above(device: Device, below: Device) -> bool:
    return device.key == below.above and device.site == below.site


def _behind(device: Device, fleet: Fleet) -> int:
    """Return how many machines hang below *device*."""
    own = sum(port.pc is not None for port in device.ports)
    return own + sum(
        _behind(other, fleet) for other in fleet.devices if _is_above(device, other)
    )


def _line(line: Wan) -> Subject:
    target = f"line:{line.id}"
    return Subject(
        target,
        line.id,
        line.site,
        problems=tuple(_suffering(p, 10.0, (target,)) for p in line.problems),
        look_alike=line.look_alike or "",
    )
