"""Pressure and causes of a switch as a whole."""

import pytest

from agent.shared.findings.shape import Finding
from agent.shared.survey import PowerBudget
from collector.planning.need.devices import free_ports, poe_share
from collector.planning.need.estate import needs
from tests.support.need_cases import FACTS, device, estate, port


def need(one):
    """Return what the device *one* needs."""
    (found,) = needs(estate(one), FACTS)
    return found


def codes(found):
    """Return codes and kinds of the causes."""
    return [(one.code, one.kind) for one in found.causes]


def test_a_switch_with_free_ports_needs_nothing():
    """Four of ten are free."""
    assert codes(need(device())) == []
    assert need(device()).pressures["ports_free"].value == 0.4


def test_a_full_switch_needs_ports():
    """By the finding, which has watched for weeks; else by the survey."""
    full = device("sw", *(port(n) for n in range(1, 9)))
    assert codes(need(full)) == [("ports_used_up", "switch")]
    evidence = {"free_ports": 1, "ports": 20, "watched_days": 20}
    nearly = Finding("ports_nearly_used_up", "info", "", evidence)
    found = need(device(findings=[nearly]))
    assert found.pressures["ports_free"].severity == pytest.approx(0.5)


def test_a_small_device_has_no_ports_to_count():
    """Nor has a printer."""
    assert free_ports(device("sw", port(1), port(2))) is None


def test_power_over_ethernet_that_is_used_up():
    """The fullest group counts; more than its budget is another unit."""
    power = (
        PowerBudget(1, 100.0, 20.0),
        PowerBudget(2, 100.0, 90.0),
        PowerBudget(3, 10.0, 9000.0),
        PowerBudget(4),
    )
    one = device(power=power)
    assert poe_share(one) == (0.9, 90.0, 100.0)
    assert codes(need(one)) == [("poe_used_up", "switch")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "device_restarts_often",
            [("power_supply", "free"), ("restarts_often", "switch")],
        ),
        ("device_part_bad", [("part_bad", "switch")]),
        ("device_hot", [("device_hot", "free")]),
        ("ups_battery_bad", [("battery_bad", "part")]),
    ],
)
def test_what_a_device_says_of_its_health(kind, expected):
    """The power is looked at before a switch is bought."""
    assert codes(need(device(findings=[Finding(kind, "warning")]))) == expected
