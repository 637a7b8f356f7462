"""Rows that are kept small."""

from hypothesis import given
from hypothesis import strategies as st

from agent.switches.packed_rows import pack, unpack

OIDS = st.lists(st.integers(0, (1 << 32) - 1), max_size=12).map(tuple)
NUMBERS = st.integers(-(1 << 63), (1 << 64) - 1)


@given(st.dictionaries(OIDS, NUMBERS | st.binary(max_size=40) | OIDS))
def test_what_was_packed_comes_back(walk):
    """Numbers, octets and object identifiers, in their order."""
    assert list(unpack(pack(walk)).items()) == list(walk.items())


def test_a_number_that_no_device_can_mean_is_left_out():
    """It would break the rest."""
    assert unpack(pack({(1, 2): 1 << 70, (1, 3): 5})) == {(1, 3): 5}
