"""The pages: what the routes read, and which template shows it."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from collector import office
from collector.digest_reader import TodayReader
from collector.history import changes
from collector.planning.quarters import quarter_of
from collector.services import Services
from collector.web import exports, incidents, runbooks
from collector.web.digest_mail import heading
from collector.web.digest_words import told, waiting
from collector.web.i18n import Tongue
from collector.web.incident_words import IncidentLine, line
from collector.web.lan import routes as lan_routes
from collector.web.lan.data import LanReader
from collector.web.lan.network_line import network_line
from collector.web.lan.port_chart import ReadPort
from collector.web.lan.where import machine_places
from collector.web.language_choice import NEVER_KEPT, choosing
from collector.web.lines import routes as line_routes
from collector.web.page_data import (
    FleetReader,
    MachineReader,
    read_day,
    read_device_day,
)
from collector.web.planning import routes as plan_routes
from collector.web.planning.plan_line import ApprovedLine, approved_line
from collector.web.rendering import Renderer
from collector.web.views_charts import Points, Window, charts
from collector.web.views_facts import fact_groups
from collector.web.views_findings import (
    finding_tasks,
    machine_events,
    machine_findings,
    severity_counts,
)
from collector.web.views_fleet import fleet_table, read_wish
from collector.web.views_history import history
from collector.web.views_machine import deliveries, headline, place
from collector.web.views_overview import overview
from collector.web.views_privacy import privacy, read_collected
from collector.web.views_safety import PATH as SAFETY
from collector.web.views_safety import read_safety_wish, safety

STATIC = Path(__file__).parent / "static"
ReadPoints = Callable[[Services, str, float], tuple[Window, Points]]


MOST_AT_FAULT = 5


class CachedStatic(StaticFiles):
    """Static files that a browser asks about again only after an hour."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Return the file, with how long it may be kept."""
        response = super().file_response(*args, **kwargs)
        response.headers.setdefault("cache-control", "public, max-age=3600")
        return response


def routes(
    services: Services,
    *,
    read_points: ReadPoints = read_day,
    read_port: ReadPort = read_device_day,
) -> list[BaseRoute]:
    """Return the routes of all pages."""
    pages = _Pages(services, read_points)
    return [
        Route("/", choosing(pages.overview)),
        Route("/fleet", choosing(pages.fleet)),
        Route("/machines/{agent_id}", choosing(pages.machine)),
        Route(SAFETY, choosing(pages.safety)),
        Route("/privacy", choosing(pages.privacy)),
        *lan_routes.routes(pages.means(read_port)),
        *plan_routes.routes(
            plan_routes.Means(
                *(services, pages.renderer, pages.show, pages.not_found, pages.lan)
            )
        ),
        *line_routes.routes(services, pages.renderer, pages.show, pages.not_found),
        *incidents.routes(services, pages.tongue, pages.show),
        *runbooks.routes(pages.tongue, pages.show, pages.not_found),
        *exports.routes(services, pages.tongue),
        Mount("/static", CachedStatic(directory=STATIC), name="static"),
    ]


def refusal_pages(
    services: Services,
) -> Callable[[Request, int, Mapping[str, str] | None], Response]:
    """Return what makes the page that says why there is nothing to see (404, 500 …)."""
    renderer = Renderer(services.settings)

    def page(
        request: Request, status: int, headers: Mapping[str, str] | None
    ) -> Response:
        known = status if status in {404, 405, 500} else 0
        return renderer.page(
            request,
            "refusal.html",
            {"status": status, "known": known, "what": "page"},
            status_code=status,
            headers={**NEVER_KEPT, **(headers or {})},
        )

    return page


