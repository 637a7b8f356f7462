"""What a device said last."""

from hypothesis import given
from hypothesis import strategies as st

from agent.switches import metrics
from collector.ports.levels import levels
from collector.ports.shapes import Levels


def series(metric, value, **labels):
    """Return a series as live values give it."""
    return (metric.name, labels, value)


def test_nothing_is_known_of_a_silent_device():
    """No series, no word."""
    assert levels([]) == Levels()


def test_levels_are_read_by_the_names_that_agents_declare():
    """A renamed metric fails here."""
    found = levels(
        [
            series(metrics.PORT_UP, 1.0, port="1"),
            series(metrics.PORT_UP, 0.0, port="2"),
            series(metrics.PORT_SPEED, 125e6, port="1"),
            series(metrics.SENSOR_OK, 0.0, sensor="Fan 1", part="fan"),
            series(metrics.SENSOR_OK, 1.0, sensor="Fan 2", part="fan"),
            series(metrics.POE_BUDGET, 370.0, group="1"),
            series(metrics.POE_BUDGET, 370.0, group="2"),
            series(metrics.POE_USED, 100.0, group="1"),
            series(metrics.PRINTER_SUPPLY, 0.5, supply="Black"),
            series(metrics.UPS_ON_BATTERY, 1.0),
            series(metrics.UPS_BATTERY_OK, 0.0),
            series(metrics.UPS_CHARGE, 0.4),
            series(metrics.UPS_RUNTIME, 600.0),
        ]
    )
    assert found == Levels(
        speeds_bps={"1": 10**9},
        linked=frozenset({"1"}),
        bad_parts=(("Fan 1", "fan"),),
        poe={"1": (370.0, 100.0)},
        supplies={"Black": 0.5},
        on_battery=True,
        battery_ok=False,
        battery_charge=0.4,
        battery_runtime_s=600.0,
    )


NAMES = [metric.name for metric in metrics.METRICS]
LABELS = st.dictionaries(
    st.sampled_from(["port", "sensor", "part", "group", "supply", ""]), st.text()
)


@given(st.lists(st.tuples(st.sampled_from(NAMES), LABELS, st.floats())))
def test_any_series_are_read(found):
    """Whatever numbers a device makes up."""
    assert isinstance(levels(found), Levels)
