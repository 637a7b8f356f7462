"""A device that does not answer is asked seldom, and with each credential."""

from itertools import pairwise

import pytest

from agent.switches.patience import LONGEST_S, Patience


def asked(patience, count, until_s):
    """Return when, and with which credential, a dead device is asked until then."""
    now, found = 0.0, []
    while now < until_s:
        found.append((round(now), patience.place(count)))
        patience.fails(now, count)
        now += max(patience.waits_s(now), 1.0)
    return found


def test_every_credential_is_tried_at_once_at_the_start():
    """A second apart; after the round the device counts as silent."""
    patience = Patience()
    assert asked(patience, 3, 3.0) == [(0, 0), (1, 1), (2, 2)]
    assert patience.silent
    assert patience.waits_s(3.0) == pytest.approx(59)


def test_before_the_first_round_is_over_nothing_is_said():
    """It may take the next credential."""
    patience = Patience()
    patience.fails(0.0, 2)
    assert not patience.silent
    assert not patience.cheap


def test_the_waits_grow_to_five_minutes():
    """One question each."""
    times = [at for at, _ in asked(Patience(), 1, 3600.0)]
    gaps = [b - a for a, b in pairwise(times)]
    assert gaps[:4] == [60, 120, 240, LONGEST_S]
    assert set(gaps[3:]) == {LONGEST_S}


def test_one_lost_poll_is_no_silence():
    """The next regular one asks with the same credential."""
    patience = Patience()
    patience.answers()
    patience.fails(60.0, 3)
    assert (patience.silent, patience.place(3), patience.waits_s(60.0)) == (False, 0, 0)
    patience.fails(120.0, 3)
    assert (patience.silent, patience.place(3)) == (True, 1)
    assert patience.waits_s(120.0) == 1
    assert patience.cheap


def test_an_answer_forgives_everything():
    """The credential that worked is the first again."""
    patience = Patience()
    asked(patience, 3, 1000.0)
    patience.answers()
    assert (patience.silent, patience.place(3), patience.waits_s(1e3)) == (False, 0, 0)
    patience.fails(60.0, 1)
    patience.fails(120.0, 1)
    assert patience.waits_s(120.0) == 60


def test_no_credential_at_all_is_borne():
    """Settings may name none that can be read."""
    patience = Patience()
    patience.fails(0.0, 0)
    assert (patience.place(0), patience.silent) == (0, True)
