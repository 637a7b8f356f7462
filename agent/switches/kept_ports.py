"""What is kept of each port of a device between polls; packed while the device rests."""

import zlib
from collections.abc import Iterable, Sequence

import msgspec

from agent.shared.survey import Port
from agent.switches.counters import PortCounters
from agent.switches.links import PortLink

LAG = 161  # ieee8023adLag


class KeptPort(msgspec.Struct, array_like=True):
    """One port: how it is called, its link, what it counted; *ether* from RFC 3635."""

    key: str
    link: PortLink
    counters: PortCounters
    ether: PortCounters | None = None
    index: int = 0
    lag: bool = False
    texts: tuple[str, str] = ("", "")
    bps: int | None = None
    discontinuity: int | None = None

    def take(self, port: Port) -> None:
        """Take what a catalogue says of it now."""
        self.index = port.index
        self.lag = port.type == LAG
        self.texts = (port.alias, port.description)

    def forget(self) -> None:
        """Begin all counters anew."""
        self.counters.forget()
        if self.ether is not None:
            self.ether.forget()


def new_port(port: Port, kinds: Sequence[int]) -> KeptPort:
    """Return *port* as it is kept first; *kinds* says what its counters count."""
    kept = KeptPort(port.key, PortLink(), PortCounters(tuple(kinds)))
    kept.take(port)
    return kept


_DECODE = msgspec.msgpack.Decoder(list[KeptPort]).decode


def pack(ports: Iterable[KeptPort]) -> bytes:
    """Return *ports* in few bytes: a tenth of what they take as objects."""
    return zlib.compress(msgspec.msgpack.encode(list(ports)), 1)


def unpack(packed: bytes) -> list[KeptPort]:
    """Return the ports that were packed, in their order."""
    return _DECODE(zlib.decompress(packed))
