"""The time of a TCP handshake, where ICMP is not allowed or not answered."""

import socket
import time

from agent.sources.echo import Method, family


class TcpEcho:
    """Asks one address by a TCP handshake.

    Who refuses is there, and answered as fast; only silence is none. The connection is
    reset at once, so that it leaves nothing behind (no TIME-WAIT).
    """

    method: Method = "tcp"

    def __init__(self, address: str, port: int, source: str | None = None) -> None:
        self._place = (address, port)
        self._source = source

    def ask(self, timeout_s: float) -> float | None:
        """Return the time of the handshake in seconds; None if nobody answered."""
        with socket.socket(family(self._place[0]), socket.SOCK_STREAM) as door:
            door.settimeout(timeout_s)
            door.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            started = time.perf_counter()
            try:
                if self._source:
                    door.bind((self._source, 0))
                started = time.perf_counter()
                door.connect(self._place)
            except ConnectionRefusedError:
                pass
            except OSError:
                return None
            return time.perf_counter() - started

    def close(self) -> None:
        """Nothing is held open."""
