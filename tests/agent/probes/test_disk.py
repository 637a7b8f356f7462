"""The probe of the disks."""

import pytest

from agent.probe import NoData
from agent.probes.disk import DiskProbe
from agent.sources.shapes import Disk
from tests.support.yielded import values


def test_what_is_known_is_yielded():
    """Each value under its name and labels."""
    found = values(
        DiskProbe(read=lambda: [Disk("sda", 1, 2, 3, 4, 0.5, 0.25, 0.75)]).read()
    )
    assert found == {
        ("hatang_disk_read_bytes_total", "sda"): 1,
        ("hatang_disk_written_bytes_total", "sda"): 2,
        ("hatang_disk_reads_completed_total", "sda"): 3,
        ("hatang_disk_writes_completed_total", "sda"): 4,
        ("hatang_disk_read_seconds_total", "sda"): 0.5,
        ("hatang_disk_write_seconds_total", "sda"): 0.25,
        ("hatang_disk_busy_seconds_total", "sda"): 0.75,
    }


def test_a_machine_without_it_has_no_data():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(DiskProbe(read=list).read())
