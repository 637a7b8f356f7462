"""What the pages of the LAN are made of: values, read once for each request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from agent.shared.findings.shape import SEVERITIES
from agent.shared.survey import Port, Survey
from collector.device_book import DeviceState
from collector.fleet import FleetState
from collector.store.device import DeviceRecord
from collector.store.finding import FindingRecord
from collector.topology.shapes import Attachment, End, Inferred, Topology
from collector.web.lan.words import shown

BRIDGES = frozenset({"switch", "router", "firewall"})


@dataclass(frozen=True)
class Levels:
    """What a device said last of itself; None where it does not tell.

    ``others`` are series by (metric, the labels' values), as the exposition has them.
    """

    cpu_ratio: float | None = None
    memory_ratio: float | None = None
    temperature_celsius: float | None = None
    boot_timestamp_s: float | None = None
    poe_used_watts: float | None = None
    poe_budget_watts: float | None = None
    others: Mapping[tuple[str, tuple[str, ...]], float] = field(default_factory=dict)


@dataclass(frozen=True)
class PortUse:
    """How much of a port is used, as a share of its speed; None: not known.

    ``receive`` and ``transmit`` are of the newest hour, ``…_p95`` of the last days;
    errors are a share of packets received, discards of packets sent.
    """

    receive: float | None = None
    transmit: float | None = None
    receive_p95: float | None = None
    transmit_p95: float | None = None
    errors: float | None = None
    discards: float | None = None

    @property
    def load(self) -> float | None:
        """The busier direction of the newest hour."""
        known = [v for v in (self.receive, self.transmit) if v is not None]
        return max(known) if known else None

    @property
    def load_p95(self) -> float | None:
        """The busier direction's 95th percentile."""
        known = [v for v in (self.receive_p95, self.transmit_p95) if v is not None]
        return max(known) if known else None


@dataclass(frozen=True)
class Device:
    """One device; ``last`` is when it last answered, None where nobody knows."""

    record: DeviceRecord
    name: str
    state: DeviceState = "up"
    site: str = ""
    department: str = ""
    room: str = ""
    last: float | None = None
    findings: Sequence[FindingRecord] = ()
    levels: Levels = Levels()

    @property
    def id(self) -> str:
        """Its id."""
        return self.record.id

    @property
    def survey(self) -> Survey:
        """What it says of itself."""
        return self.record.survey

    @property
    def worst(self) -> str:
        """The severity of its worst finding; empty without findings."""
        ranks = {record.severity for record in self.findings}
        return next((one for one in SEVERITIES if one in ranks), "")

    def port(self, index: int) -> Port | None:
        """Return the port with this ifIndex."""
        return self._by_index.get(index)

    @property
    def _by_index(self) -> dict[int, Port]:
        found: dict[int, Port] | None = self.__dict__.get("_ports")
        if found is None:
            found = {port.index: port for port in self.survey.ports}
            self.__dict__["_ports"] = found
        return found


@dataclass(frozen=True)
class Machine:
    """A machine with an agent, as far as the LAN's pages name it."""

    id: str
    name: str
    state: FleetState = "fresh"
    department: str = ""
    room: str = ""


@dataclass(frozen=True)
class Lan:
    """Everything that is known of the LAN at one moment."""

    devices: Mapping[str, Device] = field(default_factory=dict)
    machines: Mapping[str, Machine] = field(default_factory=dict)
    topology: Topology = field(default_factory=Topology)

    def device_name(self, node: str) -> str:
        """Return what a device or an inferred node is called."""
        device = self.devices.get(node)
        if device is not None:
            return device.name
        thing = self.inferred(node)
        return shown(thing.name) if thing else ""

    def inferred(self, node: str) -> Inferred | None:
        """Return the inferred node *node*, or None."""
        found: dict[str, Inferred] | None = self.__dict__.get("_inferred")
        if found is None:
            found = {thing.id: thing for thing in self.topology.inferred}
            self.__dict__["_inferred"] = found
        return found.get(node)

    def port_name(self, node: str, index: int | None) -> str:
        """Return what a port of a device is called; empty if nobody knows."""
        device = self.devices.get(node)
        if device is None or not index:
            return ""
        port = device.port(index)
        return shown(port.name or port.key, 40) if port else f"#{index}"

    def port_target(self, end: End) -> str:
        """Return what a plan calls a port; empty if it is not known."""
        device = self.devices.get(end.device)
        port = device.port(end.port) if device else None
        return f"port:{end.device}/{port.key}" if port else ""

    def attached_name(self, attachment: Attachment) -> str:
        """Return what hangs at a port: host name, device, address, or MAC address."""
        machine = self.machines.get(attachment.agent)
        device = self.devices.get(attachment.device)
        return (
            (machine.name if machine else "")
            or (device.name if device else "")
            or shown(attachment.name or attachment.address or attachment.mac, 60)
        )

    def attached_link(self, attachment: Attachment) -> str:
        """Return the page of what hangs at a port."""
        if attachment.agent in self.machines:
            return f"/machines/{attachment.agent}"
        if attachment.device in self.devices:
            return f"/switches/{attachment.device}"
        return f"/find?q={attachment.mac}"
