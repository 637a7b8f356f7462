"""The probe of signs of loss."""

import pytest

from agent.probe import NoData
from agent.probes.loss import LossProbe
from agent.sources.shapes import Filesystem
from tests.support.fake_clock import FakeClock
from tests.support.yielded import events, values

GIGABYTE = 10**9


def disk(free, *, read_only=False):
    """Return a drive of 100 GB."""
    size, free = 100 * GIGABYTE, int(free * GIGABYTE)
    return Filesystem("C:", "C:", "NTFS", size, free, free, read_only)


def runs(probe, clock, place, frees):
    """Read once for each value of free space, five minutes apart."""
    found = []
    for free in frees:
        place[:] = [disk(free)]
        found.append(list(probe.read()))
        clock.pass_(300)
    return found


def test_a_fast_fall_is_told_once_and_again_when_it_gets_critical():
    """With the hours that are left."""
    clock, place = FakeClock(), []
    probe = LossProbe(clock=clock, read=lambda: place)
    frees = [60 - 0.6 * n for n in range(95)]
    found = runs(probe, clock, place, frees)
    told = [event for parts in found for event in events(parts)]
    assert [(e.kind, e.severity) for e in told] == [
        ("free_space_falling", "warning"),
        ("free_space_falling", "critical"),
    ]
    assert told[0].attributes["mountpoint"] == "C:"
    assert 0 < told[1].attributes["hours_left"] < 3
    assert values(found[-1])[("hatang_filesystem_until_full_seconds", "C:")] > 0


def test_a_drive_that_does_not_fill_says_nothing():
    """No series, no event."""
    clock, place = FakeClock(), []
    probe = LossProbe(clock=clock, read=lambda: place)
    assert not any(runs(probe, clock, place, [50] * 20))


def test_a_drive_that_was_away_begins_anew():
    """Another stick of the same letter has not lost anything."""
    clock, place = FakeClock(), []
    probe = LossProbe(clock=clock, read=lambda: place)
    runs(probe, clock, place, [50 - n for n in range(4)])
    place[:] = [Filesystem("D:", "D:", "NTFS", GIGABYTE, 1, 1)]
    list(probe.read())
    assert not any(runs(probe, clock, place, [20, 19, 18]))


def test_a_machine_without_drives_to_write_has_no_data():
    """What cannot be filled cannot be lost so."""
    for found in ([], [disk(1, read_only=True)]):
        with pytest.raises(NoData):
            list(LossProbe(clock=FakeClock(), read=lambda f=found: f).read())
