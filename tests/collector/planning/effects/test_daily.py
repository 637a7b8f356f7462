"""How severe a day was."""

import pytest

from collector.planning.effects.daily import SIGNALS, daily_severity, wanted
from collector.sketch import Sketch
from tests.support.need_cases import POLICY


@pytest.mark.parametrize(
    ("dimension", "values", "severity"),
    [
        ("memory", {"memory_available_ratio": 0.11}, 0.5),
        ("memory", {"memory_available_ratio": 0.5}, 0.0),
        ("memory", {"memory_available_ratio": 0.5, "hard_faults_per_second": 600}, 1.0),
        ("cpu", {"cpu_busy_ratio": 0.95}, 1.0),
        ("disk_speed", {"disk_read_seconds_per_operation": 0.035}, 0.5),
        ("disk_speed", {"cpu_busy_ratio": 1.0}, None),
        ("support", {"cpu_busy_ratio": 1.0}, None),
    ],
)
def test_the_worst_signal_of_a_day_counts(dimension, values, severity):
    """Between the warning and the critical threshold; what is not measured is unknown."""
    sketches = {name: Sketch((value,)) for name, value in values.items()}
    found = daily_severity(sketches, dimension, POLICY)
    if severity is None:
        assert found is None
    else:
        assert found == pytest.approx(severity, abs=0.03)


def test_only_what_is_judged_is_decoded():
    """The other signals cost time."""
    assert all(wanted(s.name) for all_of in SIGNALS.values() for s in all_of)
    assert not wanted("network_receive_bytes_per_second")
