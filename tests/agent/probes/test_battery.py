"""The probe of the battery."""

import pytest

from agent.probe import NoData
from agent.probes.battery import BatteryProbe
from agent.sources.shapes import Battery
from tests.support.yielded import values


def test_what_is_known_is_yielded():
    """Each value under its name and labels."""
    found = values(
        BatteryProbe(
            read=lambda: Battery(charge=0.5, mains=False, full_j=144000.0)
        ).read()
    )
    assert found == {
        ("hatang_battery_charge_ratio",): 0.5,
        ("hatang_power_mains",): 0,
        ("hatang_battery_full_joules",): 144000.0,
    }


def test_a_machine_without_it_has_no_data():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(BatteryProbe(read=lambda: None).read())
