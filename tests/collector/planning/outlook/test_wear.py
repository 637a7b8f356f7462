"""What is used up by and by."""

import datetime as dt

import pytest

from collector.device_signals import port_signal
from collector.planning.need.estate import needs
from collector.planning.outlook.wear import fills_up, saturates, wears_out
from tests.support.need_cases import (
    FACTS,
    LAST_DAY,
    POLICY,
    device,
    estate,
    line,
    machine,
    port,
    seen,
)

TODAY = dt.date.fromordinal(LAST_DAY)
FREE = 'filesystem_free_ratio{mountpoint="C:\\"}'


def years_ago(years):
    """Return Unix time so many years ago."""
    day = TODAY - dt.timedelta(days=round(365 * years))
    return dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()


def worn(left, **fields):
    """Return the forecast of a drive that has so much left."""
    one = machine(disk_health__sda={"life_remaining_percent": left}, **fields)
    return list(wears_out(one, TODAY))


def test_a_drive_goes_on_as_it_did():
    """80 % in four years: the rest in one more."""
    (found,) = worn(20, _bought=years_ago(4))
    assert abs((found.by - TODAY).days - 365) <= 2
    assert "80%" in found.text.vi
    assert "tháng 11/2027" in found.text.vi or "tháng 12/2027" in found.text.vi


@pytest.mark.parametrize(
    ("left", "fields"),
    [
        (95, {"_bought": years_ago(4)}),  # too little to go by
        (20, {"_bought": years_ago(0.5)}),
        (20, {}),  # how old it is nobody knows
        (None, {"_bought": years_ago(4)}),
    ],
)
def test_without_evidence_nothing_is_said(left, fields):
    """A date would be made up."""
    assert worn(left, **fields) == []


def test_a_drive_that_fails_may_fail_today():
    """There is no later date."""
    one = machine(disk_health__sda={"verdict": "failing"})
    (found,) = wears_out(one, TODAY)
    assert found.by == TODAY


def test_a_drive_fills_up():
    """From 40 % by 1 % a day to the critical 8 %."""
    daily = [0.4 - 0.01 * n for n in range(22)]
    one = machine(signals={FREE: seen(0.19, daily=daily)})
    (found,) = fills_up(one, POLICY, TODAY)
    assert (found.by - TODAY).days == pytest.approx(11, abs=1)
    assert "19%" in found.text.en
    assert "8%" in found.text.vi


@pytest.mark.parametrize(
    "daily", [[0.4] * 22, [0.2 + 0.01 * n for n in range(22)], [0.4] * 11 + [0.2] * 11]
)
def test_a_drive_that_does_not_fill_is_left_alone(daily):
    """Steady, getting emptier, or filled once."""
    one = machine(signals={FREE: seen(0.3, daily=daily)})
    assert list(fills_up(one, POLICY, TODAY)) == []


def test_what_was_seen_long_ago_tells_nothing():
    """The machine has been off since."""
    daily = [0.4 - 0.01 * n for n in range(22)]
    one = machine(signals={FREE: seen(0.19, daily=daily)})
    assert list(fills_up(one, POLICY, TODAY + dt.timedelta(days=60))) == []


def test_a_line_saturates():
    """From 40 % by 1 % a day to 85 %."""
    daily = [0.4 + 0.01 * n for n in range(22)]
    use = line(signals={"line_transmit_ratio": seen(0.6, daily=daily)})
    (found,) = saturates(use, None, None, POLICY, TODAY)
    assert (found.by - TODAY).days == pytest.approx(24, abs=1)
    assert "85%" in found.text.vi


def test_an_uplink_saturates():
    """By its port's own signals."""
    key = port_signal("port_receive_ratio", "Gi0/1")
    daily = [0.4 + 0.01 * n for n in range(22)]
    switch = device(signals={key: seen(0.6, daily=daily)})
    assert len(list(saturates(switch, port(), None, POLICY, TODAY))) == 1
    assert list(saturates(switch, port(2), None, POLICY, TODAY)) == []


def test_what_is_full_is_full_today():
    """No trend is needed for that, but enough days are."""
    for days, expected in ((22, [TODAY]), (3, [])):
        use = line(days=days, signals={"line_receive_ratio": 0.95})
        (need,) = needs(estate(use), FACTS)
        found = saturates(use, None, need, POLICY, TODAY)
        assert [one.by for one in found] == expected
