"""Asks what follows some names, in the largest packet that works with a device."""

from collections.abc import Sequence

import msgspec

from agent.readers.snmp.rows import Oid
from agent.sources.snmp.device import (
    Exchange,
    GarbledError,
    MissingError,
    NoAnswerError,
    Reply,
    SnmpError,
    WrongCredentialError,
)
from agent.sources.snmp.limits import Limits, Size, ends, smaller


class Heard(msgspec.Struct, frozen=True):
    """What came back: *reply* holds a row for the names at *places* in turn.

    With an *error* the only name of *places* cannot be asked about, in no size.
    """

    places: Sequence[int]
    reply: Reply = ()
    error: SnmpError | None = None


class Questions:
    """Questions to one device by GETBULK or GETNEXT; learns how large they may be."""

    def __init__(self, exchange: Exchange, limits: Limits) -> None:
        self._exchange = exchange
        self._limits = limits
        self._size = Size(limits.names, limits.repetitions if exchange.has_bulk else 0)

    def following(self, names: Sequence[Oid]) -> Heard:
        """Return what follows some of *names*, mostly all of them.

        Raises:
            NoAnswerError: the device is silent, however little it is asked.
            WrongCredentialError: it does not take the credential any longer.
        """
        before = self._size
        places: Sequence[int] = range(len(names))
        while True:
            size = self._size.of(len(places), self._limits.cells)
            places = places[: size.names]
            try:
                return Heard(places, self._ask([names[p] for p in places], size))
            except WrongCredentialError:
                raise
            except SnmpError as err:
                if ends(err, size) and size.names > 1:
                    places = _accused(err, places)
                    continue
                less = None if ends(err, size) else smaller(size, err, before.names)
                if less is None:
                    # Smaller packets did not help: no lesson for other tables.
                    self._size = before
                    if isinstance(err, NoAnswerError):
                        raise
                    return Heard(places, (), err)
                self._size = less
                if size.repetitions and not less.repetitions:
                    places = range(len(names))

    def singly(self) -> None:
        """Ask for one name at a time from now on: the device mixes up several."""
        self._size = Size(1, self._size.repetitions)

    def _ask(self, names: Sequence[Oid], size: Size) -> Reply:
        if size.repetitions:
            reply = self._exchange.bulk(names, size.repetitions)
        else:
            reply = self._exchange.next(names)
        if not reply:
            raise GarbledError("empty reply")
        return reply


def _accused(err: SnmpError, places: Sequence[int]) -> Sequence[int]:
    """Return the place that an SNMPv1 agent says has no answer, to ask it alone.

    Where it says nothing of use, the first: one after the other will be asked.
    """
    position = err.position if isinstance(err, MissingError) else 1
    return [places[position - 1 if 0 < position <= len(places) else 0]]
