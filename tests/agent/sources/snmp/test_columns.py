"""Replies of several columns, in order and mixed up."""

from agent.readers.snmp.rows import oid
from agent.sources.snmp.columns import Columns, distinct, octets
from agent.sources.snmp.device import Stop

BASE = oid("1.3.6.1.2.1.2.2.1")
A, B, C = (*BASE, 1), (*BASE, 2), (*BASE, 3)


def test_each_column_goes_on_from_its_own_last_row():
    """A hole in one does not hold up another; a reply may be cut anywhere."""
    found = Columns([A, B], 99)
    found.take([A, B], [((*A, 1), 1), ((*B, 1), 1), ((*A, 2), 2), ((*B, 5), 5)])
    found.take([A, B], [((*A, 3), 3)])
    assert [found.last(column) for column in found.going] == [(*A, 3), (*B, 5)]
    assert found.rows == {(*A, 1): 1, (*B, 1): 1, (*A, 2): 2, (*B, 5): 5, (*A, 3): 3}


def test_columns_end_each_for_itself():
    """At the next column, and at the end of the view."""
    found = Columns([A, B, C], 99)
    found.take([A, B, C], [((*B, 1), 1), ((*B, 1), 1), ((*C, 1), None)])
    found.take([B], [((*C, 1), 1)])
    assert (list(found.going), found.stopped) == ([], None)
    assert found.rows == {(*B, 1): 1}


def test_a_column_in_a_ring_ends_alone():
    """The others go on, and the walk says that it is not whole."""
    found = Columns([A, B], 99)
    found.take([A, B], [((*A, 1), 1), ((*B, 1), 1), ((*A, 1), 1), ((*B, 2), 2)])
    assert (list(found.going), found.stopped) == ([B], Stop.RING)


def test_the_cap_of_rows_ends_all():
    """At the row before it."""
    found = Columns([A, B], 3)
    found.take([A, B], [((c, n), 1) for n in range(9) for c in ()])
    found.take([A, B], [((*c, n), n) for n in range(9) for c in (A, B)])
    assert (len(found.rows), found.going, found.stopped) == (3, [], Stop.ROWS)


def test_a_row_in_another_place_alone_is_a_mix_up():
    """One that comes in its own place, too, is the end of the column before."""
    found = Columns([A, B], 99)
    found.take([A, B], [((*B, 7), 7), ((*B, 1), 1)])
    assert found.mixed_up
    found.take([B], [((*B, 7), 7)])
    assert not found.mixed_up


def test_overlapping_columns_are_read_once():
    """So that they are no ring."""
    assert distinct([A, (*A, 5), BASE[:-1], B, B]) == [BASE[:-1]]
    assert distinct([B, A, B]) == [B, A]


def test_the_cap_of_octets_ends_all():
    """A few rows of the longest values are as much as very many short ones."""
    found = Columns([A, B], 1000, 200_000)
    long = bytes(65_000)
    found.take([A], [((*A, n), long) for n in range(2)])
    assert list(found.going) == [A, B]
    found.take([A], [((*A, n), long) for n in range(2, 4)])
    assert (found.going, found.stopped, len(found.rows)) == ([], Stop.ROWS, 4)


def test_a_long_name_counts_as_well():
    """Its numbers take memory, each of them."""
    short, long = ((*A, 1), 1), ((*A, *range(100)), 1)
    assert octets([long]) > 3 * octets([short])
    assert octets([((*A, 1), b"x" * 500), ((*B, 1), None)]) > 500
