"""A device that answers SNMP: what it can be asked, and how that may fail."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

import msgspec

from agent.readers.snmp.rows import Oid, Value, Walk

Reply = Sequence[tuple[Oid, Value | None]]
"""What one packet carried; None: the device says that it has no such object."""


class SnmpError(Exception):
    """A question to a device failed. Never holds a community, a key or a password."""


class NoAnswerError(SnmpError):
    """Nothing came back in time, retries included: dead, elsewhere, or not for us.

    SNMPv1 and v2c say nothing to a wrong community, so it looks the same.
    """


class WrongCredentialError(SnmpError):
    """The device lives and does not take this credential; *why* says which part."""

    def __init__(self, why: "Fault") -> None:
        super().__init__(why.value)
        self.why = why


class RefusedError(SnmpError):
    """The device lives and does not give this to this credential."""


class TooBigError(SnmpError):
    """The reply would not fit in a packet: ask for less."""


class GarbledError(SnmpError):
    """What came back is no usable reply."""


class MissingError(SnmpError):
    """SNMPv1's noSuchName: the question at *position* (from 1) has no answer."""

    def __init__(self, position: int) -> None:
        super().__init__("no such name")
        self.position = position


class Fault(StrEnum):
    """Which part of a credential is wrong."""

    USER = "unknown user"
    AUTH_KEY = "wrong authentication key or protocol"
    PRIV_KEY = "wrong privacy key or protocol"
    LEVEL = "security level not supported"
    CONTEXT = "unknown context"
    CLOCK = "not in time window"


class Stop(StrEnum):
    """Why a walk ended before the end of what it was to walk."""

    RING = "ring"
    ROWS = "rows"
    TIME = "time"
    SILENCE = "silence"
    REFUSED = "refused"
    GARBLED = "garbled"


class Rows(msgspec.Struct, frozen=True):
    """What a walk found, in the order of the device; *stopped*: None if complete."""

    values: Walk
    stopped: Stop | None = None


class SnmpDevice(Protocol):
    """One device, asked with one credential. Not for several threads at once."""

    def get(self, names: Sequence[Oid]) -> Walk:
        """Return the values of *names*; what the device lacks is left out.

        Raises:
            SnmpError: none could be had; see its kinds.
        """
        ...

    def walk(self, base: Oid) -> Rows:
        """Return all that stands below *base*; what came is kept if it breaks off.

        Raises:
            NoAnswerError: not one row came, and no reply.
            WrongCredentialError: the device stopped taking the credential.
        """
        ...

    def columns(self, columns: Sequence[Oid]) -> Rows:
        """Return all that stands below each of *columns*, read side by side.

        For columns of tables with the same index: many stand in one packet, so it is
        far faster than walking each. A column that is refused or lacking costs that
        column; ``Rows.stopped`` is the first reason why one is not whole.

        Raises:
            NoAnswerError: not one row came, and no reply.
            WrongCredentialError: the device stopped taking the credential.
        """
        ...

    def for_vlan(self, vlan: int) -> "SnmpDevice":
        """Return the device as it shows itself inside one VLAN (Cisco's way).

        A VLAN without such a view is mostly silent, so it is asked without retries.
        """
        ...

    def close(self) -> None:
        """Let go of the sockets, also those of the views by VLAN."""
        ...


class Exchange(Protocol):
    """One question, one reply: what a protocol implementation must offer.

    Every method raises ``SnmpError`` and nothing else.
    """

    @property
    def has_bulk(self) -> bool:
        """Whether GETBULK exists here: not in SNMPv1."""
        ...

    def get(self, names: Sequence[Oid]) -> Reply:
        """Ask for exactly *names*."""
        ...

    def next(self, names: Sequence[Oid]) -> Reply:
        """Ask for what follows each of *names*: one row for each, in their order."""
        ...

    def bulk(self, names: Sequence[Oid], repetitions: int) -> Reply:
        """Ask for up to *repetitions* rows that follow each of *names*.

        The reply holds the first row of each name in their order, then the second of
        each, and may be cut anywhere.
        """
        ...

    def for_vlan(self, vlan: int) -> "Exchange":
        """Return the same device inside one VLAN, asked without retries."""
        ...

    def close(self) -> None:
        """Let go of the sockets."""
        ...
