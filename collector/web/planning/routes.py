"""The routes of the plan: pages, decisions, approval, files, API."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from collector import office
from collector.cli_plan import writer
from collector.plan_keeper import NoPlanError
from collector.planning.shapes.approved import ApprovedPlan
from collector.planning.shapes.plan import Plan
from collector.planning.shapes.records import Decision, Purchase
from collector.services import Services
from collector.store.interface import StoreError
from collector.web.bodies import read_body
from collector.web.language_choice import choosing
from collector.web.planning.asked import PATH, Asked, read_asked
from collector.web.planning.views import line_page, plan_page, target_page
from collector.web.problems import ProblemError, respond
from collector.web.rendering import Renderer

MOST_BODY = 8192
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


def routes(means: Means) -> list[BaseRoute]:
    """Return the routes."""
    pages = _PlanPages(means)
    return [
        Route(PATH, choosing(pages.plan)),
        Route(f"{PATH}/line", choosing(pages.line)),
        Route(f"{PATH}/target", choosing(pages.target)),
        Route(f"{PATH}/file/{{form}}", pages.file),
        Route(f"{PATH}/decide", pages.decide, methods=["POST"]),
        Route(f"{PATH}/approve", pages.approve, methods=["POST"]),
        Route(f"{PATH}/bought", pages.bought, methods=["POST"]),
    ]


class _PlanPages:
    """The handlers; plans are made in a thread."""

    def __init__(self, means: Means) -> None:
        self._services = means.services
        self._renderer = means.renderer
        self._show = means.show
        self._not_found = means.not_found
        self._keeper = means.services.plans

    def _today(self) -> dt.date:
        day = self._services.settings.office_hours.day(self._services.clock.now())
        return dt.date.fromordinal(day)

    async def _plan(self, asked: Asked) -> Plan:
        wish = asked.wish(self._today().year)
        try:
            return await anyio.to_thread.run_sync(self._keeper.plan, wish)
        except StoreError as err:
            raise NoPlanError(str(err)) from err

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
        return self._show(request, "plan.html", content)

    async def line(self, request: Request) -> Response:
        """Show one line: why, what was weighed, and what people may decide."""
        return await self._one(request, "line")

    async def target(self, request: Request) -> Response:
        """Show one target that is not in the plan."""
        return await self._one(request, "target")

    async def _one(self, request: Request, what: str) -> Response:
        asked = read_asked(request.query_params)
        wanted = request.query_params.get("id", "")
        tongue = self._renderer.tongue(request)
        try:
            plan = await self._plan(asked)
        except NoPlanError:
            return self._not_found(request, "page")
        store = self._services.store
        decisions = await anyio.to_thread.run_sync(office.decisions, store)
        make = line_page if what == "line" else target_page
        page = make(plan, wanted, decisions, tongue)
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

    async def decide(self, request: Request) -> Response:
        """Pin or forbid a choice or target, or take that back."""
        form = await _form(request)
        choice, action = form.get("choice", ""), form.get("action", "")
        if not choice or action not in {"pin", "forbid", "free"}:
            return _refused(400, "malformed", "Say choice and action.")
        now, who = self._services.clock.now(), _who(request)
        store = self._services.store

        def keep() -> None:
            if action == "free":
                office.remove(store, office.DECISION, choice, actor=who, time=now)
                return
            decision = Decision(
                choice=choice,
                action="pin" if action == "pin" else "forbid",
                note=form.get("note", "")[:255],
                actor=who,
                time=now,
            )
            office.put_decision(store, decision)

        return await self._kept(keep, _back(form))

    async def approve(self, request: Request) -> Response:
        """Keep a plan as the one that was approved."""
        form = await _form(request)
        asked = read_asked(form)
        now, who = self._services.clock.now(), _who(request)
        try:
            plan = await self._plan(asked)
        except NoPlanError as err:
            return _refused(409, "no_plan", str(err) or "No plan.")
        if plan.id != form.get("plan"):
            detail = "The plan has changed meanwhile; look at it again."
            return _refused(409, "changed", detail)
        kept = ApprovedPlan(plan=plan, actor=who, time=now, note=form.get("note", ""))
        store = self._services.store
        return await self._kept(
            lambda: office.put_approved(store, kept), f"{PATH}?{asked.query()}"
        )

    async def bought(self, request: Request) -> Response:
        """Record that a line was bought and put in."""
        form = await _form(request)
        line = form.get("line", "")
        target, slash, option = line.partition("/")
        if target.startswith("port:"):  # a port's id has a slash of its own
            target, slash, option = line.rpartition("/")
        if not (target and slash and option):
            return _refused(400, "malformed", "Say which line.")
        try:
            done = dt.date.fromisoformat(form.get("done", ""))
            price = int(form.get("price_vnd") or 0)
        except ValueError:
            return _refused(400, "malformed", "Say day and price.")
        purchase = Purchase(
            id=f"{done.isoformat()} {line}"[:255],
            target=target,
            option=option,
            done=done,
            price_vnd=price,
            plan_line=line,
            actor=_who(request),
            time=self._services.clock.now(),
        )
        store = self._services.store
        answered = await self._kept(
            lambda: office.put_purchase(store, purchase), _back(form)
        )
        self._keeper.forget()
        return answered

    async def _kept(self, keep: Callable[[], None], back: str) -> Response:
        try:
            await anyio.to_thread.run_sync(keep)
        except office.OfficeError as err:
            return _refused(400, "malformed", str(err))
        return RedirectResponse(back, status_code=303)


def _refused(status: int, reason: str, detail: str) -> Response:
    return respond(ProblemError(status, reason, detail).problem)


async def _form(request: Request) -> dict[str, str]:
    body = await read_body(request.scope, request.receive, limit=MOST_BODY)
    text = body.decode("utf-8", "replace")
    return {
        name: values[-1] for name, values in parse_qs(text, max_num_fields=20).items()
    }


def _who(request: Request) -> str:
    return str(getattr(request.state, "user", "") or "")[:255]


def _back(form: dict[str, str]) -> str:
    """Return where to go on: a page of the plan, nowhere else."""
    back = form.get("back", PATH)
    fits = back == PATH or back.startswith((f"{PATH}?", f"{PATH}/"))
    return back if fits and "\\" not in back and "//" not in back else PATH
