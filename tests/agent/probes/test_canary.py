"""The probe of canaries."""

import pytest

from agent.probe import NoData
from agent.probes.canary import CanaryProbe
from agent.sources.canaries import Sighting
from tests.support.backup_sets import canary, plan
from tests.support.fake_clock import FakeClock
from tests.support.yielded import events, facts, values


def seen(*rounds):
    """Return a probe that sees one canary in the given states, run by run."""
    left = list(rounds)
    return CanaryProbe(
        source=lambda _plan, _clock: lambda: [Sighting("docs", *left.pop(0))]
    )


def test_a_machine_without_canaries_has_no_data():
    """What nobody asked for is not a failure."""
    with pytest.raises(NoData):
        list(CanaryProbe().read())


def test_a_canary_is_planted_and_told(tmp_path):
    """By the real source."""
    (tmp_path / "docs").mkdir()
    made = plan(tmp_path / "data", canaries=(canary(tmp_path / "docs"),))
    parts = list(CanaryProbe(plan=made, clock=FakeClock()).read())
    assert values(parts) == {("hatang_canary_intact", "docs"): 1}
    assert facts(parts)["canary"]["docs"].attributes == {"state": "intact"}
    assert events(parts) == []


def test_harm_is_an_event_once_and_critical():
    """Until it is something else."""
    probe = seen(("intact",), ("changed",), ("changed",), ("missing",), ("intact",))
    told = [events(probe.read()) for _ in range(5)]
    assert [[e.kind for e in one] for one in told] == [
        [],
        ["canary_changed"],
        [],
        ["canary_changed"],
        ["canary_renewed"],
    ]
    assert told[1][0].severity == "critical"
    assert told[1][0].attributes == {"canary": "docs", "state": "changed"}


def test_what_is_not_seen_is_unknown_and_no_event():
    """And does not make the same harm new."""
    probe = seen(("changed",), (None, "the drive is not there"), ("changed",))
    list(probe.read())
    parts = list(probe.read())
    assert values(parts) == {}
    assert facts(parts)["canary"]["docs"].unknown == {"state": "the drive is not there"}
    assert events(parts) == events(probe.read()) == []
