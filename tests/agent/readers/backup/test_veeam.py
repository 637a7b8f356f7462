"""Sessions of Veeam Agent. All samples are made by hand after its documentation."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.backup.veeam import events, sessions
from agent.readers.errors import ReadError

TABLE = b"""\
Job name      Type     ID                                      State    Created at        Started at        Finished at
SystemBackup  Backup   {381532f7-426a-4e89-b9fc-43d98ca01eb9}  Success  2023-11-14 22:00  2023-11-14 22:01  2023-11-14 22:13
My Documents  Backup   {2495a53c-1d65-4d8a-a4a2-0a3b6f0c9a11}  Failed   2023-11-15 22:00  2023-11-15 22:01  2023-11-15 22:02
SystemBackup  Backup   {11111111-1d65-4d8a-a4a2-0a3b6f0c9a11}  Running  2023-11-16 22:00  2023-11-16 22:01
Disks         Restore  {22222222-1d65-4d8a-a4a2-0a3b6f0c9a11}  Success  2023-11-17 22:00  2023-11-17 22:01  2023-11-17 22:02
Total amount: 4
"""

EVENT = (
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
    "<Provider Name='Veeam Agent'/><EventID Qualifiers='0'>{number}</EventID>"
    "<Level>{level}</Level><TimeCreated SystemTime='2023-11-14T22:13:20.1234567Z'/>"
    "</System><EventData><Data>Veeam Agent 'Backup Job PC7' finished</Data></EventData>"
    "</Event>"
)


def event(number, level):
    """Return one event as wevtutil prints it."""
    return EVENT.format(number=number, level=level)


def test_finished_sessions_of_backups_are_read():
    """Running ones have no end; restores are no backups."""
    found = sessions(TABLE)
    assert [one.result for one in found] == ["success", "failed"]
    assert found[0].ended == 1_699_999_980.0
    assert all(one.local for one in found)


def test_no_session_is_an_answer():
    """The head alone."""
    assert sessions(TABLE.splitlines()[0]) == []
    assert sessions(b"Total amount: 0\n") == []


@pytest.mark.parametrize("content", [b"", b"Error: connection refused\n", b"\xff"])
def test_what_is_no_table_is_refused(content):
    """With the one error of all readers."""
    with pytest.raises(ReadError):
        sessions(content)


def test_events_say_how_a_job_ended_by_their_level():
    """Whatever the language of their text; other events are passed over."""
    text = "\r\n".join([event(190, 4), event(190, 3), event(190, 2), event(110, 4)])
    found = events(b"\xef\xbb\xbf" + text.encode())
    assert [one.result for one in found] == ["success", "warning", "failed"]
    assert found[0].ended == pytest.approx(1_700_000_000.12, abs=0.01)
    assert events(b"") == []


@pytest.mark.parametrize(
    "content",
    [b"<a", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a>" * 100_000],
)
def test_what_is_no_event_is_refused(content):
    """Declarations above all."""
    with pytest.raises(ReadError):
        events(content)


@given(
    st.binary(max_size=200)
    | st.integers(0, len(TABLE)).map(lambda n: TABLE[:n])
    | st.integers(0, 400).map(lambda n: event(190, 4).encode()[:n])
)
def test_junk_and_halves_are_refused(content):
    """A list, or ReadError."""
    for read in (sessions, events):
        with contextlib.suppress(ReadError):
            assert isinstance(read(content), list)
