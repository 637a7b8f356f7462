"""What a machine says about itself, in one shape for every operating system.

None means that the system does not say; counters count from boot.
"""

import msgspec


class Cpu(msgspec.Struct, frozen=True):
    """``seconds`` by mode are summed over the cores; ``load`` is 1, 5, 15 minutes."""

    seconds: dict[str, float] = {}
    count: int | None = None
    hertz: float | None = None
    max_hertz: float | None = None
    load: tuple[float, float, float] | None = None
    queue: int | None = None
    context_switches: int | None = None
    interrupts: int | None = None


class Memory(msgspec.Struct, frozen=True):
    """Bytes, but ``hard_faults``: page faults that had to read from a disk."""

    size: int | None = None
    available: int | None = None
    cached: int | None = None
    committed: int | None = None
    commit_limit: int | None = None
    swap_size: int | None = None
    swap_used: int | None = None
    hard_faults: int | None = None
    swapped_in: int | None = None
    swapped_out: int | None = None


class Disk(msgspec.Struct, frozen=True):
    """Counters of one whole disk since boot."""

    name: str
    read_bytes: int
    written_bytes: int
    reads: int
    writes: int
    read_s: float
    write_s: float
    busy_s: float


class Filesystem(msgspec.Struct, frozen=True):
    """One local file system, once, however often it is mounted. Sizes in bytes.

    ``mountpoint`` is the name of the device where the place itself would name people.
    """

    mountpoint: str
    device: str
    fstype: str
    size: int
    free: int
    available: int
    read_only: bool = False
    files: int | None = None
    files_free: int | None = None


class Interface(msgspec.Struct, frozen=True):
    """One network interface; ``counts`` by the names of the metrics' middle part."""

    name: str
    counts: dict[str, int] = {}
    speed_bytes: float | None = None
    full_duplex: bool | None = None
    mtu: int | None = None
    up: bool | None = None
    carrier_changes: int | None = None


class Processes(msgspec.Struct, frozen=True):
    """How many processes there are, and how many of them wait."""

    count: int | None = None
    threads: int | None = None
    blocked: int | None = None
    started: int | None = None


class Temperature(msgspec.Struct, frozen=True):
    """One sensor, in degrees Celsius; ``critical`` is what its maker allows."""

    sensor: str
    celsius: float
    critical: float | None = None


class Battery(msgspec.Struct, frozen=True):
    """The battery: charge from 0 to 1, energies in joules."""

    charge: float | None = None
    mains: bool | None = None
    full_j: float | None = None
    design_j: float | None = None
    cycles: int | None = None


class Usage(msgspec.Struct, frozen=True):
    """What this process uses; ``started`` is Unix time by the machine's clock."""

    started: float | None = None
    rss_bytes: int | None = None
    cpu_s: float | None = None
    open_files: int | None = None
