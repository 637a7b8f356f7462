"""Veeam Agent, by recordings made by hand."""

import pytest

from agent.readers.backup.shapes import Claim
from agent.readers.backup.veeam import Session
from agent.sources.backup_veeam import claimed, local_time, summary
from agent.sources.programs import Output
from tests.agent.readers.backup.test_veeam import TABLE, event
from tests.support.backup_sets import FakeTools

NOW = 1_750_000_000.0


def same(value):
    """Return *value*: the zone of this machine is UTC."""
    return value


def test_the_last_session_and_the_last_good_one_are_apart():
    """A last success hides a later failure."""
    found = claimed(
        FakeTools(lambda _: Output(TABLE)), windows=False, now=NOW, in_zone=same
    )
    assert found.claim == Claim(1_699_999_980.0, 1_700_085_720.0, False)


def test_windows_is_asked_by_its_events():
    """A warning is a backup with a remark."""
    tools = FakeTools(lambda _: Output(event(190, 3).encode()))
    found = claimed(tools, windows=True, now=NOW)
    assert found.claim.succeeded is True
    assert tools.asked[0][0][0] == "wevtutil"


def test_sessions_of_the_future_are_left_out():
    """And an unknown end is neither good nor bad."""
    ended = [Session(NOW + 9999, "success"), Session(NOW - 5, "other")]
    assert summary(ended, now=NOW, in_zone=same) == Claim(None, NOW - 5, None)
    assert summary([], now=NOW, in_zone=same) is None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (FileNotFoundError(), "not installed"),
        (TimeoutError("did not end"), "did not end"),
        (RuntimeError("odd"), "odd"),
        (Output(b"", b"x", 5), "status 5"),
        (Output(b"nonsense"), "not the list"),
        (Output(b"Total amount: 0"), "never seen"),
    ],
)
def test_why_nothing_is_claimed(answer, words):
    """The set stays unknown with the reason."""
    found = claimed(FakeTools(lambda _: answer), windows=False, now=NOW)
    assert found.claim is None
    assert words in found.reason


def test_local_time_is_of_this_machine():
    """Within a day of UTC."""
    assert abs(local_time(NOW) - NOW) <= 86400
