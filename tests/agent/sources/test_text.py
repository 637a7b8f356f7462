"""Reading small text files of the kernel."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources import text


@given(st.one_of(st.none(), st.text()))
def test_junk_is_a_number_or_nothing(junk):
    """No text makes the reader fail, and nothing infinite comes out."""
    natural, number = text.natural(junk), text.number(junk)
    assert natural is None or natural >= 0
    assert number is None or math.isfinite(number)


def test_a_missing_file_says_nothing(tmp_path):
    """What is not there is None; only ``read`` itself complains."""
    assert text.read_or_none(tmp_path / "none") is None
    assert text.read_natural(tmp_path / "none") is None
    with pytest.raises(OSError, match="none"):
        text.read(tmp_path / "none")


def test_broken_bytes_are_replaced(tmp_path):
    """A file that is not UTF-8 can be read."""
    (tmp_path / "x").write_bytes(b"\xff12\n")
    assert text.read(tmp_path / "x") == "\ufffd12\n"
