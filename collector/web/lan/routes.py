"""The routes of the LAN's pages: what they read, and which template shows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import anyio.to_thread
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from collector.services import Services
from collector.web.finding_words import tell
from collector.web.i18n import Tongue
from collector.web.lan import (
    device_page,
    device_parts,
    device_rows,
    find,
    map_page,
    where,
)
from collector.web.lan.data import LanReader
from collector.web.lan.front import front
from collector.web.lan.front_svg import draw_front, summary
from collector.web.lan.model import Device, Lan
from collector.web.lan.port_chart import ReadPort, port_charts, port_signals
from collector.web.lan.ports import PortRow, port_rows
from collector.web.lan.tree import forest
from collector.web.lan.words import kind_name, shown
from collector.web.language_choice import choosing
from collector.web.rendering import Renderer
from collector.web.views_findings import machine_events

_LEAST_FRONT = 3
_MOST_LOADS = 60  # devices whose roll-ups a map reads
Show = Callable[[Request, str, dict[str, Any]], Response]
NotFound = Callable[[Request, str], Response]


@dataclass(frozen=True)
class Means:
    """What the pages answer with: *show* a template, *not_found* that it is not there."""

    services: Services
    reader: LanReader
    renderer: Renderer
    show: Show
    not_found: NotFound
    read_port: ReadPort


def routes(means: Means) -> list[BaseRoute]:
    """Return the routes."""
    pages = _LanPages(means)
    return [
        Route(device_rows.PATH, choosing(pages.devices)),
        Route("/switches/{device_id}", choosing(pages.device)),
        Route(map_page.PATH, choosing(pages.map)),
        Route("/find", choosing(pages.find)),
    ]


class _LanPages:
    """The handlers."""

    def __init__(self, means: Means) -> None:
        self._services = means.services
        self._reader = means.reader
        self._renderer = means.renderer
        self._show = means.show
        self._not_found = means.not_found
        self._read_port = means.read_port

    async def devices(self, request: Request) -> Response:
        """Show the list of devices, and what discovery proposes."""
        tongue, now = self._renderer.tongue(request), self._services.clock.now()
        wish = device_rows.read_device_wish(request.query_params)

        lan = await self._reader.measured(self._reader.lan(now), now)

        def read() -> device_rows.DeviceList:
            known = list(lan.devices.values())
            found = device_rows.proposals(self._reader.facts(), known, tongue)
            return device_rows.device_list(known, found, wish, tongue)

        page = await anyio.to_thread.run_sync(read)
        return self._show(request, "switches.html", {"now": now, "page": page})

    async def device(self, request: Request) -> Response:
        """Show one device: its front, its ports, what it is made of."""
        now = self._services.clock.now()
        record = self._services.devices.get(request.path_params["device_id"])
        lan = self._reader.lan(now)
        if record is None or record.id not in lan.devices:
            return self._not_found(request, "switch")
        tongue = self._renderer.tongue(request)
        device = replace(
            lan.devices[record.id], levels=self._reader.levels(record.id, now)
        )
        wanted = request.query_params.get("port", "")
        content = await anyio.to_thread.run_sync(
            self._device, device, lan, wanted, now, tongue
        )
        return self._show(request, "switch.html", content)

    def _device(
        self, device: Device, lan: Lan, wanted: str, now: float, tongue: Tongue
    ) -> dict[str, Any]:
        uses = self._reader.uses(device.record, now)
        rows = port_rows(device, lan, uses, tongue, now=now)
        by_index = {row.port.index: row for row in rows}
        chosen = _chosen(rows, wanted)
        charts, window = [], None
        if chosen is not None:
            window, points = self._read_port(
                self._services, device.id, port_signals(chosen.key), now
            )
            charts = port_charts(chosen.key, points, tongue, now=now, window=window)
        told = [tell(record, tongue) for record in device.findings]
        return {
            "now": now,
            "device": device,
            "kind": kind_name(tongue, device.survey.kind),
            "place": device_rows.place(device),
            "figures": device_page.figures(device, tongue, now=now),
            "front": _picture(device, by_index, tongue),
            "ports": rows,
            "port_summary": lambda row: summary(row, tongue),
            "chosen": chosen,
            "charts": charts,
            "window": tongue.text(window.name) if window else "",
            "serious": [one for one in told if one.record.severity != "info"],
            "minor": [one for one in told if one.record.severity == "info"],
            "vlans": device_parts.vlans(device.survey),
            "modules": device_parts.modules(device.survey, tongue),
            "supplies": device_page.supplies(device),
            "sensors": device_page.sensors(device, tongue),
            "identity": device_parts.identity(device, tongue),
            "tree": device_parts.spanning_tree(device, lan, tongue),
            "way": where.steps(device.id, None, lan, self._reader.ways(lan), tongue),
            "events": machine_events(self._reader.events(device.id), tongue),
            "power": device.survey.power,
            "agent_name": self._agent_name(device),
        }

    def _agent_name(self, device: Device) -> str:
        """Return the host name of the machine that reads a device."""
        agent = self._services.registry.agents().get(device.record.agent)
        return shown(agent.hostname if agent else "") or device.record.agent[:8]

    async def map(self, request: Request) -> Response:
        """Show the map of a site."""
        tongue, now = self._renderer.tongue(request), self._services.clock.now()
        wish = map_page.read_map_wish(request.query_params)
        lan = self._reader.lan(now)

        def read() -> map_page.MapPage:
            site = map_page.chosen_site(lan, wish)
            nodes = [node.id for node in forest(lan, site).nodes()]
            loads = self._reader.loads(lan, nodes[:_MOST_LOADS], now)
            return map_page.map_page(lan, wish, loads, tongue)

        page = await anyio.to_thread.run_sync(read)
        content = {
            "now": now,
            "page": page,
            "sites": map_page.site_names(page.sites, tongue),
            "any_device": bool(lan.devices),
        }
        return self._show(request, "map.html", content)

    async def find(self, request: Request) -> Response:
        """Show where something hangs, by MAC address, IP address or name."""
        tongue, now = self._renderer.tongue(request), self._services.clock.now()
        query = find.read_query(request.query_params.get("q", ""))
        lan = self._reader.lan(now)

        def read() -> dict[str, Any]:
            hits = find.found(query, lan, self._services.topology.inputs())
            ways, few = self._reader.ways(lan), hits.count <= find.MOST_TOLD
            told = [
                where.placed(
                    one,
                    lan,
                    ways,
                    self._reader.sightings(one.mac) if few else (),
                    tongue,
                )
                for one in hits.attachments
            ]
            return {"found": hits, "few": few, "told": told}

        content = await anyio.to_thread.run_sync(read)
        content |= {
            "now": now,
            "query": query,
            "shown_query": shown(query, 80),
            "any_device": bool(lan.devices),
        }
        return self._show(request, "find.html", content)


def _picture(
    device: Device, rows: Mapping[int, PortRow], tongue: Tongue
) -> Markup | None:
    """Return the front of a device that has one worth drawing."""
    ports = [port for port in device.survey.ports if port.physical]
    if len(ports) < _LEAST_FRONT:
        return None
    title = tongue.text("Front of {name}").format(name=device.name)
    return draw_front(front(ports), rows, tongue, title)


def _chosen(rows: Sequence[PortRow], wanted: str) -> PortRow | None:
    """Return the port whose chart is shown: the wished one, the uplink, the busiest."""
    for row in rows:
        if row.key == wanted:
            return row
    linked = [row for row in rows if row.speed]
    if not linked:
        return None
    return max(linked, key=lambda row: (row.uplink, row.use.load or 0.0))
