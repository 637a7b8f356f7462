"""Questions and replies of SNMPv1 and v2c as packets, without a library.

Replies come from anybody, so whatever they hold is a reply or a ``GarbledError``.
"""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from agent.readers.snmp.rows import Oid, Value
from agent.sources.snmp.ber import (
    INTEGER,
    NAME,
    NULL,
    OCTETS,
    SEQUENCE,
    UNSIGNED_TAGS,
    element,
    encoded_integer,
    encoded_oid,
    header,
    integer,
    known_oid,
    value,
)
from agent.sources.snmp.device import GarbledError

GET, NEXT, RESPONSE, BULK = 0xA0, 0xA1, 0xA2, 0xA5
VERSIONS = {"1": 0, "2c": 1}
MOST_OCTETS = 65_535

Row = tuple[Oid, Value | None]


class Response(msgspec.Struct, frozen=True):
    """A reply whose rows are still octets; *position* is of the name it complains of."""

    version: int
    community: bytes
    request: int
    status: int
    position: int
    data: bytes
    start: int

    def rows(self) -> list[Row]:
        """Return names and values; None: the device has no such object.

        Raises:
            GarbledError: they are not rows.
        """
        tag, start, stop = header(self.data, self.start, len(self.data))
        if tag != SEQUENCE:
            raise GarbledError("no rows")
        return _rows(self.data, start, stop)


def question(  # noqa: PLR0913 - these are the fields of a packet
    kind: int,
    version: int,
    community: bytes,
    request: int,
    names: Sequence[Oid],
    *,
    repetitions: int = 0,
) -> bytes:
    """Return the packet that asks for *names*; *kind* is GET, NEXT or BULK.

    Raises:
        ValueError: a name is no object identifier.
    """
    rows = element(SEQUENCE, b"".join(map(_asked, names)))
    sizes = encoded_integer(0) + encoded_integer(repetitions)
    body = element(kind, encoded_integer(request) + sizes + rows)
    front = encoded_integer(version) + element(OCTETS, community)
    return element(SEQUENCE, front + body)


def response(data: bytes) -> Response:
    """Return the reply in the packet *data*; what is behind it is passed over.

    Raises:
        GarbledError: it holds none.
    """
    at, end = _inside(data, 0, len(data), SEQUENCE)
    version, at = _number(data, at, end)
    at, stop = _inside(data, at, end, OCTETS)
    community = data[at:stop]
    at, end = _inside(data, stop, end, RESPONSE)
    request, at = _number(data, at, end)
    status, at = _number(data, at, end)
    position, at = _number(data, at, end)
    return Response(version, community, request, status, position, data[:end], at)


def _inside(data: bytes, at: int, end: int, wanted: int) -> tuple[int, int]:
    tag, start, stop = header(data, at, end)
    if tag != wanted:
        raise GarbledError("no reply")
    return start, stop


def _number(data: bytes, at: int, end: int) -> tuple[int, int]:
    start, stop = _inside(data, at, end, INTEGER)
    return integer(data, start, stop), stop


@lru_cache(maxsize=1024)
def _asked(name: Oid) -> bytes:
    """Return *name* as a row of a question; the same come again with each poll."""
    return element(SEQUENCE, encoded_oid(name) + element(NULL, b""))


def _rows(data: bytes, at: int, end: int) -> list[Row]:
    """Return the rows between *at* and *end*.

    Nearly all have lengths of one octet (30 LL 06 NN name TT VV value); these are read
    here, in half the time, all others by ``_row``.
    """
    found: list[Row] = []
    while at + 4 < end:
        stop = at + 2 + data[at + 1]
        middle = at + 4 + data[at + 3]
        if (
            stop <= end
            and middle + 2 <= stop
            and data[at] == SEQUENCE
            and data[at + 2] == NAME
            and stop - at < 130
            and middle + 2 + data[middle + 1] == stop
        ):
            name = known_oid(data[at + 4 : middle])
            tag = data[middle]
            if tag in UNSIGNED_TAGS and stop - middle < 12:
                found.append((name, int.from_bytes(data[middle + 2 : stop])))
            else:
                found.append((name, value(tag, data[middle + 2 : stop])))
            at = stop
        else:
            row, at = _row(data, at, end)
            found.append(row)
    if at != end:
        raise GarbledError("cut off")
    return found


def _row(data: bytes, at: int, end: int) -> tuple[Row, int]:
    at, stop = _inside(data, at, end, SEQUENCE)
    at, middle = _inside(data, at, stop, NAME)
    tag, start, last = header(data, middle, stop)
    if last != stop:
        raise GarbledError("more than a value")
    return (known_oid(data[at:middle]), value(tag, data[start:last])), stop
