"""The forecast of an estate in which nothing is done."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings

from collector.device_signals import port_signal
from collector.planning.need.estate import needs
from collector.planning.outlook.estate import day_of, outlook
from collector.planning.shapes.estate import Estate, Window
from collector.topology.shapes import End, Topology
from tests.support.machine_facts import KNOWLEDGE, NOW
from tests.support.need_anything import SIGNALS, machines
from tests.support.need_cases import (
    FACTS,
    LAST_DAY,
    device,
    estate,
    line,
    machine,
    seen,
)

TEN = {
    "name": "Windows 10 Pro",
    "edition": "Professional",
    "version": "22H2",
    "build": "19045.6000",
}
GROWING = [0.4 + 0.01 * n for n in range(22)]


def forecast(one):
    """Return the outlook of *one* estate."""
    return outlook(one, needs(one, FACTS), FACTS, KNOWLEDGE.support)


def test_everything_that_ends_is_told_the_earliest_first():
    """By the day, with how urgent it is."""
    key = port_signal("port_receive_ratio", "Gi0/1")
    one = estate(
        machine(operating_system=TEN),
        device(signals={key: seen(0.6, daily=GROWING)}),
        line(contract_ends=dt.date(2028, 6, 1)),
        topology=Topology(uplinks={"sw": End("sw", 1)}),
    )
    found = forecast(one)
    assert [(o.target, o.kind, o.severity) for o in found] == [
        ("machine:m1", "support_ends", "critical"),
        ("port:sw/Gi0/1", "saturates", "critical"),
        ("line:main", "contract_ends", "info"),
    ]
    assert found[0].by == "2025-10-14"
    assert found[0].target_name == "PC-m1"
    assert found[0].department == "Finance"


def test_a_healthy_office_has_nothing_to_fear():
    """Within three years: later ends are not told."""
    far = dt.date.fromordinal(LAST_DAY) + dt.timedelta(days=1200)
    found = forecast(estate(machine(), device(), line(contract_ends=far)))
    assert [one.kind for one in found] == ["support_ends"]  # Windows 11 26H2 Pro, 2028
    assert found[0].severity == "info"


def test_an_estate_without_days_has_no_forecast():
    """Dates need a today."""
    assert forecast(Estate(NOW, Window(0, 0, 0, 0), machines=(machine(),))) == ()
    assert day_of(10**12) is None


@settings(max_examples=60)
@given(machines(), SIGNALS)
def test_nothing_that_is_said_makes_it_fail(one, signals):
    """Dates are dates, within the horizon."""
    one = replace(one, bought=1.5e9)
    found = forecast(estate(one, line(signals=signals)))
    last = dt.date.fromordinal(LAST_DAY) + dt.timedelta(days=3 * 365)
    assert all(dt.date.fromisoformat(o.by) <= last for o in found)
    assert list(found) == sorted(
        found, key=lambda o: (o.by, o.target, o.kind, o.text.en)
    )
