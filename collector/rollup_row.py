"""The packed row of a roll-up: a few bytes for each sketch."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from collector.signals import SIGNALS
from collector.sketch import Sketch, SketchError
from collector.varint import VarintError, get_varint, put_varint

VERSION = 1
COMPRESSED = 2  # the same, deflated: the ports of a device have long names
_COMPRESS_FROM = 2048  # bytes; a machine's row is shorter
_NUMBERS = {name: number for number, name in enumerate(SIGNALS, start=1)}


@dataclass(frozen=True)
class Rollup:
    """The sketches of one agent's hour, by signal, and from how many reports."""

    reports: int
    sketches: Mapping[str, Sketch]


def encode_rollup(rollup: Rollup) -> bytes:
    """Return *rollup* packed; a known signal is named by its number."""
    out = bytearray([VERSION])
    put_varint(out, rollup.reports)
    for name in sorted(rollup.sketches):
        number = _NUMBERS.get(name, 0)
        put_varint(out, number)
        if not number:
            text = name.encode()
            put_varint(out, len(text))
            out += text
        sketch = rollup.sketches[name].encode()
        put_varint(out, len(sketch))
        out += sketch
    if len(out) < _COMPRESS_FROM:
        return bytes(out)
    return bytes([COMPRESSED]) + zlib.compress(out[1:], 6)


def decode_rollup(
    packed: bytes, wanted: Callable[[str], bool] = lambda _name: True
) -> Rollup:
    """Return what *packed* holds; a signal number of a newer release is left out.

    Only sketches of signals that are *wanted* are decoded, which takes the time.

    Raises:
        SketchError: the bytes are not a packed row of a known version.
    """
    packed = _plain(packed)
    sketches: dict[str, Sketch] = {}
    try:
        reports, at = get_varint(packed, 1)
        while at < len(packed):
            number, at = get_varint(packed, at)
            if number:
                name = SIGNALS[number - 1] if number <= len(SIGNALS) else ""
            else:
                part, at = _part(packed, at)
                name = part.decode()
            part, at = _part(packed, at)
            if name and wanted(name):
                sketches[name] = Sketch.decode(part)
    except (VarintError, UnicodeDecodeError) as err:
        raise SketchError(f"the roll-up cannot be read: {err}") from err
    return Rollup(reports, sketches)


def _plain(packed: bytes) -> bytes:
    """Return *packed* as it was before it was deflated."""
    version = packed[0] if packed else 0
    if version == COMPRESSED:
        try:
            return bytes([VERSION]) + zlib.decompress(packed[1:])
        except zlib.error as err:
            raise SketchError(f"the roll-up cannot be read: {err}") from err
    if version != VERSION:
        raise SketchError("this is not a roll-up of a version that is known")
    return packed


def _part(packed: bytes, at: int) -> tuple[bytes, int]:
    """Return the bytes after their length at *at*, and where they end."""
    length, at = get_varint(packed, at)
    end = at + length
    if end > len(packed):
        raise SketchError("the roll-up ends too early")
    return packed[at:end], end
