import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.toml import SettingsError, decode_settings
from collector.fleet import (
    FLEET_STATES,
    WEEKDAYS,
    OfficeHours,
    always_on,
    judge,
    reporting,
)
from tests.support.exposition import agent, status

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HOURS = OfficeHours()


def at(day, clock):
    """Return Unix seconds of a local time in November 2026 (the 23rd is a Monday)."""
    hour, minute = map(int, clock.split(":"))
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=ZONE).timestamp()


def state(now, *, received, hours=HOURS, who=None, interval=60.0, **fields):
    """Return how an agent that reported at *received* is judged at *now*."""
    who = who or agent()
    heard = status(who, received=received, **fields)
    return judge(who, heard, now=now, hours=hours, report_interval_s=interval)


@pytest.mark.parametrize(
    ("day", "clock", "covered"),
    [
        (23, "07:29", False),
        (23, "07:30", True),
        (27, "16:59", True),
        (27, "17:00", False),
        (28, "10:00", False),
        (29, "10:00", False),
    ],
)
def test_office_hours_are_monday_to_friday_by_local_time(day, clock, covered):
    """By default 07:30 to 17:00 in Vietnam is covered, the end not included."""
    assert HOURS.covers(at(day, clock)) is covered


def test_a_lunch_break_and_a_holiday_are_not_covered():
    """Several ranges a day leave a gap, and a holiday has no office hours."""
    hours = OfficeHours(
        ranges=("13:00-17:00", "07:30-11:30"), holidays=(dt.date(2026, 11, 24),)
    )
    assert hours.covers(at(23, "11:00"))
    assert not hours.covers(at(23, "12:00"))
    assert hours.covers(at(23, "13:00"))
    assert not hours.covers(at(24, "10:00"))


def test_ranges_that_touch_are_one():
    """The running range began where the first of the touching ranges began."""
    hours = OfficeHours(ranges=("08:00-12:00", "12:00-24:00"))
    assert hours.started(at(23, "23:59")) == at(23, "08:00")


@pytest.mark.parametrize(
    "toml",
    [
        'ranges = ["7:30-17:00"]',
        'ranges = ["17:00-07:30"]',
        'ranges = ["08:00-08:00"]',
        'ranges = ["08:00-24:30"]',
        'ranges = ["08:00-12:00", "11:00-13:00"]',
        'weekdays = ["funday"]',
        'weekdays = ["monday", "monday"]',
        'timezone = "Asia/Nowhere"',
        'timezone = "../../etc/passwd"',
        'holidays = ["Tết"]',
        "start = 1",
    ],
)
def test_wrong_office_hours_are_refused_when_they_are_read(toml):
    """A mistake is an error at once, not a surprise at half past seven."""
    with pytest.raises(SettingsError):
        decode_settings(toml, OfficeHours, name="x")


def test_office_hours_are_read_from_toml():
    """Dates may be TOML dates or texts."""
    text = 'weekdays = ["saturday"]\nholidays = [2026-02-17, "2026-02-18"]'
    hours = decode_settings(text, OfficeHours, name="x")
    assert hours.holidays == (dt.date(2026, 2, 17), dt.date(2026, 2, 18))
    assert hours.weekdays == ("saturday",)


