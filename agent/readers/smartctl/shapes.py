"""What a drive says of its health, in one shape for all protocols and sources."""

from typing import Literal

import msgspec

Media = Literal["hdd", "ssd", "nvme"]
When = Literal["", "now", "past"]
SystemStatus = Literal["healthy", "warning", "predictive", "unhealthy"]


class Message(msgspec.Struct, frozen=True):
    """What smartctl says beside the values; severity as it prints it, "" if not."""

    severity: str
    text: str


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a SATA drive's table.

    ``value`` and ``worst`` are normalised by the maker (high is good) and compared with
    ``threshold``. ``raw`` is the maker's 48 bits, ``count`` the number it means where
    that is certain: None for packed fields.
    """

    number: int
    name: str = ""
    value: int | None = None
    worst: int | None = None
    threshold: int | None = None
    prefail: bool | None = None
    when_failed: When = ""
    raw: int | None = None
    count: int | None = None


class Life(msgspec.Struct, frozen=True):
    """How much of a solid-state drive's life is left, in percent (0 and more)."""

    percent: int
    source: str


class Ata(msgspec.Struct, frozen=True, kw_only=True):
    """What a SATA drive says of itself, of counters only the meaningful ones."""

    attributes: tuple[Attribute, ...] = ()
    reallocated_sectors: int | None = None
    reported_uncorrectable: int | None = None
    current_pending_sectors: int | None = None
    offline_uncorrectable: int | None = None
    interface_crc_errors: int | None = None
    error_count: int | None = None

    def failed(self, when: When) -> tuple[Attribute, ...]:
        """Return the attributes at or below their threshold now, or in the past."""
        return tuple(a for a in self.attributes if a.when_failed == when)


class Nvme(msgspec.Struct, frozen=True, kw_only=True):
    """The health log of an NVMe drive; spare, used in percent."""

    critical_warning: int | None = None
    available_spare: int | None = None
    available_spare_threshold: int | None = None
    percentage_used: int | None = None
    media_errors: int | None = None
    num_err_log_entries: int | None = None
    unsafe_shutdowns: int | None = None
    data_units_written: int | None = None


class Scsi(msgspec.Struct, frozen=True, kw_only=True):
    """The counters of a SAS drive."""

    grown_defects: int | None = None
    uncorrected_read: int | None = None
    uncorrected_write: int | None = None
    percentage_used: int | None = None


class SelfTests(msgspec.Struct, frozen=True):
    """Failed self-tests in the log; ``outdated`` ones were followed by a full pass."""

    failures: int
    outdated: int = 0


class Drive(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one call of smartctl says of one drive.

    ``system_status`` is what the operating system makes of it (Windows only).
    """

    device_name: str | None = None
    device_type: str | None = None
    protocol: str | None = None
    model: str | None = None
    serial: str | None = None
    firmware: str | None = None
    capacity_bytes: int | None = None
    rotation_rpm: int | None = None
    media: Media | None = None
    smart_passed: bool | None = None
    smart_available: bool | None = None
    smart_enabled: bool | None = None
    exit_status: int | None = None
    power_on_minutes: int | None = None
    power_cycles: int | None = None
    temperature_c: int | None = None
    trip_temperature_c: int | None = None
    ata: Ata | None = None
    nvme: Nvme | None = None
    scsi: Scsi | None = None
    self_tests: SelfTests | None = None
    life: Life | None = None
    messages: tuple[Message, ...] = ()
    system_status: SystemStatus | None = None
