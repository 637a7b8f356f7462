"""One socket for questions to many addresses at once."""

import contextlib
import selectors
import socket
import time
from typing import Protocol

from agent.sources.snmp.address import Address

_LARGEST = 65_535
_AT_ONCE = 1000
"""Datagrams taken in one go: a flood must not keep a sweep from its clock."""


class Datagrams(Protocol):
    """A way to send datagrams to anybody, and to hear the answers."""

    def send(self, packet: bytes, address: Address) -> bool:
        """Send *packet*; False if this machine cannot reach that address."""
        ...

    def receive(self, wait_s: float) -> list[tuple[bytes, Address]]:
        """Return what came, waiting up to *wait_s* seconds for the first."""
        ...


class UdpDatagrams:
    """``Datagrams`` by UDP, one socket for IPv4 and one for IPv6, made when needed."""

    def __init__(self) -> None:
        self._sockets: dict[bool, socket.socket | None] = {}

    def send(self, packet: bytes, address: Address) -> bool:
        """Send *packet*; the kernel refuses broadcast addresses of its own networks."""
        own = self._socket(ipv6=address.is_ipv6)
        if own is None:
            return False
        try:
            own.sendto(packet, (address.host, address.port))
        except OSError:
            return False
        return True

    def receive(self, wait_s: float) -> list[tuple[bytes, Address]]:
        """Return what came, waiting up to *wait_s* seconds for the first."""
        opened = [own for own in self._sockets.values() if own is not None]
        if not opened:  # nothing was sent, so nothing can come
            time.sleep(max(wait_s, 0))
            return []
        # Not ``select``: an agent of many devices has more sockets than that can take.
        with selectors.DefaultSelector() as selector:
            for place, own in enumerate(opened):
                selector.register(own, selectors.EVENT_READ, place)
            ready = [opened[key.data] for key, _ in selector.select(max(wait_s, 0))]
        return [found for own in ready for found in self._drain(own)]

    def close(self) -> None:
        """Close the sockets."""
        for own in self._sockets.values():
            if own is not None:
                own.close()
        self._sockets.clear()

    def _socket(self, *, ipv6: bool) -> socket.socket | None:
        if ipv6 not in self._sockets:
            made: socket.socket | None = None
            with contextlib.suppress(OSError):  # a machine without IPv6
                family = socket.AF_INET6 if ipv6 else socket.AF_INET
                made = socket.socket(family, socket.SOCK_DGRAM)
                made.settimeout(0)
            self._sockets[ipv6] = made
        return self._sockets[ipv6]

    def _drain(self, own: socket.socket) -> list[tuple[bytes, Address]]:
        found = []
        for _ in range(_AT_ONCE):
            try:
                packet, sender = own.recvfrom(_LARGEST)
            except BlockingIOError:
                break
            except OSError:  # Windows tells here that somebody is not there
                continue
            found.append((packet, Address(str(sender[0]), int(sender[1]))))
        return found
