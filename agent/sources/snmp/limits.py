"""How much a device is asked for at once: what a walk may take, and what it learns."""

import msgspec

from agent.sources.snmp.columns import MOST_OCTETS
from agent.sources.snmp.device import (
    MissingError,
    NoAnswerError,
    SnmpError,
    TooBigError,
)


class Limits(msgspec.Struct, frozen=True):
    """How much one walk may take; rows, octets, seconds; rows and names in a packet.

    *cells* are values in one reply: 64 of a table of counters fit in a frame of
    Ethernet, so that no reply comes in fragments.
    """

    most_rows: int = 100_000
    most_octets: int = MOST_OCTETS
    most_s: float = 60.0
    repetitions: int = 24
    names: int = 16
    cells: int = 64


class Size(msgspec.Struct, frozen=True):
    """What one question asks for; no *repetitions*: by GETNEXT."""

    names: int
    repetitions: int

    def of(self, names: int, cells: int) -> "Size":
        """Return the size of a question with so many *names* and at most *cells*."""
        count = max(1, min(names, self.names))
        rows = min(self.repetitions, max(1, cells // count))
        return Size(count, rows)


def smaller(size: Size, err: SnmpError, most_names: int) -> Size | None:
    """Return the size to try after *err* came back to *size*; None: there is none.

    A reply that is too big wants fewer rows, then fewer names. Silence costs time, so
    it goes down in greater steps. Anything else may be the fault of one of the names:
    fewer of them, and when GETBULK fails with a single one, GETNEXT with many again.
    """
    if isinstance(err, NoAnswerError):
        return _after_silence(size)
    if isinstance(err, TooBigError) and size.repetitions > 1:
        return Size(size.names, size.repetitions // 2)
    if size.names > 1:
        return Size(size.names // 2, size.repetitions)
    if size.repetitions:
        return Size(1 if isinstance(err, TooBigError) else most_names, 0)
    return None


def _after_silence(size: Size) -> Size | None:
    if size.names * size.repetitions > 4:
        return Size(max(1, size.names // 4), max(1, size.repetitions // 4))
    return Size(1, 0) if size != Size(1, 0) else None


def ends(err: SnmpError, size: Size) -> bool:
    """Return whether *err* is how SNMPv1 says that nothing follows a name."""
    return isinstance(err, MissingError) and not size.repetitions
