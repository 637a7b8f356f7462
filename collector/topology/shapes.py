"""The shapes of the topology: what goes in, and what is concluded."""

from typing import Literal

import msgspec

from agent.shared.survey import Survey
from agent.shared.wire import Scalar
from collector.store.device import LinkRule


class Seen(msgspec.Struct, frozen=True):
    """A device and its newest survey. ``time`` is when that was made."""

    id: str
    site: str
    time: float
    survey: Survey


class Host(msgspec.Struct, frozen=True):
    """A machine with an agent of ours: by which addresses the LAN knows it.

    ``wired_bps`` is the fastest wired speed that it is capable of, ``speeds`` what each
    wired card is, by its MAC: a slow adapter makes no slow link.
    """

    agent: str
    name: str
    site: str
    macs: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    gateways: tuple[str, ...] = ()  # IP addresses of its default routes
    wired_bps: int | None = None
    speeds: tuple[tuple[str, int], ...] = ()

    def capable_bps(self, mac: str) -> int | None:
        """Return the wired speed of the card with *mac*, None where it is not told."""
        return dict(self.speeds).get(mac) if self.speeds else self.wired_bps


class Inputs(msgspec.Struct, frozen=True):
    """Everything that conclusions are drawn from."""

    devices: tuple[Seen, ...] = ()
    hosts: tuple[Host, ...] = ()
    rules: tuple[LinkRule, ...] = ()


class End(msgspec.Struct, frozen=True, order=True):
    """One end of a link: a device's id and the ifIndex of a port; 0: port unknown.

    ``device`` may name an inferred node, whose ports are not known.
    """

    device: str
    port: int = 0


EvidenceKind = Literal[
    "lldp",
    "cdp",
    "stations",  # forwarding tables
    "hosts",  # ARP and neighbour tables
    "agent",  # what an agent of ours says of its machine
    "stp",
    "rule",  # a person said so
    "single",  # one station alone on its port
    "many",  # many stations behind a port without a known switch
]


class Evidence(msgspec.Struct, frozen=True):
    """Why something is concluded; ``details`` are values for the sentence."""

    kind: EvidenceKind
    details: dict[str, Scalar] = {}


class Link(msgspec.Struct, frozen=True):
    """Two ports are joined. ``confidence`` is 0 to 1; pinned ones have 1."""

    a: End
    b: End
    confidence: float
    evidence: tuple[Evidence, ...]
    pinned: bool = False


class Attachment(msgspec.Struct, frozen=True):
    """A machine or other station hangs at a port.

    ``through``: the id of the inferred node between, empty if none. ``agent``,
    ``device``: whose it is, where known. ``address`` and ``name``: IP address and host
    name, where known.
    """

    mac: str
    at: End
    confidence: float
    evidence: tuple[Evidence, ...]
    vlan: int | None = None
    through: str = ""
    agent: str = ""
    device: str = ""
    address: str = ""
    name: str = ""


InferredKind = Literal[
    "unmanaged_switch", "access_point", "phone", "hypervisor", "device"
]


class Inferred(msgspec.Struct, frozen=True):
    """Something that does not answer SNMP, but must be there, behind a port."""

    id: str
    kind: InferredKind
    at: End
    name: str
    confidence: float
    evidence: tuple[Evidence, ...]


class Topology(msgspec.Struct, frozen=True):
    """All conclusions.

    ``uplinks``: of each device its own port towards the gateway. ``same``: devices that
    are others, read a second time, and which one stands for them.
    """

    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    inferred: tuple[Inferred, ...] = ()
    uplinks: dict[str, End] = {}
    gateways: tuple[str, ...] = ()  # ids of devices where ways out begin
    alone: tuple[str, ...] = ()  # devices that no link reaches
    forbidden: tuple[Link, ...] = ()  # what evidence says and a person denies
    same: dict[str, str] = {}


class Hop(msgspec.Struct, frozen=True):
    """One device on a way: the ports by which it is entered and left."""

    device: str
    entered: int | None = None
    left: int | None = None
