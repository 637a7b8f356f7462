"""A device's levels are read out of its series."""

from agent.shared.wire import Declaration
from collector.web.lan.levels import levels_of


def test_levels_are_summed_up():
    """The mean of processors, the hottest sensor, the fullest pool, all groups of PoE."""

    def one(name, value, **labels):
        return Declaration(name, "gauge", "x"), labels, value

    levels = levels_of(
        [
            one("hatang_device_cpu_busy_ratio", 0.2, cpu="1"),
            one("hatang_device_cpu_busy_ratio", 0.4, cpu="2"),
            one("hatang_device_memory_size_bytes", 100.0, memory="a"),
            one("hatang_device_memory_used_bytes", 50.0, memory="a"),
            one("hatang_device_memory_used_bytes", 50.0, memory="no size"),
            one("hatang_device_temperature_celsius", 40.0, sensor="a"),
            one("hatang_device_temperature_celsius", 60.0, sensor="b"),
            one("hatang_device_poe_used_watts", 5.0, group="1"),
            one("hatang_device_poe_used_watts", 6.0, group="2"),
            one("hatang_device_boot_timestamp_seconds", 123.0),
            one("hatang_switch_port_up", 1.0, port="1"),
        ]
    )
    assert round(levels.cpu_ratio, 6) == 0.3
    assert levels.memory_ratio == 0.5
    assert levels.temperature_celsius == 60.0
    assert levels.poe_used_watts == 11.0
    assert levels.poe_budget_watts is None
    assert levels.boot_timestamp_s == 123.0
    assert not any("port" in name for name, _labels in levels.others)


def test_a_device_that_tells_nothing_has_no_levels():
    """None of them."""
    assert levels_of([]).cpu_ratio is None
