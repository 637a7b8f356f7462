"""Memory arrays and memory devices of an SMBIOS table."""

from collections.abc import Sequence

import msgspec

from agent.sources.smbios_table import Structure
from agent.sources.smbios_words import FORM_FACTORS, MEMORY_TYPES, NOT_RAM, clean

_SYSTEM_MEMORY = 3
_KIB = 1024
_MIB = 1024 * 1024
_IN_EXTENDED_FIELD = 0x7FFF
_UNKNOWN_SIZE = 0xFFFF
_CAPACITY_IN_EXTENDED_FIELD = 0x8000_0000


class Module(msgspec.Struct, frozen=True):
    """One slot; an empty one has the size 0, None means that nobody knows."""

    locator: str | None = None
    bank: str | None = None
    size_bytes: int | None = None
    memory_type: str | None = None
    form_factor: str | None = None
    speed_mts: int | None = None
    configured_speed_mts: int | None = None
    manufacturer: str | None = None
    part_number: str | None = None
    serial: str | None = None


class Memory(msgspec.Struct, frozen=True):
    """System memory: every slot, and the largest memory that the board takes."""

    slots: tuple[Module, ...] = ()
    maximum_bytes: int | None = None

    @property
    def modules(self) -> tuple[Module, ...]:
        """The populated slots."""
        return tuple(m for m in self.slots if m.size_bytes)

    @property
    def installed_bytes(self) -> int | None:
        """The sum of the modules; None if none is described: ask the system."""
        return sum(m.size_bytes or 0 for m in self.modules) or None


def decode_memory(found: Sequence[Structure]) -> Memory:
    """Return the system memory that *found* describes.

    Devices of an array for another use (video, cache, flash) and firmware stores do
    not count, even if listed among the memory devices.
    """
    arrays = [s for s in found if s.kind == 16]
    system = [s for s in arrays if s.number(5, 1) == _SYSTEM_MEMORY]
    handles = {s.handle for s in system}
    devices = [
        s
        for s in found
        if s.kind == 17
        and (s.number(4, 2) in handles or not arrays)
        and s.number(0x12, 1) not in NOT_RAM
    ]
    return Memory(
        slots=tuple(_module(s) for s in devices),
        maximum_bytes=sum(_capacity(s) for s in system) or None,
    )


def _capacity(s: Structure) -> int:
    kib = s.number(7, 4) or 0
    if kib == _CAPACITY_IN_EXTENDED_FIELD:
        return s.number(0x0F, 8) or 0
    return kib * _KIB


def _size(s: Structure) -> int | None:
    size = s.number(0x0C, 2)
    if size is None or size == _UNKNOWN_SIZE:
        return None
    if size == _IN_EXTENDED_FIELD:
        return ((s.number(0x1C, 4) or 0) & 0x7FFF_FFFF) * _MIB
    return (size & 0x7FFF) * (_KIB if size & 0x8000 else _MIB)


def _speed(s: Structure, short: int, long: int) -> int | None:
    speed = s.number(short, 2)
    if speed == 0xFFFF:
        return s.number(long, 4) or None
    return speed or None


def _module(s: Structure) -> Module:
    size = _size(s)
    locator, bank = clean(s.text(0x10)), clean(s.text(0x11))
    if size == 0:
        return Module(locator, bank, 0)
    return Module(
        locator=locator,
        bank=bank,
        size_bytes=size,
        memory_type=MEMORY_TYPES.get(s.number(0x12, 1) or 0) or None,
        form_factor=FORM_FACTORS.get(s.number(0x0E, 1) or 0),
        speed_mts=_speed(s, 0x15, 0x54),
        configured_speed_mts=_speed(s, 0x20, 0x58),
        manufacturer=clean(s.text(0x17)),
        part_number=clean(s.text(0x1A)),
        serial=clean(s.text(0x18)),
    )
