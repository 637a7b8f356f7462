"""A device as a whole, UPS and printers."""

import pytest

from agent.shared.survey import Supply
from collector.ports.judge import judge
from collector.ports.shapes import Levels
from tests.support.port_cases import NOW, case, held, told


def silent(kind="switch", **changes):
    """Return a device that does not answer for an hour."""
    values = {"contact": "silent", "silent_s": 3600.0, **changes}
    return case(survey={"kind": kind, "address": "10.0.0.2"}, **values)


@pytest.mark.parametrize(
    ("kind", "severity"), [("switch", "critical"), ("ups", "warning")]
)
def test_a_silent_device_is_found_and_nothing_else_is_said(kind, severity):
    """What stood of its ports stands on."""
    judgement = judge(silent(kind))
    assert [(f.kind, f.severity) for f in judgement.findings] == [
        ("device_silent", severity)
    ]
    assert judgement.held


def test_since_when_it_is_silent_does_not_move():
    """Evidence that changes each minute would be written each minute."""
    first = judge(silent()).findings[0].evidence
    later = judge(silent(now=NOW + 120.0, silent_s=3720.0)).findings[0].evidence
    assert first == later


@pytest.mark.parametrize(
    "changes", [{"office": False}, {"silent_s": 60.0}, {"contact": "unknown"}]
)
def test_a_silence_that_may_be_nothing_is_not_judged(changes):
    """At night, for a minute, or because its agent is off."""
    judgement = judge(silent(**changes))
    assert judgement.findings == ()
    assert judgement.held
    assert "device_silent" in held(silent(**changes))


def test_a_printer_may_sleep():
    """Nobody is told of it."""
    assert judge(silent("printer")).findings == ()


def test_restarts_again_and_again_are_found():
    """Three within the week."""
    times = tuple(NOW - n * 86400.0 for n in (1, 2, 3))
    found = told(case(device={"restarts": times}))["device_restarts_often"]
    assert found.evidence["restarts"] == 3
    assert told(case(device={"restarts": times[:2]})) == {}
    assert told(case(device={"restarts": tuple(t - 8 * 86400 for t in times)})) == {}


def test_a_busy_processor_is_told():
    """p95 of office hours."""
    assert told(case(device={"cpu_p95": 0.5})) == {}
    assert told(case(device={"cpu_p95": 0.85}))["device_busy"].severity == "info"
    assert told(case(device={"cpu_p95": 0.97}))["device_busy"].severity == "warning"


def test_heat_is_told():
    """Chips may be warm."""
    assert told(case(device={"warmest_celsius": 60.0})) == {}
    assert told(case(device={"warmest_celsius": 78.0}))["device_hot"].severity == "info"
    hot = told(case(device={"warmest_celsius": 90.0}))
    assert hot["device_hot"].severity == "warning"
    assert told(case(device={"warmest_celsius": 9000.0})) == {}


def test_parts_that_the_device_calls_bad_are_told():
    """One finding each."""
    one = case(levels=Levels(bad_parts=(("Fan 1", "fan"), ("PSU 2", "power"))))
    kinds = {(f.kind, f.subject) for f in judge(one).findings}
    assert {("device_part_bad", "Fan 1"), ("device_part_bad", "PSU 2")} <= kinds


def test_a_ups_on_battery_gets_grave_when_it_is_empty():
    """A battery that is low because it is used is not called worn out."""
    full = Levels(on_battery=True, battery_ok=False, battery_charge=0.9)
    found = told(case(levels=full))
    assert found.keys() == {"ups_on_battery"}
    assert found["ups_on_battery"].severity == "warning"
    low = Levels(on_battery=True, battery_charge=0.2, battery_runtime_s=290.0)
    found = told(case(levels=low))["ups_on_battery"]
    assert found.severity == "critical"
    assert found.evidence["runtime_seconds"] == 300.0


def test_a_worn_battery_is_told():
    """While there is power."""
    bad = Levels(on_battery=False, battery_ok=False, battery_charge=1.0)
    assert told(case(levels=bad)).keys() == {"ups_battery_bad"}
    good = Levels(on_battery=False, battery_ok=True)
    assert told(case(levels=good)) == {}


def test_toner_that_ends_is_worth_knowing():
    """The latest level, else that of the survey."""
    empty, full = Supply("Black", level_ratio=0.04), Supply("Drum", level_ratio=0.6)
    one = case(survey={"kind": "printer", "supplies": (empty, full, Supply("Staples"))})
    assert told(one)["supply_low"].subject == "Black"
    refilled = case(
        survey={"kind": "printer", "supplies": (empty,)},
        levels=Levels(supplies={"Black": 1.0}),
    )
    assert told(refilled) == {}
