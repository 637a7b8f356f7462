"""Whole numbers in few bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.varint import VarintError, get_signed, get_varint, put_signed, put_varint


@given(st.integers(0, 2**62))
def test_a_number_comes_back(number):
    """And it says where it ends."""
    out = bytearray()
    put_varint(out, number)
    assert get_varint(bytes(out) + b"x", 0) == (number, len(out))


@given(st.integers(-(2**60), 2**60))
def test_a_number_of_either_sign_comes_back(number):
    """Small ones of both signs take one byte."""
    out = bytearray()
    put_signed(out, number)
    assert get_signed(bytes(out), 0) == (number, len(out))
    assert len(out) == 1 or abs(number) > 63


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xff" * 12])
def test_what_is_no_number_is_refused(data):
    """Neither the end of the data nor an endless number is taken."""
    with pytest.raises(VarintError):
        get_varint(data, 0)
