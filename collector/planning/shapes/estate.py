"""The estate: everything that a plan is made from, as values.

Machines and devices come with their facts, what stands of them, and what was measured of
them in office hours. Whoever plans reads no store.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from agent.shared.findings.shape import Finding
from agent.shared.survey import Survey
from agent.shared.wire import Facts
from collector.planning.shapes.records import Department, Line, Purchase
from collector.sketch import Sketch
from collector.topology.shapes import Topology

NOTHING_KNOWN = Topology()


class Window(msgspec.Struct, frozen=True):
    """The time that was looked at: local days (since year 1), both ends included.

    ``work_days`` and ``work_hours`` are those of the office's calendar within it.
    """

    first_day: int
    last_day: int
    work_days: int
    work_hours: int


@dataclass(frozen=True)
class Measured:
    """All office-hour values of one signal of one target within the window.

    ``days`` are the local days with enough hours, ``hours`` how many office hours have
    values. ``daily_p95`` and ``daily_p5`` have one value for each of ``days``, or none.
    """

    sketch: Sketch
    days: tuple[int, ...]
    hours: int
    daily_p95: tuple[float, ...] = ()
    daily_p5: tuple[float, ...] = ()


@dataclass(frozen=True)
class Machine:
    """A machine with an agent. ``signals``: by name, as roll-ups have it.

    ``days`` and ``hours`` say in how many days and office hours of the window it was on.
    ``switch`` and ``port`` (ifIndex) say where it hangs, where that is known; ``through``
    is true of a machine behind a switch or hub that does not answer.
    ``bought`` is Unix time where a person said so; ``made`` is what its firmware tells.
    """

    id: str
    name: str
    site: str
    department: str
    room: str
    role: str
    facts: Facts
    findings: tuple[Finding, ...] = ()
    signals: Mapping[str, Measured] = field(default_factory=dict)
    days: int = 0
    hours: int = 0
    last_report: float = 0.0
    bought: float | None = None
    made: float | None = None
    switch: str = ""
    port: int = 0
    through: bool = False
    place_confidence: float = 0.0


@dataclass(frozen=True)
class Device:
    """A device read over SNMP. Signals of ports carry the port's key in their name."""

    id: str
    name: str
    site: str
    department: str
    room: str
    survey: Survey
    surveyed: float
    findings: tuple[Finding, ...] = ()
    signals: Mapping[str, Measured] = field(default_factory=dict)
    days: int = 0
    hours: int = 0
    bought: float | None = None


@dataclass(frozen=True)
class LineUse:
    """A broadband line with what was measured of it.

    ``signals`` are the ``line_…`` ones, and the use of its edge port, as shares of what
    is contracted (``line_receive_ratio``), where that port is known.
    """

    line: Line
    signals: Mapping[str, Measured] = field(default_factory=dict)
    days: int = 0
    hours: int = 0


@dataclass(frozen=True)
class Estate:
    """Everything at one moment. ``as_of`` is the time of the newest data, Unix seconds.

    Tuples are sorted by id, so that the same store gives the same estate.
    """

    as_of: float
    window: Window
    organisation: str = ""
    machines: tuple[Machine, ...] = ()
    devices: tuple[Device, ...] = ()
    lines: tuple[LineUse, ...] = ()
    departments: tuple[Department, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    topology: Topology = NOTHING_KNOWN
