"""What hangs at the other end of each port of a device, from the topology."""

from collections.abc import Container

from agent.shared.survey import Neighbour, Port, Survey
from collector.ports.shapes import FarEnd
from collector.topology.shapes import Attachment, End, Inputs, Topology

_SHARED = frozenset({"unmanaged_switch", "access_point", "hypervisor"})
_DEVICES = frozenset({"bridge", "router", "wlan_access_point", "repeater"})


class Surroundings:
    """The topology, looked up by port; made once for all devices.

    *reporting* are the agents that are heard of now: their machines are running.
    """

    def __init__(
        self,
        inputs: Inputs,
        topology: Topology,
        reporting: Container[str],
        confidence: float,
    ) -> None:
        self._surveys = {seen.id: seen.survey for seen in inputs.devices}
        self._hosts = {host.agent: host for host in inputs.hosts}
        self._reporting = reporting
        self._uplinks = topology.uplinks
        self._links: dict[End, End] = {}
        for link in topology.links:
            if link.confidence >= confidence:
                self._links[link.a] = link.b
                self._links[link.b] = link.a
        self._hanging: dict[End, list[Attachment]] = {}
        for attachment in topology.attachments:
            self._hanging.setdefault(attachment.at, []).append(attachment)
        self._confidence = confidence
        self._inferred = {one.at: one.kind for one in topology.inferred}

    def ends(self, device: str) -> dict[int, FarEnd]:
        """Return what hangs at the ports of *device*, by ifIndex."""
        survey = self._surveys.get(device)
        if survey is None:
            return {}
        neighbours: dict[int, list[Neighbour]] = {}
        for one in survey.neighbours:
            if one.port is not None:
                neighbours.setdefault(one.port, []).append(one)
        return {
            port.index: self._end(device, port, neighbours.get(port.index, []))
            for port in survey.ports
            if port.physical
        }

    def uplinks(self, device: str) -> frozenset[int]:
        """Return the ports of *device* towards the gateway, all members of a LAG."""
        end = self._uplinks.get(device)
        survey = self._surveys.get(device)
        if end is None or survey is None or not end.port:
            return frozenset()
        by_index = {port.index: port for port in survey.ports}
        port = by_index.get(end.port)
        whole = port.aggregate if port and port.aggregate else end.port
        members = {p.index for p in survey.ports if p.aggregate == whole}
        return frozenset(members or {end.port})

    def above(self, device: str) -> Survey | None:
        """Return the device behind the uplink of *device*, where it is known."""
        end = self._uplinks.get(device)
        other = self._links.get(end) if end is not None else None
        return self._surveys.get(other.device) if other is not None else None

    def _end(self, device: str, port: Port, neighbours: list[Neighbour]) -> FarEnd:
        other = self._links.get(End(device, port.index))
        if other is not None and other.device in self._surveys:
            return _of_device(self._surveys[other.device], other.port, port, neighbours)
        announced = _announced(port, neighbours)
        if announced is not None:
            return announced
        hanging = self._hanging.get(End(device, port.index), [])
        if len(hanging) == 1 and not self._between(hanging[0]):
            return self._machine(hanging[0], port)
        many = self._inferred.get(End(device, port.index)) in _SHARED
        name = hanging[0].name if len(hanging) == 1 else ""
        return FarEnd(name=name, offers_bps=port.partner_bps, device=many)

    def _between(self, attachment: Attachment) -> bool:
        """Return whether something else may be on the line to a machine."""
        unsure = attachment.confidence < self._confidence
        return unsure or bool(attachment.through) or attachment.at in self._inferred

    def _machine(self, attachment: Attachment, port: Port) -> FarEnd:
        host = self._hosts.get(attachment.agent)
        survey = self._surveys.get(attachment.device)
        return FarEnd(
            name=attachment.name or attachment.address or attachment.mac,
            capable_bps=host.capable_bps(attachment.mac)
            if host
            else _only_port(survey),
            offers_bps=port.partner_bps,
            on=attachment.agent in self._reporting if attachment.agent else None,
        )


def _only_port(survey: Survey | None) -> int | None:
    """Return what the one port of a printer or the like can do."""
    ports = [port for port in survey.ports if port.physical] if survey else []
    return ports[0].capable_bps if len(ports) == 1 else None


def _of_device(
    survey: Survey, index: int, port: Port, neighbours: list[Neighbour]
) -> FarEnd:
    """Return the port *index* of another device that we read, too."""
    theirs = next((p for p in survey.ports if p.index == index), None)
    told = max((n.capable_bps or 0 for n in neighbours), default=0) or None
    name = survey.device or survey.name
    return FarEnd(
        name=f"{name} {theirs.key}" if theirs else name,
        capable_bps=(theirs.capable_bps if theirs else None) or told,
        offers_bps=port.partner_bps,
        duplex=theirs.duplex if theirs else "",
        device=survey.bridge or survey.router or survey.kind in _SHARED,
        on=True if survey.bridge or survey.router else None,
    )


def _announced(port: Port, neighbours: list[Neighbour]) -> FarEnd | None:
    """Return a device that announces itself; None if there is none, or several."""
    devices = [n for n in neighbours if _DEVICES.intersection(n.capabilities)]
    if len({n.chassis or n.name for n in neighbours}) != 1 or not neighbours:
        if not devices:
            return None
        return FarEnd(offers_bps=port.partner_bps, device=True)
    one = neighbours[0]
    if not devices and one.capable_bps is None:
        return None
    return FarEnd(
        name=one.name or one.chassis,
        capable_bps=max((n.capable_bps or 0 for n in neighbours), default=0) or None,
        offers_bps=port.partner_bps,
        device=bool(devices),
        on=True,
    )
