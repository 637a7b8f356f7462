"""One thing that was seen, before it is compared with the fleet."""

import math

import pytest

from collector.planning.need.marks import Judge, labelled, mean, quantile, worst
from tests.support.need_cases import POLICY, facts, seen

JUDGE = Judge(POLICY)


def test_a_measured_mark_carries_its_days():
    """A fact has none."""
    (mark,) = JUDGE.measured("cpu", "cpu_busy_p95", seen(0.9, days=6), 0.9, "ratio")
    assert (mark.basis, mark.days, mark.hours) == ("measured", 6, 42)
    (fact,) = JUDGE.value("disk_health", "wear_percent", 90, "percent")
    assert (fact.basis, fact.days, fact.raw) == ("fact", 0, 0.5)


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_what_is_no_number_makes_no_mark(value):
    """Missing is not in order, and no alarm."""
    assert list(JUDGE.value("cpu", "cpu_busy_p95", value, "ratio")) == []


def test_a_signal_without_thresholds_is_not_judged():
    """Whoever takes them out of the policy does not want it; nor is NaN one."""
    judge = Judge(facts(thresholds={}).policy)
    assert list(judge.value("cpu", "cpu_busy_p95", 1.0, "ratio")) == []
    assert judge.warn("cpu_busy_p95", 0.8) == 0.8


def test_nothing_measured_has_no_quantile():
    """Nor has it a mean."""
    assert quantile(None, 0.95) is None
    assert mean(None) is None
    assert mean(seen(1.0, 3.0)) == 2


def test_labels_are_read_from_the_names_of_signals():
    """Windows writes a backslash, and it is kept."""
    signals = {'free{mountpoint="C:\\"}': seen(1.0), "free": seen(2.0), "more": seen(3)}
    assert list(labelled(signals, "free", "mountpoint")) == ["C:\\"]


def test_of_one_signal_the_worst_mark_counts():
    """Two drives, one of them worn."""
    marks = [
        mark
        for value in (70, 95, 80)
        for mark in JUDGE.value("disk_health", "wear_percent", value, "percent")
    ]
    (found,) = worst(marks)
    assert found.value == 95
