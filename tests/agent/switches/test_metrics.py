"""Tests for ``agent.switches.metrics``."""

from agent.switches.metrics import METRICS, PORT_COUNTERS


def test_every_name_is_declared_once():
    """Two declarations of one name would hide each other's series."""
    names = [metric.name for metric in METRICS]
    assert len(set(names)) == len(names)


def test_a_port_is_the_first_label_of_all_that_is_measured_of_ports():
    """Roll-ups name a signal by the first label."""
    for metric in METRICS:
        of_port = metric.name.startswith("hatang_switch_port_")
        assert (metric.labels[:1] == ("port",)) == of_port


def test_counters_are_called_after_what_they_count():
    """The key of a counter is the middle of its metric's name."""
    for name, metric in PORT_COUNTERS.items():
        assert metric.name == f"hatang_switch_port_{name}_total"
