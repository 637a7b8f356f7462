"""One value of a walk as a number or a text, whatever was sent for it."""

from agent.readers.snmp.rows import Value

MOST_OCTETS = 65_535
"""No value of a device is longer than the datagram that carries it."""
_LEAST, _MOST = -(1 << 63), (1 << 64) - 1
_BLANKS = " \t\r\n"


def number(value: Value | None) -> int | None:
    """Return the number that *value* is; None for text, and for what no counter holds."""
    if isinstance(value, int) and _LEAST <= value <= _MOST:
        return int(value)
    return None


def text(value: Value | None) -> str | None:
    """Return *value* as text: UTF-8, else Latin-1, without blanks around it.

    NULs at the end are taken off too. Numbers and object identifiers are written out.
    """
    if value is None:
        return None
    if isinstance(value, bytes):
        return _trimmed(_decoded(value[:MOST_OCTETS]))
    if isinstance(value, int):
        return None if number(value) is None else str(value)
    return ".".join(str(part) for part in value if number(part) is not None)


def said(value: Value | None) -> str | None:
    """Return *value* as text, and None where it is empty."""
    return text(value) or None


def raw_hex(value: Value | None) -> str | None:
    """Return the octets of *value* where ``text`` does not say all of them.

    That is where something was taken off, and for control characters and other
    alphabets than UTF-8.
    """
    if not isinstance(value, bytes):
        return None
    octets = value[:MOST_OCTETS]
    try:
        whole = octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.hex()
    odd = whole != text(octets) or any(octet < 32 or octet == 127 for octet in octets)
    return octets.hex() if odd else None


def _decoded(octets: bytes) -> str:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("iso-8859-1")


def _trimmed(whole: str) -> str:
    return whole.rstrip("\0").strip(_BLANKS).rstrip("\0")
