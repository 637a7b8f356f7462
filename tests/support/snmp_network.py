"""A network of made-up devices: who answers at which address, to which community."""

from collections.abc import Mapping
from typing import NamedTuple

from agent.readers.snmp.rows import Walk, oid
from agent.sources.snmp.address import Address
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.ber import header
from agent.sources.snmp.credential import Community, Credential
from agent.sources.snmp.device import Fault, WrongCredentialError
from agent.sources.snmp.message import RESPONSE
from tests.support.snmp_exchange import FakeExchange

PORT = 1161


class Box(NamedTuple):
    """One device: its objects, and who may read them (a community, or a user)."""

    walk: Walk
    community: str = ""
    user: str = ""


def system(name, *, object_id="1.3.6.1.4.1.8072.3.2.10", **more):
    """Return the walk of a device that calls itself *name*; *more* by dotted names."""
    walk = {
        oid("1.3.6.1.2.1.1.1.0"): b"a device",
        oid("1.3.6.1.2.1.1.2.0"): oid(object_id),
        oid("1.3.6.1.2.1.1.3.0"): 100,
        oid("1.3.6.1.2.1.1.5.0"): name.encode(),
    }
    return {**walk, **{oid(key): value for key, value in more.items()}}


def cdp(port, name, address):
    """Return the row of a CDP neighbour, for ``system``."""
    octets = bytes(map(int, address.split(".")))
    entry = "1.3.6.1.4.1.9.9.23.1.2.1.1"
    return {
        f"{entry}.3.{port}.1": 1,
        f"{entry}.4.{port}.1": octets,
        f"{entry}.6.{port}.1": name.encode(),
        f"{entry}.8.{port}.1": b"a platform",
    }


class FakeNetwork:
    """Datagrams and connections to *boxes*, on a clock that only waiting moves."""

    def __init__(self, boxes: Mapping[str, Box], *, lose=0, delay_s=0.01) -> None:
        self.boxes = boxes
        self.now = 1000.0
        self.sent: list[tuple[float, str]] = []
        self.opened: list[FakeExchange] = []
        self._lose = lose
        self._delay_s = delay_s
        self._coming: list[tuple[float, bytes, Address]] = []

    def monotonic(self) -> float:
        """Return the seconds of the clock."""
        return self.now

    def send(self, packet: bytes, address: Address) -> bool:
        """Have *packet* answered a little later, if anybody does."""
        self.sent.append((self.now, address.host))
        box = self.boxes.get(address.host)
        reply = _reply(packet, box) if box else None
        if reply is None or address.port != PORT:
            return box is not None
        if self._lose:
            self._lose -= 1
            return True
        self._coming.append((self.now + self._delay_s, reply, address))
        return True

    def receive(self, wait_s: float) -> list[tuple[bytes, Address]]:
        """Return what has come after *wait_s* seconds at most."""
        first = min((at for at, _, _ in self._coming), default=self.now + wait_s)
        self.now = max(self.now, min(first, self.now + wait_s))
        come = [(data, sender) for at, data, sender in self._coming if at <= self.now]
        self._coming = [entry for entry in self._coming if entry[0] > self.now]
        return come

    def connect(self, address: Address, credential: Credential) -> Asker:
        """Return the device at *address*, as it shows itself to *credential*."""
        box = self.boxes.get(address.host, Box({}))
        exchange = FakeExchange(box.walk)
        if isinstance(credential, Community):
            exchange.dead = credential.community.reveal() != box.community
        elif box.user and box.user != credential.user:
            exchange = _Stranger(box.walk)
        else:
            exchange.dead = not box.user
        self.opened.append(exchange)
        return Asker(exchange, self.monotonic)


class _Stranger(FakeExchange):
    def get(self, names):
        raise WrongCredentialError(Fault.USER)


def _reply(packet: bytes, box: Box) -> bytes | None:
    """Return the packet with which *box* answers *packet*."""
    data = bytearray(packet)
    _, start, end = header(packet, 0, len(packet))
    _, at, stop = header(packet, start, end)
    version = int.from_bytes(packet[at:stop])
    if version == 3:
        return packet if box.user else None
    _, at, stop = header(packet, stop, end)
    if not box.community or packet[at:stop] != box.community.encode():
        return None
    data[stop] = RESPONSE
    return bytes(data)
