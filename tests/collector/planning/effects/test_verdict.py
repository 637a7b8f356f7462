"""Whether a purchase brought what was promised."""

import datetime as dt

import pytest

from collector.planning.effects.verdict import Bought, dimensions_of, effects_of

DONE = dt.date(2026, 10, 15)
DAY = DONE.toordinal()


def days(before, after, count=12, wobble=0.0):
    """Return a series of two levels around the purchase."""
    return {
        **{DAY - n: before + wobble * (-1) ** n for n in range(1, count + 1)},
        **{DAY + n: after + wobble * (-1) ** n for n in range(1, count + 1)},
    }


def effect(own, promised, *, controls=5, wobble=0.0):
    """Return the effect on memory."""
    others = {f"c{n}": days(0.8, 0.8, wobble=wobble) for n in range(controls)}
    (found,) = effects_of(
        Bought("ram_8gib_ddr4", DONE, promised, {"memory": own}, {"memory": others})
    )
    return found


@pytest.mark.parametrize(
    ("after", "promised", "verdict"),
    [
        (0.1, {"memory": 0.8}, "kept"),
        (0.2, {"memory": 0.8}, "kept"),
        (0.5, {"memory": 0.8}, "partly"),
        (0.8, {"memory": 0.8}, "not_kept"),
        (0.9, {"memory": 0.8}, "not_kept"),
        (0.1, {}, "kept"),
    ],
)
def test_what_came_is_compared_with_what_was_promised(after, promised, verdict):
    """Nearly all of it, some of it, or nothing."""
    found = effect(days(0.8, after), promised)
    assert found.verdict == verdict
    assert found.measured == pytest.approx(0.8 - after)
    assert found.promised == promised.get("memory")
    assert found.controls == 5


def test_an_interval_that_is_too_wide_says_so():
    """Neither praise nor blame."""
    noisy = {
        day: value + (0.6 if day % 7 == 0 else -0.1)
        for day, value in days(0.7, 0.6).items()
    }
    found = effect(noisy, {"memory": 0.3})
    assert found.verdict == "unclear"
    assert found.low < 0 < found.high


def test_too_early_says_when():
    """A fortnight of working days later."""
    own = {day: v for day, v in days(0.8, 0.1).items() if day <= DAY + 4}
    found = effect(own, {"memory": 0.8})
    assert found.verdict == "too_early"
    assert found.ready == "2026-10-28"  # six more working days after the 19th
    assert (found.before_days, found.after_days) == (12, 4)


def test_who_was_not_measured_before_is_not_judged():
    """Nor who has nobody to be compared with."""
    new = {day: v for day, v in days(0.8, 0.1).items() if day > DAY}
    assert effect(new, {"memory": 0.8}).verdict == "no_before"
    assert effect(days(0.8, 0.1), {}, controls=3).verdict == "no_controls"


@pytest.mark.parametrize(
    ("option", "promised", "found"),
    [
        ("ram_8gib_ddr4", {"memory": 0.5, "cpu": 0.1}, ("cpu", "memory")),
        ("ram_8gib_ddr4", {}, ("memory",)),
        ("spare_ram_4gib_ddr3", {}, ("memory",)),
        ("ssd_500gb_sata", {"disk_health": 1.0}, ("disk_speed",)),
        ("replace_desktop_i3", {}, ("cpu", "memory", "disk_speed")),
        ("licence_windows", {"support": 1.0}, ()),
    ],
)
def test_an_option_is_judged_by_what_it_was_meant_for(option, promised, found):
    """By the promise, and without one by its kind; what is no measurement is not."""
    assert dimensions_of(option, promised) == found
