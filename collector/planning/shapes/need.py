"""Pressure and its causes: what measurements and facts say of one target."""

from typing import Literal, NamedTuple, get_args

import msgspec

from agent.shared.wire import Scalar

TargetKind = Literal["machine", "device", "port", "line"]

Dimension = Literal[
    "cpu",
    "memory",
    "disk_speed",
    "disk_space",
    "disk_health",
    "support",  # of the system: updates end, Windows 11 does not run
    "link",  # a machine's way into the LAN
    "port_use",  # an uplink or a server's port is full
    "port_quality",  # errors, duplex, flaps
    "ports_free",
    "poe",
    "device_health",
    "line_use",
    "line_quality",
]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


class Target(NamedTuple):
    """What something is bought for. ``text`` is its name in ids: ``machine:<id>``.

    Of a port ``id`` is ``<device id>/<port key>``.
    """

    kind: TargetKind
    id: str

    @property
    def text(self) -> str:
        """The target in one word."""
        return f"{self.kind}:{self.id}"


class Coverage(msgspec.Struct, frozen=True):
    """How much was seen: active days, office hours, and their share of working time."""

    days: int = 0
    hours: int = 0
    share: float = 0.0


class Pressure(msgspec.Struct, frozen=True):
    """How far what is measured exceeds what the hardware carries.

    ``severity`` is 0 to 1 after shrinkage towards the fleet's median, ``raw`` before.
    ``value``, ``warn`` and ``critical`` are in ``unit`` (ratio, seconds, bytes, days,
    per_second, bps, count or "" for a state). ``signal`` names what was measured;
    ``confidence`` is 0 to 1. Facts (a failing drive) have a coverage of zero days and are
    not shrunk.
    """

    dimension: Dimension
    severity: float
    raw: float
    signal: str
    value: float | None
    warn: float | None
    critical: float | None
    unit: str
    coverage: Coverage = Coverage()
    confidence: float = 1.0


CauseKind = Literal["free", "cable", "part", "replacement", "switch", "line"]


class Cause(msgspec.Struct, frozen=True):
    """What makes a pressure, and the cheapest kind of thing that cures it.

    ``code`` names it (``disk_full``, ``tpm_off``, ``half_duplex``, ``cable``, ``paging``
    …); ``cures`` is the part of each dimension's severity that goes with it.
    ``evidence`` are the values that the texts put into words.
    """

    code: str
    kind: CauseKind
    dimensions: tuple[Dimension, ...]
    cures: dict[str, float] = {}
    evidence: dict[str, Scalar] = {}


MustReason = Literal["disk_failing", "system_unsupported", "no_antivirus"]


class Need(msgspec.Struct, frozen=True):
    """What one target needs.

    ``enough``: there are enough active days to plan by measurements. ``must`` holds even
    without. ``remaining`` is each dimension's severity after its free and cable cures.
    """

    target: Target
    name: str
    site: str
    department: str
    pressures: dict[str, Pressure] = {}
    causes: tuple[Cause, ...] = ()
    must: tuple[MustReason, ...] = ()
    enough: bool = True
    coverage: Coverage = Coverage()
    remaining: dict[str, float] = {}
    weight: float = 1.0  # of its role
