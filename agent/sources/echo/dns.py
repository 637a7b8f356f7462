"""The time in which a DNS resolver answers."""

import secrets
import socket
import time

from agent.sources.echo import EchoError, Method, family
from agent.sources.echo.dns_packets import (
    NOERROR,
    NXDOMAIN,
    DnsNameError,
    answers,
    question,
)

PORT = 53


class DnsEcho:
    """Asks one resolver for one name; that there is no such name is an answer, too."""

    method: Method = "dns"

    def __init__(
        self, address: str, name: str, source: str | None = None, *, port: int = PORT
    ) -> None:
        try:
            question(0, name)
        except DnsNameError as err:
            raise EchoError(str(err)) from err
        self._place = (address, port)
        self._name = name
        self._source = source

    def ask(self, timeout_s: float) -> float | None:
        """Return the time of the answer in seconds; None: none, or the resolver failed.

        Each question has its own port and number, so that nobody else can answer it.
        """
        query = question(secrets.randbelow(1 << 16), self._name)
        try:
            with socket.socket(family(self._place[0]), socket.SOCK_DGRAM) as door:
                if self._source:
                    door.bind((self._source, 0))
                door.connect(self._place)
                started = time.perf_counter()
                door.send(query)
                return self._answer(door, query, (started, timeout_s))
        except OSError:
            return None

    @staticmethod
    def _answer(
        door: socket.socket, query: bytes, limit: tuple[float, float]
    ) -> float | None:
        started, timeout_s = limit
        while (left := started + timeout_s - time.perf_counter()) > 0:
            door.settimeout(left)
            code = answers(door.recv(4096), query)
            if code is not None:
                took = time.perf_counter() - started
                return took if code in {NOERROR, NXDOMAIN} else None
        return None

    def close(self) -> None:
        """Nothing is held open."""
