"""What a machine consists of, in one shape for Linux and Windows.

None means unknown; ``reasons`` says why, by field, where the source knows it.
"""

from collections.abc import Iterable

import msgspec

from agent.sources.smbios import Smbios


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One thing, its properties, and why some of them are unknown."""

    reasons: dict[str, str] = {}


class Cpu(Row, frozen=True, kw_only=True):
    """All processors of the machine; hybrid ones have a fraction of threads per core."""

    model: str | None = None
    vendor: str | None = None
    sockets: int | None = None
    cores: int | None = None
    threads: int | None = None
    architecture: str | None = None

    @property
    def threads_per_core(self) -> float | None:
        """Threads by cores, where both are known."""
        if not self.threads or not self.cores:
            return None
        return round(self.threads / self.cores, 3)


class Disk(Row, frozen=True, kw_only=True):
    """One drive; media is SSD or HDD, bus nvme, sata, usb, scsi, virtio and others."""

    model: str | None = None
    serial: str | None = None
    size_bytes: int | None = None
    media: str | None = None
    bus: str | None = None


NO_ADDRESS = "it has none now"
NO_GATEWAY = "no way out leads over it now"
_MOST_ADDRESSES = 10


class NetworkInterface(Row, frozen=True, kw_only=True):
    """One network card; ``capable_bps`` is what the card, not the link, can do.

    ``addresses`` (with prefix) and ``gateway`` (default ones) are as now, joined by
    blanks.
    """

    mac: str | None = None
    driver: str | None = None
    model: str | None = None
    wireless: bool | None = None
    capable_bps: int | None = None
    addresses: str | None = None
    gateway: str | None = None


def together(addresses: Iterable[str]) -> str | None:
    """Return different *addresses* as one text, None if there is none."""
    return " ".join(list(dict.fromkeys(addresses))[:_MOST_ADDRESSES]) or None


class Gpu(Row, frozen=True, kw_only=True):
    """One graphics card."""

    model: str | None = None
    driver: str | None = None


class Display(Row, frozen=True, kw_only=True):
    """One monitor, from its EDID."""

    manufacturer: str | None = None
    model: str | None = None
    serial: str | None = None
    year: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None


class OperatingSystem(Row, frozen=True, kw_only=True):
    """The running system; dates are yyyy-mm-dd."""

    name: str | None = None
    edition: str | None = None
    version: str | None = None
    build: str | None = None
    architecture: str | None = None
    install_date: str | None = None
    last_update: str | None = None


class Security(Row, frozen=True, kw_only=True):
    """What Windows 11 asks of a machine, whatever system runs on it."""

    secure_boot: bool | None = None
    tpm_version: str | None = None


class Performance(Row, frozen=True, kw_only=True):
    """Settings by which a machine is slower than it could be.

    ``power_plan``: ``power_saver``, ``balanced``, ``high_performance``,
    ``ultimate_performance``, ``other``. ``startup_programs`` start with every user.
    """

    power_plan: str | None = None
    startup_programs: int | None = None


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one reading found; a part that failed is empty or unknown."""

    firmware_tables: Smbios = Smbios()
    firmware_reason: str = "the firmware does not say"
    firmware_mode: str | None = None
    cpu: Cpu = Cpu()
    usable_memory_bytes: int | None = None
    disks: dict[str, Disk] = {}
    interfaces: dict[str, NetworkInterface] = {}
    gpus: dict[str, Gpu] = {}
    displays: dict[str, Display] = {}
    operating_system: OperatingSystem = OperatingSystem()
    security: Security = Security()
    performance: Performance = Performance()
