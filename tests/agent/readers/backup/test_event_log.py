"""Events of Windows' logs, made by hand after what wevtutil prints."""

import pytest

from agent.readers.backup.event_log import Logged, logged
from agent.readers.errors import ReadError
from tests.agent.readers.backup.test_veeam import event


def test_number_level_and_time_are_read():
    """In the order of the log."""
    text = event(4, 4) + "\r\n" + event(5, 2)
    first, second = logged(b"\xef\xbb\xbf" + text.encode())
    assert (first.number, first.level) == (4, 4)
    assert second == Logged(5, 2, first.time)
    assert first.time == pytest.approx(1_700_000_000.12, abs=0.01)
    assert logged(b"\r\n") == []


def test_an_event_without_a_time_or_number_does_not_count():
    """It would be the newest by accident."""
    text = event(4, 4).replace("2023-11-14T22:13:20", "yesterday") + event("x", 4)
    assert logged(text.encode()) == []


@pytest.mark.parametrize("content", [b"<a", b"<a/>", b"<!DOCTYPE a><a/>", b"\x00<"])
def test_what_is_no_event_is_refused(content):
    """With the one error of all readers."""
    with pytest.raises(ReadError):
        logged(content)
