"""Addresses and identifiers of devices and ports, in one spelling."""

import re

from agent.readers.snmp.rows import Value
from agent.readers.snmp.values import text

_BETWEEN = re.compile(r"[ :.-]")
_TWELVE_DIGITS = re.compile(r"[0-9a-f]{12}", re.ASCII)
_IANA_IPV4 = 1


def mac(octets: Value | None) -> str | None:
    """Return six *octets* (bytes, or part of an index) in lower case with colons.

    None if they are not six, or one is no octet.
    """
    if octets is None or isinstance(octets, int) or len(octets) != 6:
        return None
    if min(octets) < 0 or max(octets) > 255:
        return None
    return ":".join(f"{octet:02x}" for octet in octets)


def ipv4(value: Value | None) -> str | None:
    """Return the four bytes of an IPv4 address with dots; None if they are not four."""
    if isinstance(value, bytes) and len(value) == 4:
        return ".".join(str(octet) for octet in value)
    return None


def identifier(
    value: Value | None, *, is_mac: bool = False, is_network: bool = False
) -> str | None:
    """Return an LLDP chassis or port identifier in the spelling that compares.

    Args:
        value: what the neighbour announced.
        is_mac: its subtype says MAC address: some agents send that as text.
        is_network: its subtype says network address: the family, then the address.

    What is neither such an address nor text is a MAC if it has six bytes, else the
    bytes in hex digits.
    """
    if not isinstance(value, bytes):
        return text(value)
    return (
        (_announced_mac(value) if is_mac else None)
        or (_announced_ipv4(value) if is_network else None)
        or _readable(value)
    )


def _announced_mac(value: bytes) -> str | None:
    if len(value) == 6:
        return mac(value)
    digits = _BETWEEN.sub("", text(value) or "").lower()
    return mac(bytes.fromhex(digits)) if _TWELVE_DIGITS.fullmatch(digits) else None


def _announced_ipv4(value: bytes) -> str | None:
    return ipv4(value[1:]) if value[:1] == bytes([_IANA_IPV4]) else None


def _readable(value: bytes) -> str | None:
    if all(32 <= octet < 127 for octet in value.rstrip(b"\0")):
        return text(value)
    try:
        decoded = value.decode()
    except UnicodeDecodeError:
        decoded = "\0"
    if decoded.isprintable():
        return decoded
    return mac(value) or value.hex()
