"""The probe of the file systems."""

import pytest

from agent.probe import NoData
from agent.probes.filesystem import FilesystemProbe
from agent.sources.shapes import Filesystem
from tests.support.yielded import values


def test_what_is_known_is_yielded():
    """Each value under its name and labels."""
    found = values(
        FilesystemProbe(
            read=lambda: [Filesystem("C:", "C:", "NTFS", 100, 40, 30)]
        ).read()
    )
    assert found == {
        ("hatang_filesystem_info", "C:", "C:", "NTFS"): 1,
        ("hatang_filesystem_size_bytes", "C:"): 100,
        ("hatang_filesystem_free_bytes", "C:"): 40,
        ("hatang_filesystem_available_bytes", "C:"): 30,
        ("hatang_filesystem_read_only", "C:"): 0,
    }


def test_a_machine_without_it_has_no_data():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(FilesystemProbe(read=list).read())
