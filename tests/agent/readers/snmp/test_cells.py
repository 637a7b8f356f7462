"""Cells as numbers and text."""

from agent.readers.snmp.cells import entries, number, text

ENTRY = (1, 3, 9)


def test_rows_have_an_index_of_one_length():
    """Longer, shorter and impossible indexes are passed over."""
    walk = {
        (*ENTRY, 2, 7): b"a",
        (*ENTRY, 2, 7, 1): b"b",
        (*ENTRY, 2, -1): b"c",
        (*ENTRY, 2, 1 << 32): b"d",
    }
    assert entries(walk, ENTRY, 1) == {(7,): {2: b"a"}}


def test_a_number_fits_what_snmp_can_carry():
    """Text, identifiers and larger numbers are none."""
    assert [number(v) for v in (-1, (1 << 64) - 1)] == [-1, (1 << 64) - 1]
    assert [number(v) for v in (b"1", (1, 3), 1 << 64, None)] == [None] * 4


def test_text_is_utf8_or_latin1_without_what_stands_around():
    """NULs at the end and blanks go; what is inside stays."""
    assert text(" Tầng 2\r\n\0\0".encode()) == "Tầng 2"
    assert text(b"Stra\xdfe") == "Straße"
    assert text(b"") == ""


def test_what_is_no_string_is_written_in_digits():
    """Some agents send a number where a name belongs."""
    assert text(12) == "12"
    assert text((1, 3, 6)) == "1.3.6"
    assert text(None) is None
    assert text(1 << 70) is None
