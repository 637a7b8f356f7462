"""The probe of the last start."""

import pytest

from agent.probe import NoData
from agent.probes.boot import BootProbe
from tests.support.yielded import values


def test_what_is_known_is_yielded():
    """Each value under its name and labels."""
    found = values(BootProbe(read=lambda: 1795532907.0).read())
    assert found == {
        ("hatang_boot_timestamp_seconds",): 1795532907.0,
    }


def test_a_machine_without_it_has_no_data():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(BootProbe(read=lambda: None).read())
