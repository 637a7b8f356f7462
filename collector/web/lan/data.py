"""What the pages of the LAN read from the collector, and keep while it stays the same."""

from collections.abc import Iterable, Mapping, Sequence

from agent.shared.wire import Facts
from collector.devices import place_of
from collector.fleet import judge
from collector.rollup import HOUR_S, unpack
from collector.services import Services
from collector.sketch import Sketch, SketchError
from collector.store.device import DeviceRecord, Sighting
from collector.store.interface import EventRecord
from collector.topology.shapes import Topology
from collector.topology.ways import Ways
from collector.web.lan.levels import levels_of
from collector.web.lan.model import Device, Lan, Levels, Machine, PortUse
from collector.web.lan.where import Way
from collector.web.lan.words import shown

P95_HOURS = 7 * 24
_MOST_EVENTS = 100
_MOST_KEPT = 200
_PORT_SIGNALS = {
    "port_receive_ratio": 0,
    "port_transmit_ratio": 1,
    "port_error_ratio": 2,
    "port_discard_ratio": 3,
}
_Parts = dict[str, list[Sketch | None]]


class LanReader:
    """Reads devices, topology, findings, values. ``blocking`` ones are for a thread."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._facts: dict[str, tuple[str, Facts]] = {}
        self._uses: dict[str, tuple[int, dict[str, PortUse]]] = {}
        self._ways: tuple[Topology, Ways] | None = None

    def lan(self, now: float, *, levels: bool = False) -> Lan:
        """Return the LAN as it is known; with *levels* also what devices last said."""
        services = self._services
        devices = {
            record.id: self.device(record, now, levels=levels)
            for record in services.devices.all()
        }
        return Lan(devices, self._machines(now), _topology(services))

    def device(self, record: DeviceRecord, now: float, *, levels: bool) -> Device:
        """Return one device with its state and findings."""
        services = self._services
        place = place_of(record, services.registry.agents())
        said = Levels()
        if levels:
            said = levels_of(services.live.series(record.id, now))
        return Device(
            record,
            shown(services.devices.instance(record.id)) or record.id[:8],
            services.devices.state(record.id, now),
            place.site,
            place.department,
            place.room,
            services.live.last_seen(record.id) or None,
            _findings(services, record.id),
            said,
        )

    def _machines(self, now: float) -> dict[str, Machine]:
        services = self._services
        statuses = services.registry.statuses()
        found = {}
        for agent in services.registry.agents().values():
            if agent.state == "revoked":
                continue
            state = judge(
                agent,
                statuses.get(agent.id),
                now=now,
                hours=services.settings.office_hours,
                report_interval_s=services.settings.report_interval_s,
            )
            name = shown(agent.hostname, 60) or agent.id[:8]
            found[agent.id] = Machine(
                agent.id, name, state, shown(agent.department), shown(agent.room)
            )
        return found

    def facts(self) -> list[tuple[str, Facts]]:
        """Return by host name the facts of agents that found devices; blocks."""
        registry = self._services.registry
        agents, statuses = registry.agents(), registry.statuses()
        for agent_id, status in statuses.items():
            if self._facts.get(agent_id, ("",))[0] != status.facts_id:
                record = self._services.store.latest_facts(agent_id)
                told = record.facts if record else {}
                kept = {k: v for k, v in told.items() if k == "device_proposal"}
                self._facts[agent_id] = (status.facts_id, kept)
        return [
            (agents[agent_id].hostname, facts)
            for agent_id, (_id, facts) in self._facts.items()
            if facts and agent_id in agents
        ]

    def events(self, device: str) -> Sequence[EventRecord]:
        """Return what happened to a device, newest first; blocks."""
        return self._services.store.events(agent=device, limit=_MOST_EVENTS)

    def sightings(self, mac: str) -> Sequence[Sighting]:
        """Return where an address hung, the latest first; blocks."""
        return self._services.store.sightings(mac=mac, limit=_MOST_EVENTS)

    def ways(self, lan: Lan) -> Way:
        """Return what tells the way from a device to the gateway."""
        known = self._ways
        if known is None or known[0] is not lan.topology:
            known = self._ways = (lan.topology, Ways(lan.topology))
        return known[1].of

    def uses(self, device: str, now: float) -> Mapping[str, PortUse]:
        """Return how much each port of a device is used, by its key; blocks.

        Roll-ups are made once an hour, and so is this.
        """
        hour = int(now // HOUR_S)
        known = self._uses.get(device)
        if known is not None and known[0] == hour:
            return known[1]
        merged: _Parts = {}
        newest: _Parts = {}
        for row in self._services.store.rollups(
            device, start=hour - P95_HOURS, end=hour + 1
        ):
            try:
                sketches = unpack(row.packed)
            except SketchError:
                continue
            newest = _by_port(sketches)
            _merge(merged, newest)
        found = {key: _use(newest.get(key), parts) for key, parts in merged.items()}
        if len(self._uses) >= _MOST_KEPT:
            self._uses.clear()
        self._uses[device] = (hour, found)
        return found

    def loads(self, lan: Lan, devices: Iterable[str], now: float) -> dict[int, float]:
        """Return the load of links by their number, where *devices* tell; blocks."""
        chosen = set(devices)
        found: dict[int, float] = {}
        for number, link in enumerate(lan.topology.links):
            for end in (link.a, link.b):
                device = lan.devices.get(end.device)
                port = device.port(end.port) if device else None
                if device is None or port is None or device.id not in chosen:
                    continue
                load = self.uses(device.id, now).get(port.key, PortUse()).load
                if load is not None:
                    found[number] = max(load, found.get(number, 0.0))
        return found


def _topology(services):
    keeper = getattr(services, "topology", None)
    return keeper.current() if keeper else Topology()


def _findings(services, device):
    keeper = getattr(services, "ports", None)
    return tuple(keeper.findings(device)) if keeper else ()


def _by_port(sketches: Mapping[str, Sketch]) -> _Parts:
    """Return the sketches of ports by key, in the order of ``_PORT_SIGNALS``."""
    found: _Parts = {}
    for name, sketch in sketches.items():
        signal, brace, rest = name.partition('{port="')
        place = _PORT_SIGNALS.get(signal)
        if place is None or not brace or not rest.endswith('"}'):
            continue
        key = rest[:-2].replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
        found.setdefault(key, [None] * len(_PORT_SIGNALS))[place] = sketch
    return found


def _merge(merged: _Parts, newest: _Parts) -> None:
    for key, parts in newest.items():
        mine = merged.setdefault(key, [None] * len(_PORT_SIGNALS))
        for place, sketch in enumerate(parts):
            if sketch is None:
                continue
            whole = mine[place]
            if whole is None:
                whole = mine[place] = Sketch()
            whole.merge(sketch)


def _use(newest: list[Sketch | None] | None, parts: list[Sketch | None]) -> PortUse:
    now = newest or [None] * len(_PORT_SIGNALS)
    return PortUse(
        receive=_mean(now[0]),
        transmit=_mean(now[1]),
        receive_p95=_p95(parts[0]),
        transmit_p95=_p95(parts[1]),
        errors=_mean(parts[2]),
        discards=_mean(parts[3]),
    )


def _mean(sketch: Sketch | None) -> float | None:
    return sketch.mean if sketch else None


def _p95(sketch: Sketch | None) -> float | None:
    return sketch.quantile(0.95) if sketch else None
