"""The health of the drives: a verdict with its evidence, and what the drives count."""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from msgspec import structs

from agent.facts.disk_counters import counters
from agent.facts.disk_health import disk_health_facts, judge_found
from agent.facts.disk_verdict import VERDICTS
from agent.probe import NoData, known
from agent.readers.smartctl.shapes import Ata, Drive, Nvme
from agent.shared.metric import Metric, Sample
from agent.shared.wire import Facts
from agent.sources.doors import Doors, real_doors
from agent.sources.storage_health import Found, read_health

_DEVICE = ("device",)
_SAYS = ", as the drive says (read every 6 hours)."

VERDICT = Metric(
    "hatang_disk_health_verdict",
    "gauge",
    "1 for the verdict on the drive, 0 for the others; never healthy if unread.",
    ("device", "verdict"),
)
PASSED = Metric(
    "hatang_disk_smart_passed",
    "gauge",
    "1 if the drive's own SMART status is good; no series if it gave none.",
    _DEVICE,
)
POWER_ON = Metric(
    "hatang_disk_power_on_seconds", "gauge", f"Time under power{_SAYS}", _DEVICE
)
CELSIUS = Metric(
    "hatang_disk_temperature_celsius", "gauge", f"Temperature{_SAYS}", _DEVICE
)
WEAR = Metric(
    "hatang_disk_wear_ratio",
    "gauge",
    f"Used part of a solid-state drive's life, may exceed 1{_SAYS}",
    _DEVICE,
)
SPARE = Metric(
    "hatang_disk_spare_ratio", "gauge", f"Spare blocks left (NVMe){_SAYS}", _DEVICE
)
CRC = Metric(
    "hatang_disk_interface_crc_errors_total",
    "counter",
    f"Transfers damaged between drive and board: the cable{_SAYS}",
    _DEVICE,
)
UNSAFE = Metric(
    "hatang_disk_unsafe_shutdowns_total",
    "counter",
    f"Times that power went without warning (NVMe){_SAYS}",
    _DEVICE,
)
COUNTERS = {
    "reallocated_sectors": Metric(
        "hatang_disk_reallocated_sectors",
        "gauge",
        f"Sectors or blocks replaced by spare ones (SATA){_SAYS}",
        _DEVICE,
    ),
    "pending_sectors": Metric(
        "hatang_disk_pending_sectors",
        "gauge",
        f"Sectors that could not be read and wait for a rewrite (SATA){_SAYS}",
        _DEVICE,
    ),
    "offline_uncorrectable": Metric(
        "hatang_disk_offline_uncorrectable_sectors",
        "gauge",
        f"Sectors that the drive's own scan could not read (SATA){_SAYS}",
        _DEVICE,
    ),
    "reported_uncorrectable": Metric(
        "hatang_disk_reported_uncorrectable_errors_total",
        "counter",
        f"Errors that the drive could not correct and reported (SATA){_SAYS}",
        _DEVICE,
    ),
    "media_errors": Metric(
        "hatang_disk_media_errors_total",
        "counter",
        f"Data that the drive could not give back intact (NVMe){_SAYS}",
        _DEVICE,
    ),
    "grown_defects": Metric(
        "hatang_disk_grown_defects",
        "gauge",
        f"Defects found since the drive was made (SAS){_SAYS}",
        _DEVICE,
    ),
    "uncorrected_read_errors": Metric(
        "hatang_disk_uncorrected_read_errors_total",
        "counter",
        f"Reads that no correction saved (SAS; Windows' counters){_SAYS}",
        _DEVICE,
    ),
    "uncorrected_write_errors": Metric(
        "hatang_disk_uncorrected_write_errors_total",
        "counter",
        f"Writes that no correction saved (SAS; Windows' counters){_SAYS}",
        _DEVICE,
    ),
}


class DiskHealthProbe:
    """Reads the drives' health through *doors*; *drives* is how.

    Between runs it remembers two readings of each drive: the first one, to see what
    grows while the agent runs, and the last one, which stands while the drive sleeps.
    """

    metrics: ClassVar[tuple[Metric, ...]] = (
        VERDICT,
        PASSED,
        POWER_ON,
        CELSIUS,
        WEAR,
        SPARE,
        CRC,
        UNSAFE,
        *COUNTERS.values(),
    )

    def __init__(
        self,
        *,
        doors: Doors | None = None,
        drives: Callable[[Doors], Mapping[str, Found]] = read_health,
    ) -> None:
        self._doors = doors
        self._drives = drives
        self._first: dict[str, Drive] = {}
        self._last: dict[str, Found] = {}

    def read(self) -> Iterator[Sample | Facts]:
        """Yield the facts of all drives, then the samples of each.

        Raises:
            NoData: there is no drive.
        """
        answers = self._drives(self._doors or real_doors())
        found = {key: self._remember(key, one) for key, one in answers.items()}
        if not found:
            raise NoData("there is no drive")
        judgements = {
            key: judge_found(one, self._first.get(key)) for key, one in found.items()
        }
        yield disk_health_facts(found, judgements)
        for key, one in found.items():
            for verdict in VERDICTS:
                is_so = float(judgements[key].verdict == verdict)
                yield VERDICT.sample(is_so, device=key, verdict=verdict)
            if one.drive is not None:
                yield from _samples(key, one.drive)

    def _remember(self, key: str, found: Found) -> Found:
        """Return *found*, or of a sleeping drive what it said when it was awake."""
        if found.why == "standby" and key in self._last:
            return self._last[key]
        if found.drive is not None and not found.why:
            first = self._first.setdefault(key, found.drive)
            if first.serial != found.drive.serial:
                self._first[key] = found.drive
            drive = structs.replace(found.drive, temperature_c=None)
            self._last[key] = structs.replace(found, drive=drive)
        return found


def _samples(key: str, drive: Drive) -> Iterator[Sample]:
    ata, nvme = drive.ata or Ata(), drive.nvme or Nvme()
    values = {one.code: one.value for one in counters(drive)}
    minutes = drive.power_on_minutes
    pairs: list[tuple[Metric, float | None]] = [
        (PASSED, drive.smart_passed),
        (POWER_ON, None if minutes is None else minutes * 60),
        (CELSIUS, _celsius(drive)),
        (WEAR, _wear(drive)),
        (SPARE, _ratio(nvme.available_spare)),
        (CRC, ata.interface_crc_errors),
        (UNSAFE, nvme.unsafe_shutdowns),
        *((metric, values.get(code)) for code, metric in COUNTERS.items()),
    ]
    yield from known(pairs, device=key)


def _celsius(drive: Drive) -> float | None:
    """Return the temperature; 0 °C with a limit of 0 °C is a field left empty."""
    found = drive.temperature_c
    if found is None or not -40 <= found <= 150:
        return None
    return None if found == 0 and not drive.trip_temperature_c else found


def _wear(drive: Drive) -> float | None:
    for part in (drive.nvme, drive.scsi):
        if part is not None and part.percentage_used is not None:
            return _ratio(part.percentage_used)
    return _ratio(100 - drive.life.percent) if drive.life else None


def _ratio(percent: int | None) -> float | None:
    return None if percent is None else percent / 100
