"""The structures of a raw SMBIOS table: fields by offset, strings by number."""

from collections.abc import Iterator
from typing import NamedTuple

MOST_BYTES = 1 << 20
_END_OF_TABLE = 127
_MISPRINTED_MINORS = {31: 3, 33: 3, 51: 6}
"""Minor versions of SMBIOS 2 as some firmware spells them: 2.31 means 2.3."""


class SmbiosError(ValueError):
    """The bytes are not an SMBIOS table."""


class Structure(NamedTuple):
    """One structure; a field that lies beyond its end reads as None."""

    kind: int
    handle: int
    data: bytes
    strings: tuple[str, ...]

    def number(self, offset: int, size: int) -> int | None:
        """Return the little-endian number at *offset*, or None if not there."""
        if offset + size > len(self.data):
            return None
        return int.from_bytes(self.data[offset : offset + size], "little")

    def text(self, offset: int) -> str | None:
        """Return the string that the byte at *offset* refers to, or None."""
        index = self.number(offset, 1) or 0
        return self.strings[index - 1] if 0 < index <= len(self.strings) else None


def structures(table: bytes) -> Iterator[Structure]:
    """Yield the structures of *table* in order, up to its end or the first damage.

    Raises:
        SmbiosError: the table is larger than any machine's.
    """
    if len(table) > MOST_BYTES:
        raise SmbiosError(f"an SMBIOS table of {len(table)} bytes is not plausible")
    start = 0
    while start + 4 <= len(table):
        kind, length = table[start], table[start + 1]
        body_end = start + length
        strings_end = table.find(b"\0\0", body_end)
        if length < 4 or strings_end < 0:
            return
        raw = table[body_end:strings_end]
        strings = tuple(s.decode("utf-8", "replace") for s in raw.split(b"\0"))
        handle = int.from_bytes(table[start + 2 : start + 4], "little")
        yield Structure(kind, handle, table[start:body_end], strings if raw else ())
        if kind == _END_OF_TABLE:
            return
        start = strings_end + 2


def from_windows(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """Return table and version from what ``GetSystemFirmwareTable('RSMB')`` gives.

    Raises:
        SmbiosError: the header is cut off or promises more than there is.
    """
    length = int.from_bytes(raw[4:8], "little")
    if len(raw) < 8 or length > len(raw) - 8:
        raise SmbiosError("the firmware table of Windows is cut off")
    return raw[8 : 8 + length], (raw[1], raw[2])


def entry_point_version(raw: bytes) -> tuple[int, int] | None:
    """Return the SMBIOS version that an entry point (32 or 64 bits) names."""
    if raw.startswith(b"_SM3_") and len(raw) > 8:
        return raw[7], raw[8]
    if raw.startswith(b"_SM_") and len(raw) > 7:
        return raw[6], _MISPRINTED_MINORS.get(raw[7], raw[7])
    if raw.startswith(b"_DMI_") and len(raw) > 14:  # before 2.1: one nibble each
        return raw[14] >> 4, raw[14] & 0xF
    return None


def _stated_start(raw: bytes) -> int:
    if raw.startswith(b"_SM3_"):
        return int.from_bytes(raw[16:24], "little")
    return int.from_bytes(
        raw[24:28] if raw.startswith(b"_SM_") else raw[8:12], "little"
    )


def from_dump(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """Return table and version of a saved table, whatever program saved it.

    That is ``dmidecode --dump-bin`` (an entry point names where the table stands),
    ``GetSystemFirmwareTable`` (eight bytes before it), or the table alone.

    Raises:
        SmbiosError: the entry point names a place beyond the end.
    """
    version = entry_point_version(raw)
    if version is not None:
        start = _stated_start(raw)
        if not 0x18 <= start < len(raw):
            start = 0x20  # a dump of old versions keeps the address of the machine
        if start >= len(raw):
            raise SmbiosError("the dump holds an entry point, but no table")
        return raw[start:], version
    if len(raw) > 12 and int.from_bytes(raw[4:8], "little") == len(raw) - 8:
        return from_windows(raw)
    return raw, (3, 0)
