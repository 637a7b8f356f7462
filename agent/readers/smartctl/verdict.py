"""The verdict in four words, by the rules of the recordings: failing to ok.

What the product tells people is finer (``agent.facts.disk_verdict``); this one is for
comparison with recordings and other tools.
"""

from collections.abc import Iterator
from typing import Literal

from agent.readers.smartctl.nvme import TEMPERATURE_BIT
from agent.readers.smartctl.shapes import Ata, Drive, Nvme, Scsi

RecordedVerdict = Literal["ok", "attention", "failing", "unknown"]

MOST_USED_PERCENT = 70
LEAST_LIFE_PERCENT = 30


def recorded_verdict(drive: Drive) -> tuple[RecordedVerdict, list[str]]:
    """Return the verdict on *drive* and its reasons, the gravest first."""
    failing = list(_failing(drive))
    attention = list(_attention(drive))
    verdict: RecordedVerdict
    if failing:
        verdict = "failing"
    elif attention:
        verdict = "attention"
    else:
        verdict = "unknown" if drive.smart_passed is None else "ok"
    return verdict, failing + attention


def _failing(drive: Drive) -> Iterator[str]:
    if drive.smart_passed is False:
        yield "drive reports SMART overall health FAILED"
    if drive.ata is not None:
        names = ", ".join(a.name for a in drive.ata.failed("now"))
        if names:
            yield f"attribute at or below its threshold now: {names}"
    if drive.nvme is not None:
        warning = (drive.nvme.critical_warning or 0) & ~TEMPERATURE_BIT
        if warning:
            yield f"NVMe critical warning: {drive.nvme.critical_warning}"


def _attention(drive: Drive) -> Iterator[str]:
    if drive.ata is not None:
        yield from _sata(drive.ata)
    if drive.self_tests is not None and drive.self_tests.failures:
        yield f"failed self-tests in the log: {drive.self_tests.failures}"
    if drive.nvme is not None:
        yield from _nvme(drive.nvme)
    if drive.scsi is not None:
        yield from _sas(drive.scsi)
    left = drive.life.percent if drive.ata is not None and drive.life else 100
    if left <= LEAST_LIFE_PERCENT:
        yield f"SSD normalised wear indicator: {left}"


def _sata(ata: Ata) -> Iterator[str]:
    for what, count in (
        ("reallocated sectors", ata.reallocated_sectors),
        ("reported uncorrectable errors", ata.reported_uncorrectable),
        ("pending sectors", ata.current_pending_sectors),
        ("offline uncorrectable sectors", ata.offline_uncorrectable),
    ):
        if count:
            yield f"{what}: {count}"
    names = ", ".join(a.name for a in ata.failed("past"))
    if names:
        yield f"attribute at or below its threshold in the past: {names}"


def _sas(scsi: Scsi) -> Iterator[str]:
    for what, count in (
        ("grown defects", scsi.grown_defects),
        ("uncorrected read errors", scsi.uncorrected_read),
        ("uncorrected write errors", scsi.uncorrected_write),
    ):
        if count:
            yield f"{what}: {count}"
    if (scsi.percentage_used or 0) >= MOST_USED_PERCENT:
        yield f"SCSI endurance used: {scsi.percentage_used} %"


def _nvme(nvme: Nvme) -> Iterator[str]:
    if nvme.media_errors:
        yield f"NVMe media errors: {nvme.media_errors}"
    if (nvme.percentage_used or 0) >= MOST_USED_PERCENT:
        yield f"NVMe endurance used: {nvme.percentage_used} %"
