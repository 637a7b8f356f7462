"""InetAddress of RFC 4001 in indexes and values, as text."""

import ipaddress
from collections.abc import Sequence

_IPV4, _IPV6, _IPV4Z, _IPV6Z = 1, 2, 3, 4
_OCTETS = {_IPV4: 4, _IPV6: 16, _IPV4Z: 8, _IPV6Z: 20}
_ZONE = 4


def inet(kind: int, octets: Sequence[int]) -> str | None:
    """Return the address of InetAddressType *kind*, without its zone; None if it is none."""
    size = _OCTETS.get(kind)
    if size is None or len(octets) != size:
        return None
    plain = octets[:-_ZONE] if kind in {_IPV4Z, _IPV6Z} else octets
    if min(plain) < 0 or max(plain) > 255:
        return None
    return str(ipaddress.ip_address(bytes(plain)))


def from_index(parts: Sequence[int]) -> str | None:
    """Return the address in an index: its type, its length, its octets.

    Some agents leave the length out.
    """
    if len(parts) < 2:
        return None
    kind, rest = parts[0], parts[1:]
    return inet(kind, rest[1:] if rest[0] == len(rest) - 1 else rest)


def is_of_a_host(text: str) -> bool:
    """Return whether *text* is an address that others can reach one machine by."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not (
        address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or text == "255.255.255.255"
    )
