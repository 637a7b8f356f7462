"""Ranges of addresses as people write them: one, FIRST-LAST, or a network (CIDR)."""

import ipaddress
from collections.abc import Iterable, Iterator
from gettext import gettext as _

import msgspec

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

MOST_ADDRESSES = 4096
"""How many addresses are asked in one go: about three minutes at 20 a second."""
_MOST_TEXT = 100
_V4, _V6 = 4, 6


class RangeError(ValueError):
    """A range cannot be used; the text says which, why, and what to write."""


class AddressRange(msgspec.Struct, frozen=True):
    """All addresses from *first* to *last*, of one version of IP.

    *edges*: the ends are no device's: the network's own and its broadcast address.
    """

    text: str
    first: IpAddress
    last: IpAddress
    edges: bool = False

    def __contains__(self, address: IpAddress) -> bool:
        """Return whether *address* is one that may be asked."""
        if address.version != self.first.version:
            return False
        number = int(address)
        if not int(self.first) <= number <= int(self.last):
            return False
        return not self._left_out(number)

    @property
    def size(self) -> int:
        """How many addresses it spans, those left out included."""
        return int(self.last) - int(self.first) + 1

    def __iter__(self) -> Iterator[IpAddress]:
        """Yield the addresses that may be asked, in order."""
        kind = type(self.first)
        for number in range(int(self.first), int(self.last) + 1):
            if not self._left_out(number):
                yield kind(number)

    def _left_out(self, number: int) -> bool:
        """Return whether *number* is an address of no device.

        Of FIRST-LAST nobody says where its networks end; in nearly all they end with
        .0 and .255.
        """
        if self.size == 1:
            return False
        if self.first.version == _V6:  # RFC 4291: the first is that of any router
            return self.edges and number == int(self.first)
        if self.edges:
            return number in (int(self.first), int(self.last))
        return "-" in self.text and number & 0xFF in (0, 0xFF)


def parse_range(text: str) -> AddressRange:
    """Return the range that *text* writes: ``A``, ``A-B``, ``A-5`` or ``A/24``.

    Raises:
        RangeError: it is none, or of addresses that no device has.
    """
    text = text.strip()
    try:
        found = _parsed(text)
    except ValueError as err:
        raise RangeError(
            _(
                "{text} is no range of addresses: write 192.0.2.7,"
                " 192.0.2.10-192.0.2.40 or 192.0.2.0/24"
            ).format(text=text[:_MOST_TEXT])
        ) from err
    if any(_nobodys(end) for end in (found.first, found.last)):
        raise RangeError(
            _("{text}: these are addresses of no single device").format(text=text)
        )
    return found


def parse_ranges(texts: Iterable[str]) -> tuple[AddressRange, ...]:
    """Return the ranges that *texts* write.

    Raises:
        RangeError: as for ``parse_range``.
    """
    return tuple(parse_range(text) for text in texts)


def addresses_of(
    ranges: Iterable[AddressRange], *, most: int = MOST_ADDRESSES
) -> tuple[IpAddress, ...]:
    """Return the addresses in *ranges*, each once, in order.

    Raises:
        RangeError: they are more than *most*; says how to split them.
    """
    found: dict[IpAddress, None] = {}
    total = 0
    for one in ranges:
        total += one.size
        if total > most + 2:  # edges
            raise RangeError(_too_many(one, total, most))
        found.update(dict.fromkeys(one))
    return tuple(found)


def lies_in(address: str, ranges: Iterable[AddressRange]) -> bool:
    """Return whether the text *address* is one that may be asked by *ranges*."""
    try:
        wanted = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(wanted in one for one in ranges)


def _parsed(text: str) -> AddressRange:
    if len(text) > _MOST_TEXT or "%" in text:
        raise ValueError(text)
    if "/" in text:
        network = ipaddress.ip_network(text, strict=False)
        first, last = network.network_address, network.broadcast_address
        return AddressRange(text, first, last, network.num_addresses > 2)
    begin, dash, end = (part.strip() for part in text.partition("-"))
    first = ipaddress.ip_address(begin)
    if not dash:
        return AddressRange(text, first, first)
    if end.isascii() and end.isdigit() and first.version == _V4:
        end = f"{begin.rpartition('.')[0]}.{end}"
    last = ipaddress.ip_address(end)
    if first.version != last.version or int(first) > int(last):
        raise ValueError(text)
    return AddressRange(text, first, last)


def _nobodys(address: IpAddress) -> bool:
    if address.is_multicast or address.is_unspecified:
        return True
    return address.version == _V4 and address.is_reserved


def _too_many(one: AddressRange, total: int, most: int) -> str:
    if one.size <= most:
        return _(
            "the ranges have {count} addresses together, at most {most} are asked in"
            " one go: ask some of them later"
        ).format(count=f"{total:,}", most=f"{most:,}")
    parts = []
    step = 1 << (most.bit_length() - 1)
    kind, start = type(one.first), int(one.first)
    length = one.first.max_prefixlen - (step.bit_length() - 1)
    for position in range(2):
        at = start + position * step
        parts.append(f"{kind(at)}/{length}")
        if at & (step - 1):
            parts[-1] = f"{kind(at)}-{kind(at + step - 1)}"
    return _(
        "{range} has {count} addresses, at most {most} are asked in one go: name"
        " smaller ranges, for example {parts} …, or only those where devices stand"
    ).format(
        range=one.text,
        count=f"{one.size:,}",
        most=f"{most:,}",
        parts=" ".join(parts),
    )
