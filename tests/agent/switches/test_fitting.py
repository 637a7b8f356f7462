"""What is cut so that it fits the wire."""

from hypothesis import given
from hypothesis import strategies as st

from agent.switches.fitting import bps, index, long, nominal_bps, short, vlan


def test_texts_become_one_line_of_a_bounded_length():
    """Line ends and control characters are blanks, many blanks are one."""
    assert short("a\r\n b\0\tc ") == "a b c"
    assert short(None) == ""
    assert short("x" * 3000) == "x" * 255
    assert long("x" * 3000) == "x" * 1000


def test_numbers_out_of_range_are_none():
    """A device that says nonsense says nothing."""
    assert index(0) == 0
    assert index(-1) is None
    assert index((1 << 32) + 1) is None
    assert bps(0) is None
    assert bps(1 << 60) is None
    assert bps(10**9) == 10**9
    assert vlan(4095) is None
    assert vlan(0) is None
    assert vlan(4094) == 4094


@given(st.text(max_size=600))
def test_any_text_fits(text):
    """Of whatever alphabet."""
    found = short(text)
    assert len(found) <= 255
    assert found == found.strip()
    assert short(found) == found


def test_a_speed_is_the_one_that_is_sold():
    """A gigabit counted in powers of two is a gigabit; odd ones are left alone."""
    assert nominal_bps(1_048_576_000) == 10**9
    assert nominal_bps(42_000_000_000) == 40 * 10**9
    assert nominal_bps(300_000_000) == 300_000_000
    assert nominal_bps(0) is None
    assert nominal_bps(None) is None
