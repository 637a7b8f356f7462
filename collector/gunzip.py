"""Unpacks gzip bodies within a limit, so that a bomb costs no more than a body."""

import zlib

_CHUNK = 64 * 1024


class GunzipError(ValueError):
    """The body is not gzip, or not all of it."""


class TooLargeError(ValueError):
    """The body is longer than allowed once it is unpacked."""


def gunzip(body: bytes, *, limit: int) -> bytes:
    """Return what *body* packs, of one gzip member or several.

    Raises:
        TooLargeError: more than *limit* bytes; unpacking stops there.
        GunzipError: damaged, cut off, or followed by something else.
    """
    parts: list[bytes] = []
    size, rest = 0, body
    while rest or not parts:
        unpack = zlib.decompressobj(wbits=31)
        while not unpack.eof:
            try:
                part = unpack.decompress(rest, min(_CHUNK, limit - size + 1))
            except zlib.error as err:
                raise GunzipError(f"the body is not gzip: {err}") from err
            size += len(part)
            if size > limit:
                raise TooLargeError(f"the body is over {limit} bytes unpacked")
            parts.append(part)
            rest = unpack.unconsumed_tail
            if not rest and not part and not unpack.eof:
                raise GunzipError("the gzip body is cut off")
        rest = unpack.unused_data
    return b"".join(parts) if len(parts) > 1 else parts[0]
