"""Outages: found to within a probe, none by chance, none while nobody watched."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.paths.outages import Lost, Outages, Restored


def play(pattern, interval_s=1.0):
    """Return the outages and what they said of *pattern*, one letter a probe."""
    outages = Outages(interval_s)
    told = []
    for number, letter in enumerate(pattern):
        what = outages.probe(number * interval_s, answered=letter == "+")
        if what is not None:
            told.append(what)
    return outages, told


def test_an_outage_has_a_beginning_and_an_end():
    """From the last answer before to the first one after."""
    outages, told = play("+++------++")
    assert told == [Lost(2.0), Restored(9.0, 7.0)]
    assert outages.totals.outages == 1
    assert outages.totals.outage_s == 7.0
    assert outages.totals.watched_s == 10.0
    assert outages.up is True


@pytest.mark.parametrize("pattern", ["+-+", "+--+", "+---+", "-----+++", "----------"])
def test_a_few_lost_probes_are_no_outage(pattern):
    """Nor is a host that never answered; whether it is there is not known."""
    outages, told = play(pattern)
    assert told == []
    assert outages.totals.outages == 0
    assert outages.up is (True if "+" in pattern else None)


def test_a_slow_watch_wants_three_lost_probes():
    """With five seconds between two, one that is lost is no outage."""
    assert play("+-+", 5.0)[1] == []
    assert play("+---+", 5.0)[1] == [Lost(0.0), Restored(20.0, 20.0)]


def test_an_outage_that_goes_on_is_counted_as_it_goes():
    """A reading in the middle of it sees what there was until then."""
    outages, _told = play("+---------")
    assert outages.up is False
    assert outages.totals.outage_s == 9.0


def test_a_machine_that_slept_saw_no_outage():
    """Nothing is known of the pause; nor is it watched time."""
    outages = Outages(1.0)
    outages.probe(0.0, answered=True)
    assert outages.probe(3600.0, answered=False) is None
    for second in range(3601, 3604):
        assert outages.probe(second, answered=False) is None
    assert outages.probe(3604.0, answered=True) is None
    assert outages.totals == (4.0, 0, 0.0)


def test_a_pause_within_an_outage_is_not_counted():
    """It may have been over for long before the machine woke up."""
    outages, _told = play("+-------")
    back = outages.probe(5000.0, answered=True)
    assert back == Restored(5000.0, 5000.0)
    assert outages.totals.outage_s == 7.0
    assert outages.totals.watched_s == 7.0


def test_random_loss_makes_no_outage_in_a_month():
    """One in a thousand, a probe a second."""
    draw = random.Random(7)
    outages = Outages(1.0)
    for second in range(30 * 86400):
        assert outages.probe(float(second), answered=draw.random() > 0.001) is None


@given(st.lists(st.tuples(st.floats(0, 30), st.booleans()), max_size=200))
def test_totals_never_go_back_and_fit_together(steps):
    """Whatever happens: outages lie within watched time, and times go forward."""
    outages, now, before = Outages(2.0), 0.0, (0.0, 0, 0.0)
    lost = False
    for pause_s, answered in steps:
        now += pause_s
        told = outages.probe(now, answered=answered)
        totals = outages.totals
        assert all(new >= old for new, old in zip(totals, before, strict=True))
        assert totals.outage_s <= totals.watched_s + 1e-6
        if isinstance(told, Lost):
            assert not lost
            lost = True
        elif isinstance(told, Restored):
            assert lost
            lost = False
        assert outages.up is not True or not lost
        before = totals
