"""Which columns are asked for, and what they say."""

from hypothesis import given
from hypothesis import strategies as st

from agent.switches.counters import Count
from agent.switches.port_columns import (
    COUNTED,
    HIGH_SPEED,
    IF_ENTRY,
    IFX_ENTRY,
    OPER,
    SPEED,
    cells,
    count,
    enough,
    everything,
)

OCTETS = COUNTED[0]
NARROW, WIDE = (*IF_ENTRY, 10), (*IFX_ENTRY, 6)


def test_at_first_everything_is_asked_for():
    """Each column once."""
    asked = everything()
    assert len(set(asked)) == len(asked)
    assert {NARROW, WIDE, SPEED, HIGH_SPEED, OPER} <= set(asked)


def test_cells_are_numbers_by_column_and_port():
    """Texts and odd names are passed over."""
    walk = {(*OPER, 7): 1, (*NARROW, 7): b"\x05", (): 3, (*WIDE, 7): 1 << 63}
    assert cells(walk)[OPER] == {7: 1}
    assert cells(walk)[WIDE] == {7: 1 << 63}
    assert NARROW not in cells(walk)


def test_a_wide_counter_is_enough():
    """Where a port lacks it, or it may be stuck, the narrow one is asked as well."""
    told = {OPER: {1: 1, 2: 1}, WIDE: {1: 5, 2: 7}, NARROW: {1: 5, 2: 7}}
    assert set(enough(told, [1, 2], [])) == {OPER, WIDE}
    lacking = {**told, WIDE: {1: 5}}
    assert NARROW in enough(lacking, [1, 2], [])
    assert NARROW not in enough(lacking, [1], [])
    idle = {**told, WIDE: {1: 5, 2: 0}}
    assert NARROW in enough(idle, [1, 2], [])
    assert NARROW not in enough({**idle, OPER: {1: 1, 2: 2}}, [1, 2], [])
    assert NARROW in enough(told, [1, 2], [2])


def test_the_old_speed_is_asked_for_where_the_new_one_says_nothing():
    """A device without ifXTable, or with zeros in it."""
    told = {SPEED: {1: 10, 2: 10}, HIGH_SPEED: {1: 1000, 2: 0}}
    assert SPEED in enough(told, [1, 2], [])
    assert SPEED not in enough(told, [1], [])


def test_a_counter_is_both_its_widths():
    """As far as they are there."""
    told = {WIDE: {1: 5}, NARROW: {1: 6, 2: 7}}
    assert count(told, OCTETS, 1) == Count(5, 6)
    assert count(told, OCTETS, 2) == Count(None, 7)
    assert count(told, COUNTED[8], 1) == Count(None, None)


@given(
    st.dictionaries(
        st.lists(st.integers(0, 40), max_size=12).map(tuple),
        st.integers() | st.binary(max_size=4),
    )
)
def test_any_walk_gives_cells(walk):
    """Whatever a device sends."""
    told = cells(walk)
    assert set(enough(told, [1, 2, 3], [])) <= set(everything())
