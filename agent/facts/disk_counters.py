"""Which counters of a drive are evidence of damage, under one name for all protocols."""

from collections.abc import Iterator
from typing import NamedTuple

from agent.readers.smartctl.shapes import Ata, Drive, Nvme, Scsi


class Counter(NamedTuple):
    """A counter of damage.

    ``grave``: any above 0 is data that was lost to a reader. ``growth_counts``: that it
    grows says that the drive goes on losing sectors; flash retires blocks by design.
    """

    code: str
    value: int
    grave: bool = False
    growth_counts: bool = True


def counters(drive: Drive) -> Iterator[Counter]:
    """Yield the counters that *drive* states, zeros too."""
    turning = drive.media == "hdd"
    ata, nvme, scsi = drive.ata or Ata(), drive.nvme or Nvme(), drive.scsi or Scsi()
    stated = (
        ("reallocated_sectors", ata.reallocated_sectors, False, turning),
        ("reported_uncorrectable", ata.reported_uncorrectable, True, True),
        ("pending_sectors", ata.current_pending_sectors, False, True),
        ("offline_uncorrectable", ata.offline_uncorrectable, False, True),
        ("media_errors", nvme.media_errors, False, True),
        ("grown_defects", scsi.grown_defects, False, turning),
        ("uncorrected_read_errors", scsi.uncorrected_read, False, True),
        ("uncorrected_write_errors", scsi.uncorrected_write, False, True),
    )
    for code, value, grave, growth_counts in stated:
        if value is not None:
            yield Counter(code, value, grave, growth_counts)
