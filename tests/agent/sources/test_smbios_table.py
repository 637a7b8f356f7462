"""Walking a raw SMBIOS table."""

import pytest

from agent.sources.smbios_table import (
    MOST_BYTES,
    SmbiosError,
    entry_point_version,
    from_windows,
    structures,
)

BOARD = b"\x02\x06\x01\x00\x01\x02Maker\0Board\0\0"
END = b"\x7f\x04\xff\xfe\0\0"


def test_fields_and_strings_are_read_by_place():
    """A field beyond the end and a string that is not there are None."""
    board, end = structures(BOARD + END + BOARD)
    assert (board.kind, board.text(4), board.text(5)) == (2, "Maker", "Board")
    assert board.number(4, 8) is None
    assert end.text(4) is None


def test_damage_ends_the_walk():
    """What stands before a structure that is cut off counts."""
    assert len(list(structures(BOARD + BOARD[:-1]))) == 1


def test_an_implausibly_large_table_is_refused():
    """Work is bounded."""
    with pytest.raises(SmbiosError):
        list(structures(bytes(MOST_BYTES + 1)))


def test_the_header_of_windows_is_taken_off():
    """Eight bytes of version and length stand before the table on Windows."""
    raw = b"\0\x03\x02\0" + len(BOARD).to_bytes(4, "little") + BOARD
    assert from_windows(raw) == (BOARD, (3, 2))
    with pytest.raises(SmbiosError):
        from_windows(raw[:-1])


def test_entry_points_name_the_version():
    """Both forms of the entry point are read; anything else names none."""
    assert entry_point_version(b"_SM3_\0\0\x03\x01") == (3, 1)
    assert entry_point_version(b"_SM_\0\0\x02\x08") == (2, 8)
    assert entry_point_version(b"") is None


def test_misprinted_and_legacy_entry_points_are_understood():
    """2.31 means 2.3; the legacy form has its version in one byte."""
    assert entry_point_version(b"_SM_" + bytes([0, 31, 2, 31])) == (2, 3)
    legacy = b"_DMI_" + bytes(9) + b"\x20\0"
    assert entry_point_version(legacy) == (2, 0)
