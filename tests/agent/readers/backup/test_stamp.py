"""Stamps that scripts leave behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.backup.stamp import written_time


@pytest.mark.parametrize(
    "content",
    [b"1700000000\n", b"2023-11-14T22:13:20+00:00\nrsync ok\n", b'"1700000000"'],
)
def test_the_first_line_may_say_when(content):
    """Unix seconds, or ISO 8601 with an offset."""
    assert written_time(content) == 1_700_000_000.0


@pytest.mark.parametrize("content", [b"", b"ok\n", b"2023-11-14 22:13:20\n", b"\xff"])
def test_otherwise_the_time_of_the_file_counts(content):
    """A time without an offset is none: the file's own is sure."""
    assert written_time(content) is None


@given(st.binary(max_size=5000))
def test_junk_is_no_time(content):
    """And nothing breaks."""
    assert written_time(content) is None or written_time(content) > 0
