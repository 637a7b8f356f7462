"""What tests of throughput say to each other: limits, flows, what was measured."""

from typing import Literal, NamedTuple, Protocol

from agent.readers.linux.tcp_info import TcpInfo

Direction = Literal["down", "up"]
Word = Literal["ok", "busy", "metered", "capped", "failed"]
DIRECTIONS: tuple[Direction, ...] = ("down", "up")
CHUNK_BYTES = 1 << 16


class NoFigureError(Exception):
    """The test gave no figure; the text says why, for a person.

    ``used``: the bytes that it cost all the same.
    """

    used = 0


class CappedError(NoFigureError):
    """A cap ended the test before there was a figure."""


class Limits(NamedTuple):
    """Caps of one direction of one test. Bytes are payload of TCP."""

    seconds: float = 10.0
    warm_up_s: float = 2.0
    most_bytes: int = 150_000_000
    streams: int = 4


class Moment(NamedTuple):
    """How far a test is: seconds since its beginning, bytes that have passed.

    ``segments``: how many segments with data have arrived, in order or not, where the
    kernel tells.
    """

    at_s: float
    passed: int
    segments: int | None = None


class Measured(NamedTuple):
    """What one direction gave, in the terms of RFC 6349.

    ``rate_bytes``: TCP throughput, bytes of payload a second without the warm-up.
    ``used_bytes``: what was sent or received in all, warm-up included.
    ``efficiency``: the share of the bytes sent that was no retransmission, where the
    sender's kernel tells. ``loaded_s`` and ``idle_s``: median RTT while it ran and
    before; their difference is the buffer delay. ``capped``: the cap of bytes ended it.
    """

    rate_bytes: float
    used_bytes: int
    seconds: float
    efficiency: float | None = None
    idle_s: float | None = None
    loaded_s: float | None = None
    capped: bool = False

    @property
    def buffer_delay_s(self) -> float | None:
        """Seconds that a full line adds to the RTT."""
        if self.idle_s is None or self.loaded_s is None:
            return None
        return max(0.0, self.loaded_s - self.idle_s)


class Flow(Protocol):
    """One open stream. Any method may raise OSError, or NoFigureError with a reason."""

    def receive(self, most: int) -> int:
        """Receive up to *most* bytes and return how many; 0: the server has ended."""
        ...

    def send(self, data: memoryview) -> int:
        """Send a part of *data* and return how much."""
        ...

    def kernel(self) -> TcpInfo | None:
        """Return what the kernel knows of the stream, where it tells."""
        ...

    def abort(self) -> None:
        """Make what waits in it return or fail at once; from any thread."""
        ...

    def close(self) -> None:
        """End it, and forget what was not sent yet."""
        ...


class Door(Protocol):
    """One way to test against one server."""

    def open(self, direction: Direction) -> Flow:
        """Return a new stream.

        Raises:
            NoFigureError: the server refuses or is not one.
            OSError: there is no connection.
        """
        ...

    def rtt(self) -> float | None:
        """Return the RTT of one small probe, in seconds; None: no answer."""
        ...
