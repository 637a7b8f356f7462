"""Reading small text files of the kernel."""

import math
import os
from pathlib import Path

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


def test_looking_opens_nothing_and_is_heard_of(tmp_path):
    """What is there has a time; what is not has none; a folder is told from a file."""
    (tmp_path / "x").touch()
    assert text.modified(tmp_path / "x") > 0
    assert text.modified(tmp_path / "none") is None
    assert text.exists(tmp_path / "x")
    assert not text.is_folder(tmp_path / "x")
    assert text.is_folder(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no /dev/zero")
def test_a_file_without_end_is_no_file_of_the_kernel():
    """A recording of somebody else may lead anywhere."""
    with pytest.raises(OSError, match="large"):
        text.read(Path("/dev/zero"))
