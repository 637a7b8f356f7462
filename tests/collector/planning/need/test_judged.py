"""From marks to pressures: enough days, shrinkage, confidence."""

import pytest

from collector.planning.need.judged import Fleet
from collector.planning.need.marks import Judge
from tests.support.need_cases import HOURS_A_DAY, POLICY, WINDOW, seen

JUDGE = Judge(POLICY)


def cpu(value, days=20):
    """Return the marks of a machine whose processor is so busy."""
    measured = seen(value, days=days)
    return list(JUDGE.measured("cpu", "cpu_busy_p95", measured, value, "ratio"))


def judged(marks, *others, days=20):
    """Return what is judged of *marks* beside *others*."""
    fleet = Fleet([marks, *others], POLICY, WINDOW)
    return fleet.judged(marks, days=days, hours=days * HOURS_A_DAY)


def test_a_severity_is_drawn_to_the_fleets_median():
    """Twenty days of a critical value in a calm fleet: two thirds."""
    found = judged(cpu(0.97), *[cpu(0.2)] * 4).worst["cpu"]
    assert found.raw == 1
    assert found.severity == pytest.approx(20 / 30)


def test_a_bad_fleet_makes_no_healthy_machine_bad():
    """What was not measured here is no need here."""
    assert judged(cpu(0.2), *[cpu(0.97)] * 4).worst["cpu"].severity == 0


def test_those_that_were_hardly_seen_do_not_move_the_median():
    """A machine of one day tells nothing of the fleet."""
    found = judged(cpu(0.97), *[cpu(0.2, days=1)] * 9).worst["cpu"]
    assert found.severity == 1


def test_below_the_least_days_there_is_no_severity():
    """The value is there to be seen."""
    found = judged(cpu(0.97, days=4), days=4)
    assert not found.enough
    assert (found.worst["cpu"].severity, found.worst["cpu"].raw) == (0, 1)


def test_confidence_and_coverage_are_those_of_the_signal():
    """Not of the machine as a whole."""
    found = judged(cpu(0.9, days=10), days=22).worst["cpu"]
    assert found.coverage.days == 10
    assert found.confidence == pytest.approx(0.5 * 70 / WINDOW.work_hours)


def test_facts_are_neither_shrunk_nor_doubted():
    """A failing drive is one on the first day."""
    marks = [JUDGE.state("disk_health", "disk_failing")]
    found = judged(marks, [], [], days=0)
    assert found.severity("disk_health") == 1
    assert found.worst["disk_health"].confidence == 1
    assert found.severity("cpu") == 0
