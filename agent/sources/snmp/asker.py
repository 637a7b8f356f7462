"""Asks a device in questions that it can bear: walks, smaller packets, limits."""

from collections.abc import Callable, Sequence

from agent.readers.snmp.rows import Oid, Value, Walk
from agent.sources.snmp.columns import Columns
from agent.sources.snmp.device import (
    Exchange,
    GarbledError,
    MissingError,
    NoAnswerError,
    RefusedError,
    Rows,
    SnmpError,
    Stop,
    TooBigError,
)
from agent.sources.snmp.limits import Limits
from agent.sources.snmp.questions import Questions


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
        self._questions = Questions(exchange, self._limits)

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
        end = self._monotonic() + self._limits.most_s
        while waiting:
            if self._monotonic() > end:
                raise NoAnswerError("no answer in time")
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

        Raises:
            NoAnswerError: not one row came, and no reply.
            WrongCredentialError: the device stopped taking the credential.
        """
        return self.columns((base,))

    def columns(self, columns: Sequence[Oid]) -> Rows:
        """Return what stands below each of *columns*, several in one packet.

        Raises:
            NoAnswerError: not one row came, and no reply.
            WrongCredentialError: the device stopped taking the credential.
        """
        found = self._side_by_side(columns)
        if found.mixed_up:
            self._questions.singly()
            found = self._side_by_side(columns)
        return Rows(found.rows, found.stopped)

    def _side_by_side(self, columns: Sequence[Oid]) -> Columns:
        found = Columns(columns, self._limits.most_rows, self._limits.most_octets)
        end = self._monotonic() + self._limits.most_s
        while going := found.going:
            if self._monotonic() > end:
                found.stop(Stop.TIME)
                break
            try:
                heard = self._questions.following([found.last(c) for c in going])
            except NoAnswerError:
                if not found.rows:
                    raise
                found.stop(Stop.SILENCE)
                break
            asked = [going[place] for place in heard.places]
            if heard.error is None:
                found.take(asked, heard.reply)
            else:
                found.end(asked[0], _reason(heard.error))
        return found

    def for_vlan(self, vlan: int) -> "Asker":
        """Return the device as it shows itself inside one VLAN."""
        return Asker(self._exchange.for_vlan(vlan), self._monotonic, self._limits)

    def close(self) -> None:
        """Let go of the sockets."""
        self._exchange.close()


def _reason(err: SnmpError) -> Stop | None:
    """Return why a column ends at *err*; None: its regular end."""
    if isinstance(err, MissingError):  # how SNMPv1 says that nothing follows
        return None
    return Stop.REFUSED if isinstance(err, RefusedError) else Stop.GARBLED