class _Pages:
    """The handlers of one collector's pages."""

    def __init__(self, services: Services, read_points: ReadPoints) -> None:
        self._services = services
        self.renderer = Renderer(services.settings)
        self._fleet = FleetReader(services)
        self._machine = MachineReader(services)
        self._read_points = read_points
        self.lan = LanReader(services)
        self._declared = read_collected()
        self._today = TodayReader(services.store, services.settings)

    def tongue(self, request: Request) -> Tongue:
        """Return the language in which *request* is answered."""
        return self.renderer.tongue(request)

    def means(self, read_port: ReadPort) -> lan_routes.Means:
        """Return what the pages of the LAN take."""
        return lan_routes.Means(
            *(self._services, self.lan, self.renderer),
            *(self.show, self.not_found, read_port),
        )

    async def overview(self, request: Request) -> Response:
        """Show how many machines stand where, and what needs a person."""
        now = self._services.clock.now()
        rows = await self._fleet.rows(now)
        tongue = self.renderer.tongue(request)
        hours = self._services.settings.office_hours
        judged = self._services.findings.everything()
        today = await anyio.to_thread.run_sync(self._today.read, now)
        content = {
            "today": [(heading(one, tongue), one) for one in told(today, tongue)],
            "waiting": waiting(today, tongue),
            "now": now,
            "overview": overview(rows, tongue, now=now),
            "in_office_hours": hours.covers(now),
            "ranges": hours.ranges,
            "any_agent": bool(rows),
            "finding_tasks": finding_tasks(rows, judged, tongue),
            "severities": severity_counts(judged.values(), tongue),
            "incidents": self._at_fault(tongue, now),
            "network": network_line(self.lan.lan(now).devices.values()),
            "plan": await anyio.to_thread.run_sync(self._approved, now, tongue),
        }
        return self.show(request, "overview.html", content)

    def _at_fault(self, tongue: Tongue, now: float) -> list[IncidentLine]:
        name = self._services.devices.instance
        return [
            line(one, name(one.place), tongue, now)
            for one in self._services.incidents.open()[:MOST_AT_FAULT]
        ]

    def _approved(self, now: float, tongue: Tongue) -> ApprovedLine | None:
        day = dt.date.fromordinal(self._services.settings.office_hours.day(now))
        approved = office.approved_plans(self._services.store)
        return approved_line(approved, quarter_of(day), tongue)

    async def fleet(self, request: Request) -> Response:
        """Show the table of machines."""
        now = self._services.clock.now()
        rows = await self._fleet.rows(now)
        table = fleet_table(rows, read_wish(request.query_params))
        return self.show(request, "fleet.html", {"now": now, "table": table})

    async def machine(self, request: Request) -> Response:
        """Show one machine."""
        now = self._services.clock.now()
        agent_id = request.path_params["agent_id"]
        row = await self._fleet.row(agent_id, now)
        if row is None:
            return self.not_found(request, "machine")
        kept = await anyio.to_thread.run_sync(self._machine.read, agent_id)
        window, points = await anyio.to_thread.run_sync(
            self._read_points, self._services, agent_id, now
        )
        tongue = self.renderer.tongue(request)
        lan = self.lan.lan(now)
        content = {
            "now": now,
            "row": row,
            "place": place(row),
            "hangs": machine_places(agent_id, lan, self.lan.ways(lan), tongue),
            "any_device": bool(lan.devices),
            "figures": headline(row, tongue, now=now),
            "charts": charts(points, tongue, now=now, window=window),
            "window": tongue.text(window.name),
            "findings": machine_findings(
                self._services.findings.judged(agent_id), tongue
            ),
            "events": machine_events(kept.events, tongue),
            "facts": fact_groups(kept.facts, tongue),
            "facts_time": kept.facts_time,
            "history": history(changes(kept.records), tongue),
            "first_facts": kept.records[0].time if kept.records else None,
            "deliveries": deliveries(row, kept.sequences, tongue, now=now),
        }
        return self.show(request, "machine.html", content)

    async def safety(self, request: Request) -> Response:
        """Show who is at risk, why, and what to do first."""
        agents = self._services.registry.agents().values()
        page = await anyio.to_thread.run_sync(
            safety,
            list(agents),
            self._services.findings.everything(),
            read_safety_wish(request.query_params),
            self.renderer.tongue(request),
        )
        content = {
            "now": self._services.clock.now(),
            "page": page,
            "any_agent": bool(agents),
        }
        return self.show(request, "safety.html", content)

    async def privacy(self, request: Request) -> Response:
        """Show every field that is collected."""
        tongue = self.renderer.tongue(request)
        page = privacy(self._services.settings, self._declared, tongue)
        return self.show(request, "privacy.html", {"page": page})

    def not_found(self, request: Request, what: str) -> Response:
        """Return the page that says that there is no such thing (``machine`` …)."""
        return self.renderer.page(
            request,
            "refusal.html",
            {"status": 404, "known": 404, "what": what},
            status_code=404,
            headers=NEVER_KEPT,
        )

    def show(self, request: Request, name: str, content: dict[str, Any]) -> Response:
        """Return the page that the template *name* makes of *content*."""
        return self.renderer.page(request, name, content, headers=NEVER_KEPT)
