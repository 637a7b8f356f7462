"""The one small question of a sweep, as a packet: who is there, and who knows me."""

from collections.abc import Sequence
from typing import Protocol

from agent.readers.snmp.rows import Oid, oid
from agent.sources.snmp.ber import (
    INTEGER,
    OCTETS,
    SEQUENCE,
    element,
    encoded_integer,
    header,
    integer,
)
from agent.sources.snmp.credential import Community
from agent.sources.snmp.device import GarbledError
from agent.sources.snmp.message import GET, VERSIONS, question, response

ASKED: Sequence[Oid] = (
    oid("1.3.6.1.2.1.1.2.0"),  # sysObjectID
    oid("1.3.6.1.2.1.1.3.0"),  # sysUpTime
    oid("1.3.6.1.2.1.1.5.0"),  # sysName
)
_NO_ACCESS, _AUTHORIZATION = 6, 16
_VERSION_3 = 3
_MOST_SIZE = 65_507
_REPORTABLE = b"\x04"
_USM = 3


class Greeting(Protocol):
    """What is sent to many addresses, each time under another number."""

    def packet(self, number: int) -> bytes:
        """Return the question with the *number* (below 2³¹)."""
        ...

    def number(self, packet: bytes) -> int | None:
        """Return the number of the question to which *packet* says yes, else None."""
        ...


class CommunityGreeting:
    """Asks with a community of SNMPv1 or v2c."""

    def __init__(self, credential: Community) -> None:
        self._version = VERSIONS[credential.version]
        self._community = credential.community.reveal().encode()

    def packet(self, number: int) -> bytes:
        """Return a GET of what every agent knows."""
        return question(GET, self._version, self._community, number, ASKED)

    def number(self, packet: bytes) -> int | None:
        """Return the number of the question; a device that refuses says no."""
        try:
            found = response(packet)
        except GarbledError:
            return None
        refused = found.status in {_NO_ACCESS, _AUTHORIZATION}
        return None if refused or found.version != self._version else found.request


class EngineGreeting:
    """Asks for the SNMPv3 engine (RFC 3414, 4): who has one answers anybody."""

    def packet(self, number: int) -> bytes:
        """Return the question that begins every conversation of SNMPv3."""
        nothing = element(OCTETS, b"")
        head = encoded_integer(number) + encoded_integer(_MOST_SIZE)
        head += element(OCTETS, _REPORTABLE) + encoded_integer(_USM)
        zero = encoded_integer(0)
        security = element(SEQUENCE, nothing + zero + zero + nothing * 3)
        body = encoded_integer(number) + zero + zero + element(SEQUENCE, b"")
        scoped = element(SEQUENCE, nothing + nothing + element(GET, body))
        front = encoded_integer(_VERSION_3) + element(SEQUENCE, head)
        return element(SEQUENCE, front + element(OCTETS, security) + scoped)

    def number(self, packet: bytes) -> int | None:
        """Return the number of the question to which the report belongs."""
        try:
            at, end = _inside(packet, 0, len(packet), SEQUENCE)
            start, at = _inside(packet, at, end, INTEGER)
            if integer(packet, start, at) != _VERSION_3:
                return None
            at, end = _inside(packet, at, end, SEQUENCE)
            start, stop = _inside(packet, at, end, INTEGER)
            return integer(packet, start, stop)
        except GarbledError:
            return None


def _inside(data: bytes, at: int, end: int, wanted: int) -> tuple[int, int]:
    tag, start, stop = header(data, at, end)
    if tag != wanted:
        raise GarbledError("no message of SNMPv3")
    return start, stop
