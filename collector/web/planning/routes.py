"""The pages of the plan, and the plan as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from collector import office
from collector.cli_plan import writer
from collector.cli_report import document
from collector.plan_keeper import NoPlanError
from collector.planning.quarters import quarter_of
from collector.services import Services
from collector.web.lan.data import LanReader
from collector.web.lan.map_page import MapWish, map_page, site_names
from collector.web.language_choice import choosing
from collector.web.planning.asked import PATH, read_asked
from collector.web.planning.asker import Asker
from collector.web.planning.compare import compare_page
from collector.web.planning.deciding import Deciding
from collector.web.planning.map_view import changes, elsewhere
from collector.web.planning.views import line_page, plan_page, target_page
from collector.web.rendering import Renderer

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
Show = Callable[[Request, str, dict[str, Any]], Response]
NotFound = Callable[[Request, str], Response]


@dataclass(frozen=True)
class Means:
    """What the pages answer with."""

    services: Services
    renderer: Renderer
    show: Show
    not_found: NotFound
    lan: LanReader


def routes(means: Means) -> list[BaseRoute]:
    """Return the routes."""
    pages, deciding = _PlanPages(means), Deciding(means.services)
    return [
        Route(PATH, choosing(pages.plan)),
        Route(f"{PATH}/line", choosing(pages.line)),
        Route(f"{PATH}/target", choosing(pages.target)),
        Route(f"{PATH}/map", choosing(pages.map)),
        Route(f"{PATH}/compare", choosing(pages.compare)),
        Route(f"{PATH}/file/{{form}}", pages.file),
        Route(f"{PATH}/quarter/{{quarter}}.pdf", pages.quarter),
        Route(f"{PATH}/decide", deciding.decide, methods=["POST"]),
        Route(f"{PATH}/approve", deciding.approve, methods=["POST"]),
        Route(f"{PATH}/bought", deciding.bought, methods=["POST"]),
    ]


class _PlanPages:
    """The handlers; plans are made in a thread."""

    def __init__(self, means: Means) -> None:
        self._services = means.services
        self._renderer = means.renderer
        self._show = means.show
        self._not_found = means.not_found
        self._asker = Asker(means.services)
        self._plan = self._asker.plan
        self._lan = means.lan

    async def plan(self, request: Request) -> Response:
        """Show the plan for a budget."""
        asked = read_asked(request.query_params)
        tongue = self._renderer.tongue(request)
        content: dict[str, Any] = {
            "now": self._services.clock.now(),
            "asked": asked,
            "why": "",
        }
        try:
            plan = await self._plan(asked)
        except NoPlanError as err:
            content |= {"page": None, "why": str(err)}
            return self._show(request, "plan.html", content)
        store = self._services.store
        approved = await anyio.to_thread.run_sync(office.approved_plans, store)
        content["page"] = plan_page(plan, asked, approved, tongue)
        content["quarter"] = quarter_of(self._asker.today())
        return self._show(request, "plan.html", content)

    async def line(self, request: Request) -> Response:
        """Show one line: why, what was weighed, and what people may decide."""
        return await self._one(request, "line")

    async def target(self, request: Request) -> Response:
        """Show one target: its line, or why it is not in the plan."""
        return await self._one(request, "target")

    async def map(self, request: Request) -> Response:
        """Show on the map of a site what changes where."""
        asked = read_asked(request.query_params)
        tongue = self._renderer.tongue(request)
        now = self._services.clock.now()
        try:
            plan = await self._plan(asked)
        except NoPlanError:
            return self._not_found(request, "page")
        lan = self._lan.lan(now)
        site = request.query_params.get("site")

        def draw() -> dict[str, Any]:
            changed = changes(plan, asked, tongue)
            wish = MapWish(site[:255] if site is not None else None)
            page = map_page(lan, wish, {}, tongue, changed)
            return {
                "map": page,
                "sites": site_names(page.sites, tongue),
                "elsewhere": elsewhere(plan, asked, page.changed, tongue),
            }

        content = await anyio.to_thread.run_sync(draw)
        content |= {"now": now, "asked": asked, "plan": plan}
        return self._show(request, "plan_map.html", content)

    async def compare(self, request: Request) -> Response:
        """Show two budgets' plans side by side."""
        asked = read_asked(request.query_params)
        other = asked.with_other(request.query_params.get("other"))
        try:
            first, second = await self._plan(asked), await self._plan(other)
        except NoPlanError:
            return self._not_found(request, "page")
        content = {
            "now": self._services.clock.now(),
            "asked": asked,
            "other": other,
            "page": compare_page(first, second, self._renderer.tongue(request)),
        }
        return self._show(request, "plan_compare.html", content)

    async def _one(self, request: Request, what: str) -> Response:
        asked = read_asked(request.query_params)
        wanted = request.query_params.get("id", "")
        tongue = self._renderer.tongue(request)
        try:
            plan = await self._plan(asked)
        except NoPlanError:
            return self._not_found(request, "page")
        line = next((one for one in plan.lines if one.target == wanted), None)
        if what == "target" and line is not None:
            query = asked.query(id=line.id)
            return RedirectResponse(f"{PATH}/line?{query}", status_code=303)
        store = self._services.store
        decisions = await anyio.to_thread.run_sync(office.decisions, store)
        make = line_page if what == "line" else target_page
        page = make(plan, wanted, decisions, tongue)
        if page is None and what == "target":  # nothing is known of it yet
            return RedirectResponse(f"{PATH}?{asked.query()}", status_code=303)
        if page is None:
            return self._not_found(request, "page")
        content = {
            "now": self._services.clock.now(),
            "asked": asked,
            "page": page,
        }
        return self._show(request, f"plan_{what}.html", content)

    async def file(self, request: Request) -> Response:
        """Answer with the plan as a document."""
        form = request.path_params["form"]
        if form not in TYPES:
            return self._not_found(request, "page")
        tongue = self._renderer.tongue(request)
        try:
            plan = await self._plan(read_asked(request.query_params))
        except NoPlanError:
            return self._not_found(request, "page")
        letterhead = self._services.settings.report
        body = await anyio.to_thread.run_sync(
            writer(form), plan, tongue.language, letterhead
        )
        name = f'attachment; filename="hatang-plan-{plan.as_of}.{form}"'
        headers = {"content-disposition": name, "cache-control": "no-store"}
        return Response(body, media_type=TYPES[form], headers=headers)

    async def quarter(self, request: Request) -> Response:
        """Answer with the report of a quarter as PDF."""
        tongue = self._renderer.tongue(request)
        budget = read_asked(request.query_params).budget
        try:
            report = await self._asker.quarter(request.path_params["quarter"], budget)
        except NoPlanError:
            return self._not_found(request, "page")
        letterhead = self._services.settings.report
        body = await anyio.to_thread.run_sync(
            document, "pdf", report, tongue.language, letterhead
        )
        name = f'attachment; filename="hatang-{report.quarter}.pdf"'
        headers = {"content-disposition": name, "cache-control": "no-store"}
        return Response(body, media_type=TYPES["pdf"], headers=headers)
