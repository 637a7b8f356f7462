"""One thing that was seen, before it is compared with the fleet."""

import math
from dataclasses import replace

import pytest

from collector.planning.need.marks import (
    Judge,
    labelled,
    lasting,
    mean,
    quantile,
    worst,
)
from collector.planning.shapes.estate import Measured
from collector.sketch import Sketch
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


def test_two_bad_days_of_a_month_are_no_need():
    """What lasts is reached on three days, and on a tenth of all."""
    usual, bad = [0.2] * 100, [0.95] * 100
    busy = Measured(
        Sketch(usual * 20 + bad * 2),
        tuple(range(22)),
        154,
        daily_p95=(0.2,) * 20 + (0.95, 0.95),
        daily_p5=(0.2,) * 22,
    )
    assert quantile(busy, 0.95) > 0.9
    assert lasting(busy, 0.95) == 0.2
    often = replace(busy, daily_p95=(0.2,) * 19 + (0.95,) * 3)
    assert lasting(often, 0.95) == quantile(busy, 0.95)
    assert lasting(replace(busy, daily_p95=()), 0.95) == quantile(busy, 0.95)


def test_two_days_without_memory_are_no_need():
    """Of what is bad when it is low the same holds."""
    free = Measured(
        Sketch([0.5] * 2000 + [0.03] * 200),
        tuple(range(22)),
        154,
        daily_p5=(0.5,) * 20 + (0.03, 0.03),
    )
    assert quantile(free, 0.05) < 0.04
    assert lasting(free, 0.05) == 0.5
    assert lasting(None, 0.05) is None
