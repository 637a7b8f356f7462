"""Rows in whatever form they were printed."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import ReadError
from agent.readers.windows.rows import read_rows
from tests.support.damaged import damaged, recordings

RECORDED = recordings("windows-wmi", "windows-powershell")


@pytest.mark.parametrize(
    "text",
    [
        "Model=WD\r\r\nSize=5\r\r\n",
        "Model : WD\nSize : 5\n",
        '{"Model":"WD","Size":"5"}',
        "Model Size\n----- ----\nWD       5\n",
    ],
)
@pytest.mark.parametrize("codec", ["utf-16", "utf-8", "utf-8-sig"])
def test_the_form_is_told_by_the_content(text, codec):
    """wmic, Format-List and ConvertTo-Json give the same row."""
    assert read_rows(text.encode(codec)) == [{"Model": "WD", "Size": "5"}]


@pytest.mark.parametrize("content", [b"", b"Node - PC\r\nERROR:", b"[]", b"{,}"])
def test_what_holds_no_rows_is_refused(content):
    """An error message is no row."""
    with pytest.raises(ReadError):
        read_rows(content)


@given(st.binary() | damaged(RECORDED))
def test_damaged_recordings_are_rows_or_refused(content):
    """Nothing but a ReadError leaves the reader."""
    with contextlib.suppress(ReadError):
        assert read_rows(content)
