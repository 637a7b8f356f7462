"""How the store packs what is many or long."""

import zlib


def pack(body: bytes) -> bytes:
    """Return *body* as the store keeps it."""
    # A small window is set up faster than zlib's default; reports are short.
    packer = zlib.compressobj(1, zlib.DEFLATED, -12, 4)
    return packer.compress(body) + packer.flush()


def unpack(packed: bytes) -> bytes:
    """Return the body that ``pack`` packed."""
    return zlib.decompress(packed, -12)
