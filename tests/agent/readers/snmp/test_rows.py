"""Walks cut into tables."""

import pytest

from agent.readers.snmp.rows import Indexed, below, entries, oid, table

ENTRY = oid("1.3.6.1.2.1.2.2.1")
WALK = {
    (*ENTRY, 2, 7): b"gi7",
    (*ENTRY, 2, 8): b"gi8",
    (*ENTRY, 3, 7): 6,
    oid("1.3.6.1.2.1.1.5.0"): b"switch",
    ENTRY: 0,
}


def test_a_table_is_rows_by_index_and_column():
    """Other objects, and the entry itself, are no cells."""
    assert table(WALK, ENTRY) == {(7,): {2: b"gi7", 3: 6}, (8,): {2: b"gi8"}}


def test_what_stands_below_is_named_by_its_rest():
    """A scalar ends in zero."""
    assert dict(below(WALK, oid("1.3.6.1.2.1.1"))) == {(5, 0): b"switch"}


def test_an_identifier_is_numbers_and_dots():
    """A leading dot does no harm."""
    assert oid(".1.3.6") == (1, 3, 6)
    with pytest.raises(ValueError, match="invalid literal"):
        oid("1.3.x")


def test_rows_have_an_index_of_one_length():
    """Longer, shorter and impossible indexes are passed over."""
    walk = {
        (*ENTRY, 2, 7): b"a",
        (*ENTRY, 2, 7, 1): b"b",
        (*ENTRY, 2, -1): b"c",
        (*ENTRY, 2, 1 << 32): b"d",
    }
    assert entries(walk, ENTRY, 1) == {(7,): {2: b"a"}}


@pytest.mark.parametrize("base", [ENTRY, (*ENTRY, 2), ENTRY[:6], (), oid("1.2.3")])
def test_an_indexed_walk_gives_what_a_plain_one_gives(base):
    """In the same order, only sooner."""
    assert list(below(Indexed(WALK), base)) == list(below(WALK, base))
    assert table(Indexed(WALK), base) == table(WALK, base)
    assert dict(Indexed(WALK)) == WALK
    assert len(Indexed(WALK)) == len(WALK)
