"""The probe of the temperatures."""

import pytest

from agent.probe import NoData
from agent.probes.temperature import TemperatureProbe
from agent.sources.shapes import Temperature
from tests.support.yielded import values


def test_what_is_known_is_yielded():
    """Each value under its name and labels."""
    found = values(
        TemperatureProbe(
            read=lambda: [Temperature("nvme", 38.5, 80.0), Temperature("board", 30.0)]
        ).read()
    )
    assert found == {
        ("hatang_temperature_celsius", "nvme"): 38.5,
        ("hatang_temperature_critical_celsius", "nvme"): 80.0,
        ("hatang_temperature_celsius", "board"): 30.0,
    }


def test_a_machine_without_it_has_no_data():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(TemperatureProbe(read=list).read())
