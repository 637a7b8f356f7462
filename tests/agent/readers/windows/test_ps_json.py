"""JSON that PowerShell prints."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import ReadError
from agent.readers.windows.ps_json import read_json


def test_one_result_is_an_object_and_several_are_an_array():
    """Both are rows; nothing is no row."""
    assert read_json('\ufeff{"a": 1}\r\n') == [{"a": 1}]
    assert read_json('[{"a": 1}, {"a": 2}, null]') == [{"a": 1}, {"a": 2}]
    assert read_json('{"value": [{"a": 1}], "Count": 1}') == [{"a": 1}]
    assert read_json("null") == []


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a": "\ud800"}'])
def test_what_is_no_json_is_refused(text):
    """Nothing but a ReadError leaves the reader."""
    with pytest.raises(ReadError):
        read_json(text)


@given(st.text())
def test_any_text_is_rows_or_refused(text):
    """Noise is no JSON."""
    with contextlib.suppress(ReadError):
        assert all(isinstance(row, dict) for row in read_json(text))
