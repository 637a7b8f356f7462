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

_PATIENCE = 64
"""Good replies after which a size that met silence is tried again, at first."""


class Heard(msgspec.Struct, frozen=True):
    """What came back: *reply* holds a row for the names at *places* in turn.

    With an *error* the only name of *places* cannot be asked about, in no size.
    """

    places: Sequence[int]
    reply: Reply = ()
    error: SnmpError | None = None


class Questions:
    """Questions to one device by GETBULK or GETNEXT; learns how large they may be.

    Silence is no proof that a question was too large: packets get lost. So after it one
    small question finds out whether the device lives, and in time the larger size gets
    another chance.
    """

    def __init__(self, exchange: Exchange, limits: Limits) -> None:
        self._exchange = exchange
        self._limits = limits
        self._size = Size(limits.names, limits.repetitions if exchange.has_bulk else 0)
        self._before_silence: Size | None = None
        self._good = 0
        self._patience = _PATIENCE

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
                reply = self._ask([names[p] for p in places], size)
            except WrongCredentialError:
                raise
            except NoAnswerError:
                return self._after_silence(names, places[:1], size)
            except SnmpError as err:
                if ends(err, size) and size.names > 1:
                    places = _accused(err, places)
                    continue
                less = None if ends(err, size) else smaller(size, err, before.names)
                if less is None:
                    # Smaller packets did not help: no lesson for other tables.
                    self._size = before
                    return Heard(places, (), err)
                self._size = less
                if size.repetitions and not less.repetitions:
                    places = range(len(names))
            else:
                self._recover()
                return Heard(places, reply)

    def _after_silence(
        self, names: Sequence[Oid], places: Sequence[int], size: Size
    ) -> Heard:
        """Ask the first of *names* by GETNEXT; if that works, *size* was too large."""
        less = smaller(size, NoAnswerError(), 1)
        if less is None:
            raise NoAnswerError("no answer")
        try:
            reply = self._ask([names[p] for p in places], Size(1, 0))
        except (NoAnswerError, WrongCredentialError):
            raise
        except SnmpError as err:
            return Heard(places, (), err)
        if self._before_silence is None:
            self._before_silence = self._size
        else:
            self._patience *= 2
        self._size, self._good = less, 0
        return Heard(places, reply)

    def _recover(self) -> None:
        """Count a good reply; after many go back to the size before silence."""
        if self._before_silence is None:
            return
        self._good += 1
        if self._good >= self._patience:
            self._size, self._before_silence = self._before_silence, None
            self._patience *= 2

    def singly(self) -> None:
        """Ask for one name at a time from now on: the device mixes up several."""
        self._size, self._before_silence = Size(1, self._size.repetitions), None

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
