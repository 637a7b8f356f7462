"""Questions to a device over one UDP socket, by our own packets: SNMPv1 and v2c.

A reply is one to the question if it carries its number and its version, from whatever
address it comes: clusters, routers and stacks answer from another than they were asked
at. From another one it must carry the community, too. The number cannot be guessed (31
random bits, anew for each question), and who reads it on the way can write the device's
own address as well. All else that arrives is passed over: replies to earlier questions,
doubles, what others send. A question keeps its number when it is asked again, so that a
reply that took longer than the time-out is not lost.

A closed port (ICMP "port unreachable") ends one try and not the question: a device that
starts has none open for a while, and anybody can send such a message.
"""

import secrets
from collections.abc import Sequence

from agent.readers.snmp.rows import Oid
from agent.sources.snmp.credential import Community
from agent.sources.snmp.device import GarbledError, NoAnswerError, Reply
from agent.sources.snmp.line import Line
from agent.sources.snmp.message import (
    BULK,
    GET,
    NEXT,
    VERSIONS,
    Response,
    question,
    response,
)
from agent.sources.snmp.status import refusal

VLAN_S = 1.0
"""How long a view by VLAN has for its reply: many a VLAN has none, and is silent."""
_PAUSE = 0.2
"""Share of the time-out that passes between a closed port and the next try."""


class UdpExchange:
    """One device and one community; *line* is not for several threads at once."""

    def __init__(
        self,
        line: Line,
        credential: Community,
        *,
        timeout_s: float,
        retries: int,
        vlan: int | None = None,
    ) -> None:
        self._line = line
        self._credential = credential
        self._timeout_s, self._retries = timeout_s, retries
        if vlan is not None:
            self._timeout_s, self._retries = min(timeout_s, VLAN_S), 0
        text = credential.community.reveal()
        self._community = (text if vlan is None else f"{text}@{vlan}").encode()
        self._version = VERSIONS[credential.version]

    @property
    def has_bulk(self) -> bool:
        """Whether GETBULK exists here: not in SNMPv1."""
        return self._credential.version != "1"

    def get(self, names: Sequence[Oid]) -> Reply:
        """Ask for exactly *names*."""
        return self._ask(GET, names)

    def next(self, names: Sequence[Oid]) -> Reply:
        """Ask for what follows each of *names*."""
        return self._ask(NEXT, names)

    def bulk(self, names: Sequence[Oid], repetitions: int) -> Reply:
        """Ask for up to *repetitions* rows that follow each of *names*."""
        return self._ask(BULK, names, repetitions)

    def for_vlan(self, vlan: int) -> "UdpExchange":
        """Return the same device inside one VLAN, asked without retries."""
        return UdpExchange(
            self._line,
            self._credential,
            timeout_s=self._timeout_s,
            retries=self._retries,
            vlan=vlan,
        )

    def close(self) -> None:
        """Close the socket, which the views by VLAN share."""
        self._line.close()

    def _ask(self, kind: int, names: Sequence[Oid], repetitions: int = 0) -> Reply:
        """Return the reply to one question.

        Raises:
            SnmpError: there was none, or it was a refusal.
        """
        number = secrets.randbits(31)
        packet = question(
            kind,
            self._version,
            self._community,
            number,
            names,
            repetitions=repetitions,
        )
        found = self._asked(packet, number)
        if found.status:
            raise refusal(found.status, found.position)
        return found.rows()

    def _asked(self, packet: bytes, number: int) -> Response:
        garbled = False
        for attempt in range(self._retries + 1):
            if attempt and self._line.refused:
                self._line.rest(self._timeout_s * _PAUSE)
            self._line.send(packet)
            for data, is_own in self._line.received(self._timeout_s):
                try:
                    found = response(data)
                except GarbledError:
                    garbled = garbled or is_own
                    continue
                if self._answers(found, number, is_own=is_own):
                    return found
        raise GarbledError("no reply") if garbled else NoAnswerError("no answer")

    def _answers(self, found: Response, number: int, *, is_own: bool) -> bool:
        return (
            found.request == number
            and found.version == self._version
            and (is_own or found.community == self._community)
        )
