"""A UDP socket to one device: sends packets, and gives what comes until a time is up."""

import contextlib
import socket
import sys
import time
from collections.abc import Callable, Iterator

from agent.sources.snmp.address import Address
from agent.sources.snmp.device import NoAnswerError
from agent.sources.snmp.message import MOST_OCTETS

_TELL_ERRORS = {socket.AF_INET: (0, 11), socket.AF_INET6: (41, 25)}
"""Linux's IP_RECVERR and IPV6_RECVERR, which Python does not name: the kernel tells of
a closed port without the socket being bound to a single sender."""
_ERROR_QUEUE = 0x2000  # Linux's MSG_ERRQUEUE


class Line:
    """The socket; *refused* tells whether the last packet met a closed port.

    Raises:
        NoAnswerError: there can be none from such an address.
    """

    def __init__(
        self,
        address: Address,
        monotonic: Callable[[], float] = time.monotonic,
        rest: Callable[[float], None] = time.sleep,
    ) -> None:
        family = socket.AF_INET6 if address.is_ipv6 else socket.AF_INET
        try:
            found = socket.getaddrinfo(
                address.host, address.port, family, socket.SOCK_DGRAM
            )
            self._socket = socket.socket(family, socket.SOCK_DGRAM)
        except OSError as err:
            raise NoAnswerError("no way to it") from err
        self._to = found[0][4]
        self._tells_errors = sys.platform == "linux"
        if self._tells_errors:
            self._socket.setsockopt(*_TELL_ERRORS[family], 1)
        self._monotonic = monotonic
        self.rest = rest
        self.refused = False
        self._patience: float | None = None

    def send(self, packet: bytes) -> None:
        """Send *packet*; that it cannot be sent is a refusal."""
        self.refused = False
        try:
            try:
                self._socket.sendto(packet, self._to)
            except OSError:  # of an earlier packet, perhaps
                self._refuse()
                self._socket.sendto(packet, self._to)
                self.refused = False
        except OSError:
            self._refuse()

    def received(self, seconds: float) -> Iterator[tuple[bytes, bool]]:
        """Yield what comes, and whether from the device's own address.

        Ends when *seconds* have passed, or at the message that the port is closed.
        """
        end = self._monotonic() + seconds
        while not self.refused and seconds > 0:
            try:
                if seconds != self._patience:
                    self._socket.settimeout(seconds)
                    self._patience = seconds
                data, sender = self._socket.recvfrom(MOST_OCTETS)
            except TimeoutError:
                return
            except OSError:
                self._refuse()
                return
            yield data, sender[:2] == self._to[:2]
            seconds = end - self._monotonic()

    def close(self) -> None:
        """Close the socket; twice does no harm."""
        self._socket.close()

    def _refuse(self) -> None:
        self.refused = True
        if not self._tells_errors:
            return
        # What the kernel keeps of each message would fill the socket's room.
        self._socket.settimeout(0)
        self._patience = None
        with contextlib.suppress(OSError):
            while True:
                self._socket.recvmsg(MOST_OCTETS, 1024, _ERROR_QUEUE)
