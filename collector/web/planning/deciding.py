"""What people decide on the plan's pages: pin, forbid, approve, bought."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import parse_qs

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from collector import office
from collector.plan_keeper import NoPlanError
from collector.planning.shapes.approved import ApprovedPlan
from collector.planning.shapes.records import Decision, Purchase
from collector.services import Services
from collector.web.bodies import read_body
from collector.web.planning.asked import PATH, read_asked
from collector.web.planning.asker import Asker
from collector.web.problems import ProblemError, respond

MOST_BODY = 8192


class Deciding:
    """The handlers of the forms; each leads back to a page of the plan."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._plan = Asker(services).plan

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
            relief=await anyio.to_thread.run_sync(self._services.plans.promised, line),
            actor=_who(request),
            time=self._services.clock.now(),
        )
        store = self._services.store
        answered = await self._kept(
            lambda: office.put_purchase(store, purchase), _back(form)
        )
        self._services.plans.forget()
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
