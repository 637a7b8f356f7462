"""What the pages of the LAN read from the collector, and keep while it stays the same."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from agent.shared.wire import Facts
from collector.devices import is_believed, place_of
from collector.fleet import judge
from collector.rollup import HOUR_S
from collector.services import Services
from collector.store.device import DeviceRecord, Sighting
from collector.store.interface import EventRecord
from collector.topology.shapes import Topology
from collector.topology.ways import Ways
from collector.web.lan.levels import levels_of
from collector.web.lan.model import Device, Lan, Levels, Machine, PortUse
from collector.web.lan.port_uses import port_uses
from collector.web.lan.where import Way
from collector.web.lan.words import shown

P95_HOURS = 7 * 24
_MOST_EVENTS = 100
_MOST_KEPT = 200
_AT_ONCE = 20  # devices whose latest values are read before others get their turn


class LanReader:
    """Reads devices, topology, findings, values. ``blocking`` ones are for a thread."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._facts: dict[str, tuple[str, Facts]] = {}
        self._uses: dict[str, tuple[tuple[int, float], Mapping[str, PortUse]]] = {}
        self._ways: tuple[Topology, Ways] | None = None

    def lan(self, now: float) -> Lan:
        """Return the LAN as it is known."""
        services = self._services
        agents = services.registry.agents()
        devices = {
            record.id: self.device(record, now)
            for record in services.devices.all()
            if is_believed(record, agents)
        }
        return Lan(devices, self._machines(now), services.topology.current())

    async def measured(self, lan: Lan, now: float) -> Lan:
        """Return *lan* with what each device said last of itself.

        For the event loop, as the latest values are: others get their turn between.
        """
        found = {}
        for number, (id_, device) in enumerate(lan.devices.items()):
            found[id_] = replace(device, levels=self.levels(id_, now))
            if number % _AT_ONCE == _AT_ONCE - 1:
                await asyncio.sleep(0)
        return replace(lan, devices=found)

    def levels(self, device: str, now: float) -> Levels:
        """Return what a device said last of itself; for the event loop."""
        return levels_of(self._services.live.series(device, now))

    def device(self, record: DeviceRecord, now: float) -> Device:
        """Return one device with its state and findings."""
        services = self._services
        place = place_of(record, services.registry.agents())
        return Device(
            record,
            shown(services.devices.instance(record.id)) or record.id[:8],
            services.devices.state(record.id, now),
            place.site,
            place.department,
            place.room,
            services.live.last_seen(record.id) or None,
            tuple(services.ports.findings(record.id)),
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

    def uses(self, record: DeviceRecord, now: float) -> Mapping[str, PortUse]:
        """Return how much each port of a device is used, by its key; blocks.

        Roll-ups are made once an hour, and so is this.
        """
        hour = int(now // HOUR_S)
        known = self._uses.get(record.id)
        if known is not None and known[0] == (hour, record.time):
            return known[1]
        rows = self._services.store.rollups(
            record.id, start=hour - P95_HOURS, end=hour + 1
        )
        found = port_uses([port.key for port in record.survey.ports], rows)
        if len(self._uses) >= _MOST_KEPT:
            self._uses.clear()
        self._uses[record.id] = ((hour, record.time), found)
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
                load = self.uses(device.record, now).get(port.key, PortUse()).load
                if load is not None:
                    found[number] = max(load, found.get(number, 0.0))
        return found
