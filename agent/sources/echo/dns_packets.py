"""Questions to a DNS resolver as octets (RFC 1035). Pure; only heads are read."""

import struct

NOERROR, NXDOMAIN = 0, 3
TYPE_A, TYPE_NS = 1, 2
_HEAD = struct.Struct("!6H")
_RECURSE, _RESPONSE = 0x0100, 0x8000
_INTERNET = 1
_LONGEST_LABEL, _LONGEST_NAME = 63, 255


class DnsNameError(ValueError):
    """The text is no name of the DNS."""


def question(identifier: int, name: str) -> bytes:
    """Return a query for the addresses of *name*, or for the root's servers (``.``).

    Raises:
        DnsNameError: it is no name.
    """
    kind = TYPE_NS if name == "." else TYPE_A
    head = _HEAD.pack(identifier, _RECURSE, 1, 0, 0, 0)
    return head + encoded(name) + struct.pack("!2H", kind, _INTERNET)


def encoded(name: str) -> bytes:
    """Return *name* as labels.

    Raises:
        DnsNameError: a label is empty or too long, or has letters outside ASCII.
    """
    labels = [] if name == "." else name.removesuffix(".").split(".")
    try:
        octets = [label.encode("ascii") for label in labels]
    except UnicodeEncodeError as err:
        raise DnsNameError(f"{name}: only letters of ASCII") from err
    if any(not 0 < len(label) <= _LONGEST_LABEL for label in octets):
        raise DnsNameError(f"{name}: a label has 1 to 63 letters")
    whole = b"".join(bytes([len(label)]) + label for label in octets) + b"\0"
    if len(whole) > _LONGEST_NAME:
        raise DnsNameError(f"{name}: longer than 255 octets")
    return whole


def answers(octets: bytes, query: bytes) -> int | None:
    """Return the response code with which *octets* answer *query*; None: they do not.

    The number and the question must be ours; the rest is not looked at.
    """
    if len(octets) < _HEAD.size or octets[:2] != query[:2]:
        return None
    flags, questions = struct.unpack_from("!2H", octets, 2)
    if not flags & _RESPONSE or questions != 1:
        return None
    asked = query[_HEAD.size :]
    if octets[_HEAD.size : _HEAD.size + len(asked)].lower() != asked.lower():
        return None
    return int(flags & 0x0F)
