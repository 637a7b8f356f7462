"""The probe of the stall times."""

import pytest

from agent.probe import NoData
from agent.probes.pressure import PressureProbe
from tests.support.yielded import values


def test_what_is_known_is_yielded():
    """Each value under its name and labels."""
    found = values(
        PressureProbe(
            read=lambda: {
                "cpu": {"some": 1.0, "full": 0.5},
                "io": {"some": 2.0, "full": 1.5},
            }
        ).read()
    )
    assert found == {
        ("hatang_pressure_waiting_seconds_total", "cpu"): 1.0,
        ("hatang_pressure_waiting_seconds_total", "io"): 2.0,
        ("hatang_pressure_stalled_seconds_total", "io"): 1.5,
    }


def test_a_machine_without_it_has_no_data():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(PressureProbe(read=dict).read())
