"""Asks a device in questions that it can bear: walks, smaller packets, limits."""

from collections.abc import Callable, Sequence

import msgspec

from agent.readers.snmp.rows import Oid, Value, Walk
from agent.sources.snmp.device import (
    Exchange,
    GarbledError,
    MissingError,
    NoAnswerError,
    RefusedError,
    Reply,
    Rows,
    SnmpError,
    Stop,
    TooBigError,
)


class Limits(msgspec.Struct, frozen=True):
    """How much one walk may take; rows, seconds, and rows and names in a packet."""

    most_rows: int = 100_000
    most_s: float = 60.0
    repetitions: int = 24
    names: int = 16


class Asker:
    """An ``SnmpDevice`` over an ``Exchange``; *monotonic* gives seconds."""

    def __init__(
        self,
        exchange: Exchange,
        monotonic: Callable[[], float],
        limits: Limits | None = None,
    ) -> None:
        self._exchange = exchange
        self._monotonic = monotonic
        self._limits = limits or Limits()
        self._repetitions = self._limits.repetitions if exchange.has_bulk else 0

    def get(self, names: Sequence[Oid]) -> Walk:
        """Return the values of *names*; what the device lacks is left out.

        Raises:
            SnmpError: the device did not answer or does not want to.
        """
        found: dict[Oid, Value] = {}
        waiting = [
            list(names[start : start + self._limits.names])
            for start in range(0, len(names), self._limits.names)
        ]
        while waiting:
            asked = waiting.pop()
            try:
                reply = self._exchange.get(asked)
            except MissingError as err:
                position = min(max(err.position, 1), len(asked)) - 1
                rest = asked[:position] + asked[position + 1 :]
                waiting += [rest] if rest else []
                continue
            except (TooBigError, GarbledError):
                if len(asked) == 1:
                    raise
                half = len(asked) // 2
                waiting += [asked[:half], asked[half:]]
                continue
            wanted = set(asked)
            found.update((n, v) for n, v in reply if v is not None and n in wanted)
        return found

    def walk(self, base: Oid) -> Rows:
        """Return what stands below *base*, in the order of the device.

        Rows need not be in order, as some agents' are not; an object that comes for
        the second time ends the walk.

        Raises:
            NoAnswerError: not one row came, and no reply.
            WrongCredentialError: the device stopped taking the credential.
        """
        rows: dict[Oid, Value] = {}
        end = self._monotonic() + self._limits.most_s
        position, more = base, True
        stopped: Stop | None = None
        while more and stopped is None:
            if self._monotonic() > end:
                stopped = Stop.TIME
                break
            try:
                reply = self._following(position)
            except SnmpError as err:
                stopped = _reason(err, rows)
                break
            more, stopped = self._take(reply, base, rows)
            if more:
                position = reply[-1][0]
        return Rows(rows, stopped)

    def _take(
        self, reply: Reply, base: Oid, rows: dict[Oid, Value]
    ) -> tuple[bool, Stop | None]:
        """Put the rows of *reply* into *rows*; return whether to go on, or why not."""
        size = len(base)
        for name, value in reply:
            if value is None or name[:size] != base:
                return False, None
            if name in rows or name == base:
                return False, Stop.RING
            if len(rows) >= self._limits.most_rows:
                return False, Stop.ROWS
            rows[name] = value
        return (True, None) if reply else (False, Stop.GARBLED)

    def _following(self, name: Oid) -> Reply:
        """Return what follows *name*, in the largest packet that works here."""
        before = self._repetitions
        while self._repetitions:
            try:
                reply = self._exchange.bulk(name, self._repetitions)
            except TooBigError:
                self._repetitions //= 2
            except NoAnswerError:  # costs time: go down in greater steps
                self._repetitions //= 4
            except (GarbledError, MissingError):
                self._repetitions = 0
            else:
                if reply:
                    return reply
                self._repetitions = 0
        try:
            return self._exchange.next(name)
        except (NoAnswerError, GarbledError, TooBigError):
            # Smaller packets did not help: they are no lesson for other tables.
            self._repetitions = before
            raise

    def for_vlan(self, vlan: int) -> "Asker":
        """Return the device as it shows itself inside one VLAN."""
        return Asker(self._exchange.for_vlan(vlan), self._monotonic, self._limits)

    def close(self) -> None:
        """Let go of the sockets."""
        self._exchange.close()


def _reason(err: SnmpError, rows: Walk) -> Stop | None:
    """Return why a walk ends at *err*; None: its regular end.

    Raises:
        SnmpError: it is worse than the end of a walk.
    """
    if isinstance(err, MissingError):  # how SNMPv1 says that nothing follows
        return None
    if isinstance(err, RefusedError):
        return Stop.REFUSED
    if isinstance(err, (GarbledError, TooBigError)):
        return Stop.GARBLED
    if isinstance(err, NoAnswerError) and rows:
        return Stop.SILENCE
    raise err
