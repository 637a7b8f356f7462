"""A restart of a device is told from what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.snmp.system import HR_SYSTEM_UPTIME, SNMP_ENGINE_TIME
from agent.switches.uptimes import SYS_UP_TIME, Heard, Uptimes

DAY = 86400
ROUND_S = (1 << 32) / 100


def walk(ticks=None, engine=None, host=None):
    """Return what a device says of its clocks, given in seconds."""
    told = {SYS_UP_TIME: ticks, SNMP_ENGINE_TIME: engine, HR_SYSTEM_UPTIME: host}
    scale = {SYS_UP_TIME: 100, SNMP_ENGINE_TIME: 1, HR_SYSTEM_UPTIME: 100}
    return {
        name: int(seconds * scale[name]) % (1 << 32)
        for name, seconds in told.items()
        if seconds is not None
    }


def heard(*walks, every_s=60.0):
    """Return what the last of *walks* tells."""
    clocks = Uptimes()
    found = [clocks.hear(one, 1e6 + at * every_s) for at, one in enumerate(walks)]
    return found[-1]


@pytest.mark.parametrize(
    ("before", "now", "restarted", "broken"),
    [
        (walk(100), walk(160), False, False),
        (walk(100), walk(155), False, False),  # a slow clock
        (walk(100), walk(20), True, True),
        (walk(20), walk(21), True, True),  # forward, but not far enough
        (walk(100), walk(100), False, False),  # it stands still and tells nothing
        (walk(ROUND_S - 20), walk(ROUND_S + 40), False, False),  # 497 days
        (walk(ROUND_S - 20, 5000), walk(40, 30), True, True),  # at that very moment
        (walk(ROUND_S - 20, 5000), walk(ROUND_S + 40, 5060), False, False),
        (walk(5000, 5000, 9e5), walk(5, 5, 9e5 + 60), False, True),  # only its agent
        (walk(5000, 5000), walk(5, 5), True, True),
        (walk(), walk(), False, False),
        (walk(5000), walk(), False, False),
        (walk(500, None, 800), walk(None, None, 5), True, True),
    ],
)
def test_what_the_clocks_tell(before, now, restarted, broken):
    """A minute passed between the two."""
    assert heard(before, now)[:2] == (restarted, broken)


def test_a_device_that_was_away_for_long_has_restarted_if_its_clock_is_too_young():
    """Even though the clock is ahead of where it was."""
    assert heard(walk(10), walk(3600), every_s=DAY).restarted
    assert not heard(walk(10), walk(DAY + 10), every_s=DAY).restarted


def test_the_moment_of_the_start_is_steady_and_survives_the_round():
    """What the network adds to a reply moves nothing; the longest clock counts."""
    first = heard(walk(DAY, 2 * DAY))
    again = heard(walk(DAY, 2 * DAY), walk(DAY + 61, 2 * DAY + 61.2))
    assert first.booted_s == again.booted_s == 1e6 - 2 * DAY
    round_ = heard(walk(ROUND_S - 20), walk(ROUND_S + 40))
    assert round_.booted_s == pytest.approx(1e6 - ROUND_S + 20, abs=1)
    assert heard(walk()) == Heard(False, False, None)


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([SYS_UP_TIME, SNMP_ENGINE_TIME, HR_SYSTEM_UPTIME]),
            st.integers(-(1 << 65), 1 << 65) | st.binary(max_size=3),
        ),
        max_size=6,
    )
)
def test_any_clocks_give_a_verdict(walks):
    """Whatever a device sends there."""
    clocks = Uptimes()
    for at, one in enumerate(walks):
        found = clocks.hear(one, at * 60.0)
        assert found.broken or not found.restarted
