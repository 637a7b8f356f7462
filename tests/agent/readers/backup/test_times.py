"""Moments as backup programs write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.backup.times import cim, iso, plausible, unix

NOON = 1_700_000_000.0  # 2023-11-14T22:13:20Z


@pytest.mark.parametrize(
    "text",
    [
        "2023-11-14T22:13:20Z",
        "2023-11-14T22:13:20.000000000+00:00",
        "2023-11-15T05:13:20+07:00",
        "2023-11-15 05:13:20 +0700",
        "2023-11-14 17:13:20-0500",
        "2023-11-14 22:13:20 UTC",
    ],
)
def test_offsets_are_heeded(text):
    """The same moment, whatever the zone of the writer."""
    assert iso(text) == NOON


def test_parts_of_a_second_count():
    """Restic writes nine digits."""
    assert iso("2026-11-25T22:20:14.009558462Z") == pytest.approx(1795645214.009558462)


def test_a_time_without_offset_is_no_moment_unless_agreed():
    """Local time of an unknown zone may be hours off."""
    assert iso("2023-11-14T22:13:20") is None
    assert iso("2023-11-14T22:13:20.000000", naive_is_utc=True) == NOON


@pytest.mark.parametrize(
    "text", ["", "2023-13-14T22:13:20Z", "2023-11-14T22:13:20+99:00", "yesterday"]
)
def test_what_is_no_moment_is_none(text):
    """Nothing is guessed."""
    assert iso(text) is None


def test_the_dates_of_windows_have_minutes_of_offset():
    """Plus 420 is Viet Nam."""
    assert cim("20231115051320.000000+420") == NOON
    assert cim("20231315051320.000000+420") is None
    assert cim("2023") is None


def test_unix_seconds_have_a_sensible_length():
    """A year or a size is no time."""
    assert unix("1700000000") == NOON
    assert unix("1700000000.5\n") == NOON + 0.5
    assert unix("2023") is None
    assert unix("1" * 30) is None


def test_zero_is_never():
    """Scripts write it before the first success."""
    assert plausible(0) is plausible(-1) is plausible(math.nan) is None
    assert plausible(math.inf) is None
    assert plausible(NOON) == NOON


@given(st.text(max_size=80))
def test_junk_is_none_and_nothing_else(text):
    """Whatever stands there."""
    for read in (iso, cim, unix):
        assert read(text) is None or isinstance(read(text), float)
