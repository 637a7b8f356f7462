"""Cause before purchase: what is left after what costs nothing."""

from collector.planning.need.cures import cause, kept, remaining
from collector.planning.shapes.need import Pressure


def pressures(**severities):
    """Return pressures of such severities."""
    return {
        name: Pressure(name, value, value, "x", None, None, None, "")
        for name, value in severities.items()
    }


def codes(causes):
    """Return their codes."""
    return [one.code for one in causes]


def test_the_cheapest_comes_first():
    """Whatever order the causes were found in."""
    found = kept(
        pressures(cpu=1.0, memory=1.0, link=1.0),
        [
            cause("replace", "replacement", ("cpu",)),
            cause("ram", "part", ("memory",)),
            cause("cable", "cable", ("link",), cures={"link": 0.5}),
            cause("fix", "free", ("cpu",), cures={"cpu": 0.5}),
        ],
    )
    assert codes(found) == ["fix", "cable", "ram", "replace"]


def test_what_a_free_cure_removes_is_not_bought():
    """Only the dimension that is left stays with a part."""
    found = kept(
        pressures(disk_space=1.0, disk_speed=0.6),
        [
            cause("clean", "free", ("disk_space",), cures={"disk_space": 1.0}),
            cause("ssd", "part", ("disk_speed", "disk_space"), cures={"disk_space": 1}),
            cause("larger", "part", ("disk_space",)),
        ],
    )
    assert codes(found) == ["clean", "ssd"]
    assert found[1].dimensions == ("disk_speed",)
    assert found[1].cures == {}


def test_cures_of_one_dimension_work_one_after_the_other():
    """Each takes its part of what the one before left."""
    left = remaining(
        pressures(port_quality=0.8),
        [
            cause("a", "free", ("port_quality",), cures={"port_quality": 0.5}),
            cause("b", "cable", ("port_quality",), cures={"port_quality": 0.5}),
            cause("c", "switch", ("port_quality",), cures={"port_quality": 1.0}),
        ],
    )
    assert left == {"port_quality": 0.2}


def test_next_to_nothing_is_nothing():
    """Less than half a per cent is not bought for."""
    cured = [cause("a", "free", ("cpu",), cures={"cpu": 0.996})]
    assert remaining(pressures(cpu=1.0), cured) == {"cpu": 0}


def test_a_cause_keeps_what_it_knows():
    """Evidence that is missing, and cures of other dimensions, are left out."""
    one = cause("a", "free", ("cpu",), {"x": None, "y": 1}, cures={"memory": 1.0})
    assert (one.evidence, one.cures) == ({"y": 1}, {})
