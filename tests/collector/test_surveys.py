"""Which surveys of a report are taken."""

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.survey import MOST_BYTES, Port, Survey
from agent.shared.wire import encode
from collector import surveys
from collector.surveys import Surveys, open_surveys, size_of

GOOD = Survey(device="sw1", name="Bộ chuyển mạch", ports=(Port(1, "Gi0/1"),))


def opened(*bodies, known=None):
    """Return what is taken of *bodies*, surveys or bytes."""
    raws = [msgspec.Raw(b if isinstance(b, bytes) else encode(b)) for b in bodies]
    return open_surveys(raws, {} if known is None else known)


def test_a_survey_that_is_bad_costs_only_itself():
    """The good ones before and after it are taken."""
    other = Survey(device="sw2")
    found = opened(GOOD, b'{"device": 5}', other)
    assert found.taken == (GOOD, other)
    assert len(found.refused) == 1
    assert "device" in found.refused[0]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"{}", "device"),
        (b'{"device": ""}', "names no device"),
        (b'{"device": "x", "ports": [{"key": "a", "index": -1}]}', "index"),
        (b'{"device": "x", "uptime_s": 1e999}', "out of range|large|invalid"),
        (b'{"device": "' + b"x" * 256 + b'"}', "length"),
        (b"[" * 100_000, "trunc|recursion|array"),
        (b'{"device": "x", "y": "' + b"y" * MOST_BYTES + b'"}', "bytes"),
    ],
)
def test_what_is_no_survey_is_refused_with_a_reason(body, why):
    """The reason names what is wrong."""
    found = opened(body)
    assert found.taken == ()
    (reason,) = found.refused
    assert re.search(why, reason, re.IGNORECASE), reason


def test_an_agent_has_a_bounded_number_of_devices(monkeypatch):
    """Those that are known go on to be surveyed."""
    monkeypatch.setattr(surveys, "MOST_DEVICES", 2)
    new = [Survey(device=key) for key in ("a", "b", "c", "a", "d")]
    found = opened(*new, known={"a": 1})
    assert [s.device for s in found.taken] == ["a", "b", "a"]
    assert len(found.refused) == 2


@given(st.lists(st.binary(max_size=60)))
def test_any_bytes_are_taken_or_refused(bodies):
    """Nothing else is raised."""
    found = opened(*bodies)
    assert isinstance(found, Surveys)
    assert len(found.taken) + len(found.refused) == len(bodies)


def test_the_devices_of_an_agent_take_a_bounded_room(monkeypatch):
    """One that shrinks makes room; all that is taken is noted."""
    small, large = Survey(device="a"), Survey(device="a", name="x" * 200)
    monkeypatch.setattr(surveys, "MOST_OF_AGENT", size_of(large) + size_of(small) - 1)
    held = {}
    found = opened(large, Survey(device="b"), small, Survey(device="b"), known=held)
    assert found.taken == (large, small, Survey(device="b"))
    (reason,) = found.refused
    assert "bytes" in reason
    assert held == {"a": size_of(small), "b": size_of(small)}