@given(
    st.lists(st.integers(0, 24 * 60), min_size=0, max_size=8, unique=True),
    st.integers(0, 2_000_000_000),
    st.sets(st.sampled_from(WEEKDAYS)),
)
def test_office_hours_cover_exactly_their_ranges(minutes, unix, weekdays):
    """covers() agrees with a comparison of local clock texts."""
    minutes = sorted(minutes)[: len(minutes) // 2 * 2]
    texts = [f"{m // 60:02}:{m % 60:02}" for m in minutes]
    pairs = list(zip(texts[::2], texts[1::2], strict=True))
    hours = OfficeHours(
        weekdays=tuple(weekdays), ranges=tuple(f"{a}-{b}" for a, b in pairs)
    )
    local = dt.datetime.fromtimestamp(unix, ZONE)
    expected = WEEKDAYS[local.weekday()] in weekdays and any(
        a <= local.strftime("%H:%M") < b for a, b in pairs
    )
    assert hours.covers(unix) is expected
    started = hours.started(unix)
    if started is not None:
        assert started <= unix
        assert hours.covers(started)
        assert not hours.covers(started - 1) or local.strftime("%H:%M") < "00:01"


@given(st.text(max_size=20))
def test_any_text_is_a_range_or_a_value_error(text):
    """Junk as a range raises ValueError and nothing else."""
    try:
        hours = OfficeHours(ranges=(text,))
    except ValueError:
        return
    assert msgspec.convert(msgspec.to_builtins(hours), OfficeHours) == hours


def test_an_agent_that_never_reported_is_expected():
    """Enrolment alone does not make an agent silent."""
    now = at(23, "10:00")
    for heard in (None, status(agent(), received=0.0)):
        got = judge(agent(), heard, now=now, hours=HOURS, report_interval_s=60.0)
        assert got == "expected"


@pytest.mark.parametrize("known", ["pending", "quarantined", "revoked"])
def test_an_agent_that_is_not_active_is_what_it_is(known):
    """Its reports do not count."""
    assert state(at(23, "10:00"), received=at(23, "10:00"), who=agent(state=known)) == (
        known
    )


def test_silence_in_office_hours_is_late_and_then_silent():
    """2.5 intervals are fresh, ten minutes are late, more is silent."""
    last = at(23, "10:00")
    assert state(last + 150, received=last) == "fresh"
    assert state(last + 151, received=last) == "late"
    assert state(last + 600, received=last) == "late"
    assert state(last + 601, received=last) == "silent"
    assert state(last + 601, received=last, interval=300.0) == "fresh"
    assert state(last + 1400, received=last, interval=300.0) == "late"


def test_a_clock_that_stepped_back_keeps_an_agent_fresh():
    """A report from our own future is no silence."""
    last = at(23, "10:00")
    assert state(last - 3600, received=last) == "fresh"


def test_a_machine_that_said_it_stops_is_off():
    """Switched off is not an error, at any hour and for any time."""
    last = at(23, "10:00")
    assert state(last + 1, received=last, stopped=True) == "off"
    assert state(at(27, "10:00"), received=last, stopped=True) == "off"


def test_a_machine_that_is_silent_at_night_is_off_until_work_has_begun():
    """It is off at once after hours, and has ten minutes in the morning."""
    last = at(23, "16:59")
    assert state(at(23, "17:05"), received=last) == "off"
    assert state(at(24, "07:29"), received=last) == "off"
    assert state(at(24, "07:40"), received=last) == "off"
    assert state(at(24, "07:41"), received=last) == "silent"
    assert state(at(24, "17:00"), received=last) == "off"


def test_a_machine_that_reports_at_night_is_fresh():
    """Nobody must be off after hours."""
    last = at(28, "22:00")
    assert state(last + 60, received=last) == "fresh"


@pytest.mark.parametrize("who", [agent(role="server"), agent(kind="switches")])
def test_servers_and_switch_watchers_have_no_office_hours(who):
    """Their silence at night counts, and a stop excuses them for ten minutes."""
    last = at(28, "22:00")
    assert always_on(who)
    assert state(last + 601, received=last, who=who) == "silent"
    assert state(last + 600, received=last, who=who, stopped=True) == "off"
    assert state(last + 601, received=last, who=who, stopped=True) == "silent"


@given(
    st.floats(0, 2e9),
    st.floats(-1e6, 1e6),
    st.booleans(),
    st.sampled_from(["", "server"]),
)
def test_every_silence_has_a_state_and_values_stand_only_while_reporting(
    now, silence, stopped, role
):
    """judge() never fails, and what stopped does not report."""
    got = state(now, received=now - silence, stopped=stopped, who=agent(role=role))
    assert got in FLEET_STATES
    if stopped:
        assert not reporting(got)
