"""The shipped thresholds of ports."""

import msgspec

from agent.shared.knowledge import load
from agent.shared.knowledge.ports import Ports

PORTS = load().ports


def test_what_is_shipped_is_what_the_shape_defaults_to():
    """A number that is missing in an administrator's file is the shipped one."""
    assert Ports(PORTS.as_of, PORTS.source) == PORTS


def test_the_high_threshold_is_the_higher():
    """In every part that has two."""
    for part in msgspec.structs.asdict(PORTS).values():
        if isinstance(part, msgspec.Struct):
            values = msgspec.structs.asdict(part)
            for name, value in values.items():
                high = values.get(f"{name}_high") or values.get(
                    name.replace("_celsius", "_high_celsius")
                )
                assert high is None or name.endswith("high_celsius") or high >= value


def test_the_thresholds_of_guides_stand_there():
    """0.01 and 0.1 per cent of errors, 0.1 and 1 of discards, 70 and 85 of use."""
    assert (PORTS.errors.ratio, PORTS.errors.ratio_high) == (0.0001, 0.001)
    assert (PORTS.discards.ratio, PORTS.discards.ratio_high) == (0.001, 0.01)
    assert (PORTS.use.ratio, PORTS.use.ratio_high) == (0.7, 0.85)
    assert (PORTS.poe.ratio, PORTS.poe.ratio_high) == (0.8, 0.95)
    assert PORTS.watch.least_days == 5
