"""What programs read of the LAN: the topology, and where something is and was."""

import asyncio

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from collector.services import Services
from collector.store.device import Sighting
from collector.topology.finder import MOST_LETTERS, Hit, find
from collector.topology.shapes import (
    Attachment,
    Evidence,
    Inferred,
    Link,
    Topology,
)
from collector.web.problems import ProblemError, answer

MOST_TOLD = 20
MOST_SIGHTINGS = 50


class PortView(msgspec.Struct, frozen=True):
    """A port of a device: ids and names. ``port`` is its key, empty if not known."""

    device: str
    name: str
    port: str = ""
    index: int = 0


class LinkView(msgspec.Struct, frozen=True):
    """Two ports that are joined; ``confidence`` is 0 to 1."""

    a: PortView
    b: PortView
    confidence: float
    evidence: tuple[Evidence, ...]
    pinned: bool = False


class StationView(msgspec.Struct, frozen=True):
    """Something that hangs at a port; ``through``: the id of what is between."""

    mac: str
    at: PortView
    confidence: float
    evidence: tuple[Evidence, ...]
    vlan: int | None = None
    through: str = ""
    agent: str = ""
    device: str = ""
    address: str = ""
    name: str = ""


class TopologyView(msgspec.Struct, frozen=True):
    """What hangs where. ``uplinks``: of each device its port towards the gateway."""

    links: list[LinkView]
    stations: list[StationView]
    inferred: tuple[Inferred, ...]
    uplinks: dict[str, PortView]
    gateways: tuple[str, ...]
    alone: tuple[str, ...]
    forbidden: list[LinkView]
    same: dict[str, str]


class HopView(msgspec.Struct, frozen=True):
    """One device on the way to the gateway, and its ports, by key."""

    device: str
    name: str
    entered: str = ""
    left: str = ""


class SightingView(msgspec.Struct, frozen=True):
    """It hung there from ``first`` to ``last``, in Unix seconds."""

    device: str
    name: str
    port: str
    first: float
    last: float
    vlan: int | None = None


class FoundView(msgspec.Struct, frozen=True):
    """One thing that fits: where it hangs, its way to the gateway, where it was."""

    name: str
    mac: str
    address: str
    agent: str
    device: str
    at: PortView | None
    through: str
    vlan: int | None
    confidence: float
    way: list[HopView]
    seen: list[SightingView]


class WhereView(msgspec.Struct, frozen=True):
    """What fits the text; ``more`` things fit, too, and are not told."""

    found: list[FoundView]
    more: int = 0


class _Names:
    """Names of devices and keys of ports, for one answer.

    A port is looked up once for each station behind it: by a table, not by a search.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._keys: dict[str, dict[int, str]] = {}

    def port(self, device: str, index: int | None) -> PortView:
        """Return a port with the name of its device."""
        key = self.key(device, index)
        return PortView(device, self.name(device), key, index or 0)

    def key(self, device: str, index: int | None) -> str:
        """Return the key of a port, the first of several; empty if it is not known."""
        keys = self._keys.get(device)
        if keys is None:
            record = self._services.devices.get(device)
            ports = reversed(record.survey.ports) if record else ()
            keys = self._keys[device] = {port.index: port.key for port in ports}
        return keys.get(index, "") if index else ""

    def name(self, device: str) -> str:
        """Return the name of a device or of a machine with an agent."""
        agent = self._services.registry.agent(device)
        return agent.hostname if agent else self._services.devices.instance(device)

    def link(self, link: Link) -> LinkView:
        """Return a link with the names of its ends."""
        a, b = (self.port(end.device, end.port) for end in (link.a, link.b))
        return LinkView(a, b, link.confidence, link.evidence, link.pinned)

    def station(self, one: Attachment) -> StationView:
        """Return a station with the name of its port."""
        return StationView(
            mac=one.mac,
            at=self.port(one.at.device, one.at.port),
            confidence=one.confidence,
            evidence=one.evidence,
            vlan=one.vlan,
            through=one.through,
            agent=one.agent,
            device=one.device,
            address=one.address,
            name=one.name,
        )


class TopologyApi:
    """The handlers."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def topology(self, _request: Request) -> Response:
        """Answer with the whole topology as it was last concluded."""
        drawn = self._services.topology.current()
        return await asyncio.to_thread(lambda: answer(self._view(drawn)))

    async def where(self, request: Request) -> Response:
        """Answer with what fits ``q``."""
        query = request.query_params.get("q", "").strip()
        if not query or len(query) > MOST_LETTERS:
            raise ProblemError(
                400,
                "bad_parameter",
                f"q is a MAC address, an IP address or a name of up to {MOST_LETTERS}"
                " letters.",
            )
        return await asyncio.to_thread(lambda: answer(self._where(query)))

    def _view(self, drawn: Topology) -> TopologyView:
        names = _Names(self._services)
        return TopologyView(
            [names.link(link) for link in drawn.links],
            [names.station(one) for one in drawn.attachments],
            drawn.inferred,
            {
                name: names.port(end.device, end.port)
                for name, end in drawn.uplinks.items()
            },
            drawn.gateways,
            drawn.alone,
            [names.link(link) for link in drawn.forbidden],
            drawn.same,
        )

    def _where(self, query: str) -> WhereView:
        keeper = self._services.topology
        hits = find(query, keeper.current(), keeper.inputs())
        names = _Names(self._services)
        told = [self._found(hit, names) for hit in hits[:MOST_TOLD]]
        return WhereView(told, len(hits) - len(told))

    def _found(self, hit: Hit, names: _Names) -> FoundView:
        seen = self._services.store.sightings(mac=hit.mac, limit=MOST_SIGHTINGS)
        ways = self._services.topology.ways()
        return FoundView(
            name=hit.name,
            mac=hit.mac,
            address=hit.address,
            agent=hit.agent,
            device=hit.device,
            at=names.port(hit.at.device, hit.at.port) if hit.at else None,
            through=hit.through,
            vlan=hit.vlan,
            confidence=hit.confidence,
            way=[
                HopView(
                    hop.device,
                    names.name(hop.device),
                    names.key(hop.device, hop.entered),
                    names.key(hop.device, hop.left),
                )
                for hop in ways.of(hit.device or hit.mac)
            ],
            seen=[_sighting(one, names) for one in seen] if hit.mac else [],
        )


def _sighting(one: Sighting, names: _Names) -> SightingView:
    name = names.name(one.device)
    return SightingView(one.device, name, one.port, one.first, one.last, one.vlan)
