"""Needs of a whole estate: properties that hold whatever was measured."""

import math
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from collector.planning.need.estate import needs
from collector.planning.need.words import cause_text, pressure_text
from collector.planning.shapes.estate import Estate, Window
from tests.support.machine_facts import NOW
from tests.support.need_anything import FINDINGS, SIGNALS, machines
from tests.support.need_cases import (
    CALM,
    FACTS,
    HOURS_A_DAY,
    LAST_DAY,
    device,
    estate,
    line,
    machine,
    seen,
)


@settings(max_examples=200)
@given(st.lists(machines(), max_size=3), FINDINGS, SIGNALS)
def test_nothing_that_is_said_makes_it_fail(found, findings, signals):
    """Severities are shares, money is spent only on what free cures leave."""
    found = [replace(one, id=str(place)) for place, one in enumerate(found)]
    switch = replace(device(), findings=tuple(findings), signals=signals)
    for need in needs(estate(*found, switch, line(signals=signals)), FACTS):
        for pressure in need.pressures.values():
            assert 0 <= pressure.severity <= pressure.raw <= 1
            assert 0 <= pressure.confidence <= 1
            assert pressure.value is None or math.isfinite(pressure.value)
            assert pressure_text(pressure).vi
        assert need.remaining.keys() == need.pressures.keys()
        for one in need.causes:
            assert cause_text(one).en
            if one.kind not in {"free", "cable"} and one.dimensions:
                assert all(need.remaining[d] > 0 for d in one.dimensions)
        if not need.enough and not need.must:
            assert "replacement" not in {one.kind for one in need.causes}


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=6),
    st.lists(st.integers(0, 22), min_size=6, max_size=6),
    st.integers(),
)
def test_the_order_of_machines_does_not_matter(values, days, seed):
    """Nor does it whether another store lists them otherwise."""
    found = [
        machine(f"m{place}", days=days[place], signals={"cpu_busy_ratio": value})
        for place, value in enumerate(values)
    ]
    mixed = list(found)
    random.Random(seed).shuffle(mixed)
    ordered = needs(estate(*found), FACTS)
    assert ordered == needs(estate(*mixed), FACTS)
    assert [n.target.text for n in ordered] == sorted(n.target.text for n in ordered)


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_load_is_never_less_severe(one, other):
    """In a fleet that stays the same."""
    fleet = [machine(f"f{number}") for number in range(4)]
    found = []
    for value in sorted((one, other)):
        busy = machine("m", signals={"cpu_busy_ratio": value})
        by_target = {
            n.target.id: n.pressures["cpu"].severity
            for n in needs(estate(*fleet, busy), FACTS)
        }
        found.append(by_target["m"])
    assert found[0] <= found[1]


def test_more_days_make_a_measured_need_more_certain():
    """Severity and confidence grow with the days."""
    fleet = [machine(f"f{number}") for number in range(4)]
    found = []
    for days in (5, 10, 20):
        busy = machine("m", days=days, signals={"cpu_busy_ratio": 0.99})
        needed = {n.target.id: n for n in needs(estate(*fleet, busy), FACTS)}["m"]
        found.append(
            (needed.pressures["cpu"].severity, needed.pressures["cpu"].confidence)
        )
    assert found == sorted(found)
    assert len(set(found)) == 3


def test_a_machine_that_was_off_is_not_healthy():
    """It is not known, and says so."""
    (need,) = needs(estate(machine(days=0, signals=dict.fromkeys(CALM))), FACTS)
    assert not need.enough
    assert need.coverage.days == 0
    assert set(need.pressures) == {"memory"}  # what is built in is a fact
    assert need.pressures["memory"].confidence == 0


def test_coverage_is_that_of_the_window():
    """A machine on half of the days."""
    (need,) = needs(estate(machine(days=11)), FACTS)
    assert (need.coverage.days, need.coverage.hours) == (11, 11 * HOURS_A_DAY)
    assert need.coverage.share == 0.5


def test_an_empty_estate_needs_nothing():
    """Nor does one whose office never works."""
    assert needs(Estate(NOW, Window(LAST_DAY, LAST_DAY, 0, 0)), FACTS) == ()
    idle = Estate(NOW, Window(LAST_DAY, LAST_DAY, 0, 0), machines=(machine(),))
    (need,) = needs(idle, FACTS)
    assert need.coverage.share == 0


def test_a_target_has_a_name_and_a_place():
    """A port that of its device, too."""
    key = 'port_receive_ratio{port="Gi0/1"}'
    switch = device(signals={key: seen(0.9)})
    found = {n.target.kind: n for n in needs(estate(machine(), switch, line()), FACTS)}
    assert found["machine"].name == "PC-m1"
    assert found["machine"].department == "Finance"
    assert found["port"].name == "switch sw Gi0/1"
    assert found["line"].name == "main VNPT"
    assert {need.site for need in found.values()} <= {"hq", ""}
