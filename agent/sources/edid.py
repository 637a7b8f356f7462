"""What a monitor says about itself: the first block of its EDID."""

from agent.sources.inventory import Display
from agent.sources.smbios_words import clean

_MAGIC = b"\0\xff\xff\xff\xff\xff\xff\0"
_SERIAL, _NAME = 0xFF, 0xFC


class EdidError(ValueError):
    """The bytes are not an EDID block."""


def decode_edid(raw: bytes) -> Display:
    """Return the monitor that *raw* describes.

    Raises:
        EdidError: cut off, another format, or damaged (wrong check sum).
    """
    block = raw[:128]
    if len(block) < 128 or not block.startswith(_MAGIC) or sum(block) % 256:
        raise EdidError("not an EDID block")
    maker = int.from_bytes(block[8:10], "big")
    letters = [(maker >> shift & 31) + 64 for shift in (10, 5, 0)]
    texts = {}
    for start in (54, 72, 90, 108):
        if block[start : start + 3] == b"\0\0\0":
            text = block[start + 5 : start + 18].split(b"\n")[0]
            texts[block[start + 3]] = clean(text.decode("ascii", "replace"))
    number = int.from_bytes(block[12:16], "little")
    serial = texts.get(_SERIAL) or (str(number) if number > 1 else None)
    valid = all(65 <= letter <= 90 for letter in letters)
    return Display(
        manufacturer="".join(map(chr, letters)) if valid else None,
        model=texts.get(_NAME) or f"{int.from_bytes(block[10:12], 'little'):04x}",
        serial=serial,
        year=1990 + block[17] if block[17] else None,
        width_mm=block[21] * 10 or None,
        height_mm=block[22] * 10 or None,
        reasons=dict.fromkeys(("serial", "year", "width_mm"), "the EDID has none"),
    )
