"""The shapes of a simulated fleet, and the truth of who suffers from what."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

PERIOD_S = 900.0  # between two reports, unless told otherwise
MOST_PCS, MOST_SWITCHES, MOST_LINES, MOST_SITES, MOST_DAYS = (
    20_000,
    2_000,
    200,
    200,
    400,
)

ProblemKind = Literal[
    "memory",
    "paging",  # too little memory, which shows as a slow disk
    "slow_disk",
    "cpu",
    "failing_disk",
    "full_disk",
    "unsupported",  # and the hardware runs nothing newer
    "outdated",  # the hardware runs what is supported
    "tpm_off",
    "no_antivirus",
    "slow_link_cable",
    "slow_link_switch",
    "half_duplex",
    "port_errors",
    "uplink_saturated",
    "uplink_cable",
    "line_saturated",
    "line_below_contract",
]
Remedy = Literal[
    "free", "cable", "ram", "ssd", "ram_ssd", "replace", "licence", "switch", "line"
]
LookAlikeKind = Literal[
    "old_but_healthy",
    "busy_at_night",
    "memory_full_of_cache",
    "away",
    "busy_two_days",
    "idle_slow_port",
    "evening_peak",
    "slow_foreign_site",
    "upgraded",  # what it suffered from is mended already
]


class SimulatorError(Exception):
    """It cannot be simulated; the text says why and what to do."""


@dataclass(frozen=True)
class Size:
    """How large the fleet is, how long its history, and from which seed it is made."""

    pcs: int = 60
    switches: int = 12
    lines: int = 2
    sites: int = 1
    days: int = 30
    seed: int = 1
    period_s: float = PERIOD_S

    def check(self) -> None:
        """Refuse a size that makes no sense.

        Raises:
            SimulatorError: the text names the number.
        """
        for name, number, least, most in (
            ("--pcs", self.pcs, 1, MOST_PCS),
            ("--switches", self.switches, 0, MOST_SWITCHES),
            ("--lines", self.lines, 0, MOST_LINES),
            ("--sites", self.sites, 1, MOST_SITES),
            ("--days", self.days, 1, MOST_DAYS),
            ("--period", self.period_s, 60, 3600),
        ):
            if not least <= number <= most:
                raise SimulatorError(f"{name}: {least} to {most} is possible")
        if self.switches and self.switches < self.sites:
            raise SimulatorError(
                "--switches: each site has at least one, or there are none"
            )
        if self.pcs < self.sites:
            raise SimulatorError("--pcs: each site has at least one")


@dataclass(frozen=True)
class Problem:
    """What is really wrong with one thing: ``pain`` 0 to 1, and the right remedies.

    ``where`` is what the remedy is done to, if that is not the thing itself.
    """

    kind: ProblemKind
    pain: float
    remedies: tuple[Remedy, ...]
    where: str = ""


@dataclass(frozen=True)
class Model:
    """A kind of PC. ``runs_11``: Windows 11 runs on it. ``taken``: its years of sale."""

    maker: str
    name: str
    cpu: str
    cores: int
    year: int
    generation: str
    slots: int
    most_gib: int
    runs_11: bool
    nvme: bool = False
    portable: bool = False


@dataclass
class Load:
    """How a PC is used, as medians of a busy hour.

    ``demand_gib`` is what programs need at once. ``wait_s`` is how long its disk takes
    for one operation. ``receive_bps`` and ``transmit_bps`` are bits per second.
    """

    cpu: float = 0.12
    demand_gib: float = 3.0
    cache_gib: float = 0.0
    wait_s: float = 0.002
    operations: float = 12.0
    free: float = 0.5
    receive_bps: float = 1.2e6
    transmit_bps: float = 3e5
    weight: float = 1.0
    night: float = 0.0  # CPU at night
    bursts: int | None = None  # of the week before last: from this weekday on, 2 days
    away: tuple[int, int] | None = None  # from and to, days ago; "to" is the younger


@dataclass
class Pc:
    """One machine with an agent; ``modules_gib`` has one number for each slot."""

    number: int
    id: str
    name: str
    site: str
    department: str
    room: str
    model: Model
    modules_gib: tuple[int, ...]
    disk: Literal["HDD", "SSD", "NVMe"]
    disk_gb: int
    system: str  # a key of ``hardware.SYSTEMS``
    load: Load
    mac: str = ""
    address: str = ""
    gateway: str = ""
    role: str = "desktop"
    bought: dt.date | None = None
    problems: list[Problem] = field(default_factory=list)
    look_alike: LookAlikeKind | None = None
    before: "Pc | None" = None  # what it was until ``changed`` days ago
    changed: int = 0
    failing_since: int = 0  # days ago that its drive began to fail
    tpm_off: bool = False
    wears: int = 10  # percent of the drive's life that is used
    antivirus: bool = True
    backup_days: float | None = 0.5  # since the last good one; None: never

    def at(self, ago: int) -> "Pc":
        """Return the machine as it was so many days ago."""
        return self.before if self.before is not None and ago >= self.changed else self

    @property
    def gib(self) -> int:
        """The memory that is built in."""
        return sum(self.modules_gib)

    @property
    def windows(self) -> bool:
        """Whether Windows runs on it."""
        return self.system.startswith("windows")


@dataclass
class Port:
    """One port of a device and what hangs there; numbers count from 1.

    Of an uplink or a way down ``receive`` is added to what is carried for machines.
    """

    number: int
    key: str
    capable_bps: int
    speed_bps: int = 0  # 0: no link
    full_duplex: bool = True
    pc: Pc | None = None
    other: str = ""  # key of the device at the other end
    far: int = 0  # its port there
    receive: float = 0.0  # share of the speed, in a busy hour
    transmit: float = 0.0
    errors: float = 0.0  # share of what is received
    late: float = 0.0  # late collisions in a report


@dataclass
class Device:
    """One switch or router that the site's agent reads."""

    key: str
    id: str
    site: str
    room: str
    kind: Literal["switch", "router"]
    vendor: str
    model: str
    mac: str
    address: str
    first_index: int
    speaks: bool  # LLDP
    ports: list[Port] = field(default_factory=list)
    above: str = ""
    uplink: int = 0
    problems: list[Problem] = field(default_factory=list)
    year: int = 2020

    def port(self, number: int) -> Port:
        """Return the port of that number."""
        return self.ports[number - 1]

    def index(self, number: int) -> int:
        """Return the ifIndex of a port."""
        return self.first_index + number - 1


@dataclass
class Wan:
    """One broadband line; shares are of what is contracted, in busy office hours."""

    id: str
    site: str
    operator: str
    plan: str
    down_mbps: float
    up_mbps: float
    international_mbps: float | None
    price_vnd: int
    ends: dt.date
    receive: float
    transmit: float
    throughput: float = 0.97
    international: float = 1.0
    rtt_s: float = 0.012
    evening: float = 0.3
    device: str = ""
    port: str = ""
    problems: list[Problem] = field(default_factory=list)
    look_alike: LookAlikeKind | None = None


@dataclass
class Site:
    """One place: its agent that reads devices, its devices, and how machines get there."""

    name: str
    number: int
    watcher: Pc | None
    devices: list[Device] = field(default_factory=list)


@dataclass
class Fleet:
    """Everything that is simulated."""

    size: Size
    sites: list[Site]
    pcs: list[Pc]
    lines: list[Wan]
    heads: dict[tuple[str, str], int]  # by department and site

    @property
    def devices(self) -> list[Device]:
        """All devices."""
        return [device for site in self.sites for device in site.devices]
