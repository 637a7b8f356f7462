"""Addresses and default gateways of interfaces, from files of /proc/net.

The kernel has no file of IPv4 addresses by interface: fib_trie knows the addresses, route
the networks behind each interface.
"""

import ipaddress
from collections.abc import Iterator

_MOST = 10_000  # of lines
_OWN = "/32 host LOCAL"
_LEAF = "|-- "
_UP, _GATEWAY, _REJECT = 0x1, 0x2, 0x200
_TEMPORARY, _TENTATIVE = 0x01, 0x40
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")

Network = ipaddress.IPv4Network
"""What an interface reaches without a gateway."""


def ipv4_addresses(fib_trie: str, route: str) -> dict[str, list[str]]:
    """Return the IPv4 addresses with prefix by interface; loopback's are left out.

    An address that lies in no network of an interface (a tunnel's end) is nobody's.
    """
    networks = [(name, net) for name, net in _networks(route) if net.prefixlen]
    found: dict[str, list[str]] = {}
    for address in dict.fromkeys(_own(fib_trie)):
        near = [(net.prefixlen, name) for name, net in networks if address in net]
        if near:
            length, name = max(near, key=lambda pair: pair[0])
            found.setdefault(name, []).append(f"{address}/{length}")
    return found


def ipv6_addresses(if_inet6: str) -> dict[str, list[str]]:
    """Return the IPv6 addresses with prefix by interface.

    Those that hold on the link only, or for a day (privacy), are left out.
    """
    found: dict[str, list[str]] = {}
    for words in _rows(if_inet6, 6):
        address, flags = _ipv6(words[0]), _hexadecimal(words[4])
        length = _hexadecimal(words[2])
        if address is None or flags is None or length is None or length > 128:
            continue
        if address.is_link_local or address.is_loopback:
            continue
        if not flags & (_TEMPORARY | _TENTATIVE):
            found.setdefault(words[5], []).append(f"{address}/{length}")
    return found


def gateways(route: str, ipv6_route: str) -> dict[str, list[str]]:
    """Return the default gateways by interface, the preferred first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for words in _rows(route, 8):
        flags, gateway = _hexadecimal(words[3]), _ipv4(words[2])
        if words[1] != "00000000" or words[7] != "00000000" or gateway is None:
            continue
        if flags is not None and flags & _UP and flags & _GATEWAY:
            metric = int(words[6]) if words[6].isdecimal() else 0
            found.setdefault(words[0], []).append((metric, str(gateway)))
    after = 1 << 32  # IPv6 behind IPv4
    for words in _rows(ipv6_route, 10):
        flags, next_hop = _hexadecimal(words[8]), _ipv6(words[4])
        if words[1] != "00" or set(words[0]) != {"0"} or next_hop is None:
            continue
        if flags is not None and flags & _GATEWAY and not flags & _REJECT:
            metric = after + (_hexadecimal(words[5]) or 0)
            found.setdefault(words[9], []).append((metric, str(next_hop)))
    return {
        name: list(dict.fromkeys(gateway for _, gateway in sorted(pairs)))
        for name, pairs in found.items()
    }


def _own(fib_trie: str) -> Iterator[ipaddress.IPv4Address]:
    last = ""
    for line in fib_trie.splitlines()[:_MOST]:
        words = line.strip()
        if words.startswith(_LEAF):
            last = words.removeprefix(_LEAF)
        elif words == _OWN:
            try:
                address = ipaddress.IPv4Address(last)
            except ValueError:
                continue
            if not address.is_loopback:
                yield address


def _rows(content: str, size: int) -> Iterator[list[str]]:
    for line in content.splitlines()[:_MOST]:
        words = line.split()
        if len(words) >= size:
            yield words


def _networks(route: str) -> Iterator[tuple[str, Network]]:
    for words in _rows(route, 8):
        base, mask = _ipv4(words[1]), _ipv4(words[7])
        flags = _hexadecimal(words[3])
        if base is None or mask is None or flags is None:
            continue
        if flags & _UP and not flags & (_GATEWAY | _REJECT):
            try:
                yield words[0], Network(f"{base}/{mask}")
            except ValueError:  # bits below the mask, or holes in it
                continue


def _ipv4(word: str) -> ipaddress.IPv4Address | None:
    """Return the address that the kernel wrote as a number of the machine's order.

    All that Hatang runs on are little-endian.
    """
    number = _hexadecimal(word) if len(word) == 8 else None
    if number is None:
        return None
    return ipaddress.IPv4Address(number.to_bytes(4, "little"))


def _ipv6(word: str) -> ipaddress.IPv6Address | None:
    number = _hexadecimal(word) if len(word) == 32 else None
    return None if number is None else ipaddress.IPv6Address(number)


def _hexadecimal(word: str) -> int | None:
    if not word or len(word) > 32 or not _HEXADECIMAL.issuperset(word):
        return None
    return int(word, 16)
