"""The shapes of what ports are judged by."""

from typing import Literal, NamedTuple

import msgspec

from agent.shared.findings.shape import Finding
from agent.shared.knowledge.ports import Ports as Thresholds
from agent.shared.survey import Port, Survey

BINS = 51
"""Parts of a histogram of use: 2 % of the speed each; the last is full or over."""


class PortDay(msgspec.Struct, array_like=True):
    """One port in the office hours of one local day; hours add up.

    ``linked`` and ``active`` count hours with a link, and with traffic from the other
    end; all below is of active hours. ``receive`` and ``transmit`` are histograms of
    use, ``busiest_…`` the highest mean of an hour. ``errors`` and ``discards`` are sums
    of ratios, each hour's highest left out; ``…_trimmed`` is how many readings that
    leaves, ``…_readings`` in how many there were any. ``storms`` and ``noisy`` count
    hours with (much) broadcast.
    """

    linked: int = 0
    active: int = 0
    receive: list[int] = []
    transmit: list[int] = []
    busiest_receive: float = 0.0
    busiest_transmit: float = 0.0
    errors: float = 0.0
    errors_trimmed: int = 0
    error_readings: int = 0
    discards: float = 0.0
    discards_trimmed: int = 0
    discard_readings: int = 0
    storms: int = 0
    noisy: int = 0
    late_collisions: float = 0.0
    link_changes: float = 0.0


class DeviceDay(msgspec.Struct, array_like=True):
    """One device in the office hours of one local day; ``hours`` are those watched."""

    hours: list[int] = []
    ports: dict[str, PortDay] = {}
    cpu: list[int] = []  # a histogram, as of use
    warmest_celsius: float | None = None  # the highest mean of an hour
    topology_changes: float = 0.0


class DayRatio(NamedTuple):
    """What one day (days since year 1) shows of a ratio, in how many readings."""

    day: int
    ratio: float
    readings: int


class Flap(NamedTuple):
    """How often a link was lost for a short while on one day."""

    day: int
    times: int


class PortEvidence(msgspec.Struct, frozen=True):
    """What was watched of one port, as numbers.

    ``days`` are the active days, oldest first; use is p95 and busiest hour of each
    direction over all of them and over the recent ones. ``storm_days``: days with a
    storm; ``last_link`` the last day with a link.
    """

    days: tuple[int, ...] = ()
    receive_p95: float | None = None
    transmit_p95: float | None = None
    receive_p95_recent: float | None = None
    transmit_p95_recent: float | None = None
    busiest_receive: float = 0.0
    busiest_transmit: float = 0.0
    errors: tuple[DayRatio, ...] = ()
    discards: tuple[DayRatio, ...] = ()
    storm_days: tuple[int, ...] = ()
    noisy_days: tuple[int, ...] = ()
    late_collisions: tuple[tuple[int, float], ...] = ()
    flaps: tuple[Flap, ...] = ()
    last_link: int | None = None


class DeviceEvidence(msgspec.Struct, frozen=True):
    """What was watched of one device; ``days`` have watched office hours.

    ``today`` is the local day it was made on. ``restarts`` are those of recent days
    without a long silence before them, in Unix seconds.
    """

    today: int = 0
    days: tuple[int, ...] = ()
    ports: dict[str, PortEvidence] = {}
    cpu_p95: float | None = None
    warmest_celsius: float | None = None  # the second-warmest day: one is chance
    topology_changes: tuple[tuple[int, float], ...] = ()
    restarts: tuple[float, ...] = ()


class FarEnd(msgspec.Struct, frozen=True):
    """What hangs at the other end of a port.

    ``capable_bps``: what it can do; ``offers_bps``: what it offers on this line
    (autonegotiation). ``device``: it is a switch, router or access point. ``on``: whether
    it is known to be running now, None where nobody knows.
    """

    name: str = ""
    capable_bps: int | None = None
    offers_bps: int | None = None
    duplex: Literal["", "half", "full"] = ""
    device: bool = False
    on: bool | None = None


class Levels(msgspec.Struct, frozen=True):
    """What a device said last, as far as it still holds."""

    speeds_bps: dict[str, int] = {}  # by port; none without a link
    linked: frozenset[str] | None = None  # None: not told
    bad_parts: tuple[tuple[str, str], ...] = ()  # sensor and part
    poe: dict[str, tuple[float, float]] = {}  # group: budget and draw, in watts
    supplies: dict[str, float] = {}
    on_battery: bool | None = None
    battery_ok: bool | None = None
    battery_charge: float | None = None
    battery_runtime_s: float | None = None


Contact = Literal["answers", "silent", "unknown"]


class Case(msgspec.Struct, frozen=True):
    """One device at one time.

    ``contact``: whether it answers; unknown where the agent that reads it is not heard.
    ``uplinks``: ifIndex of the ports towards the gateway (all members of a LAG).
    ``above``: the device behind them.
    """

    now: float
    survey: Survey
    surveyed: float
    evidence: DeviceEvidence
    levels: Levels
    thresholds: Thresholds
    contact: Contact = "answers"
    silent_s: float = 0.0
    office: bool = True
    ends: dict[int, FarEnd] = {}
    uplinks: frozenset[int] = frozenset()
    above: Survey | None = None

    def port(self, port: Port) -> PortEvidence:
        """Return what was watched of *port*."""
        return self.evidence.ports.get(port.key, NOTHING)

    def end(self, port: Port) -> FarEnd:
        """Return what hangs at *port*, as far as it is known."""
        return self.ends.get(port.index, NOBODY)

    def between_devices(self, port: Port) -> bool:
        """Return whether many hang on *port*: an uplink, or a device behind it.

        That of a printer is its own, though a switch is at the other end.
        """
        if not (self.survey.bridge or self.survey.router):
            return False
        return port.index in self.uplinks or self.end(port).device

    def linked(self, port: Port) -> bool:
        """Return whether *port* has a link now."""
        if self.levels.linked is not None:
            return port.key in self.levels.linked
        return port.link == "up"

    def speed_bps(self, port: Port) -> int | None:
        """Return the negotiated speed now; None without a link or if not known."""
        if not self.linked(port):
            return None
        return self.levels.speeds_bps.get(port.key, port.speed_bps)

    def moving(self, port: Port) -> bool:
        """Return whether the link has just changed: what the survey says is old."""
        if self.linked(port) != (port.link == "up"):
            return True
        if self.speed_bps(port) != port.speed_bps:
            return True
        if port.changed_s is None:
            return False
        age = port.changed_s + max(0.0, self.now - self.surveyed)
        return age < self.thresholds.link.stable_seconds


NOTHING = PortEvidence()
NOBODY = FarEnd()


class Undecided(NamedTuple):
    """What cannot be said now; what stood of it stands on."""

    kind: str
    subject: str


class Judgement(msgspec.Struct, frozen=True):
    """What the rules say of a device, and of what they cannot speak now.

    ``held``: nothing can be said but of the kinds in ``findings``.
    """

    findings: tuple[Finding, ...]
    undecided: frozenset[Undecided] = frozenset()
    held: bool = False
