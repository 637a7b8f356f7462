"""Where a device listens: HOST, HOST:PORT, [IPv6]:PORT."""

import re
import socket

import msgspec

PORT = 161
_FORM = re.compile(r"(?:\[([^\[\]]+)\]|([^:\[\]]+))(?::([0-9]{1,5}))?")


class AddressError(ValueError):
    """That is no address, or its name is unknown."""


class Address(msgspec.Struct, frozen=True):
    """An IP address and a UDP port."""

    host: str
    port: int = PORT

    @property
    def is_ipv6(self) -> bool:
        """Whether it is of IPv6."""
        return ":" in self.host


def parse(text: str) -> tuple[str, int]:
    """Return host and port in *text*; an IPv6 address with a port needs brackets.

    Raises:
        AddressError: it is none.
    """
    text = text.strip()
    bare = text.count(":") > 1 and not text.startswith("[")
    if bare:
        host, port = text, ""
    else:
        form = _FORM.fullmatch(text)
        if form is None:
            raise AddressError(text)
        host, port = form[1] or form[2], form[3] or ""
    number = int(port or PORT)
    if not 0 < number < 65536 or not host or re.search(r"\s", host):
        raise AddressError(text)
    return host, number


def resolve(text: str) -> Address:
    """Return the address that *text* names, asking the resolver where it is a name.

    Raises:
        AddressError: it is none, or the name is unknown.
    """
    host, port = parse(text)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError) as err:
        raise AddressError(text) from err
    place = found[0][4]
    scope = f"%{place[3]}" if len(place) > 3 and place[3] else ""  # of a link's own
    return Address(f"{place[0]}{scope}", port)
