"""The plan for programs."""

import datetime as dt

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from collector.plan_keeper import NoPlanError
from collector.services import Services
from collector.web.planning.asked import read_asked
from collector.web.problems import ProblemError, answer


class PlanApi:
    """The handler of ``/api/v1/plan``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def plan(self, request: Request) -> Response:
        """Answer with the plan for ``budget``, ``years`` and ``quarter``.

        Raises:
            ProblemError: there is none (404), and why.
        """
        services = self._services
        today = services.settings.office_hours.day(services.clock.now())
        wish = read_asked(request.query_params).wish(dt.date.fromordinal(today).year)
        try:
            plan = await anyio.to_thread.run_sync(services.plans.plan, wish)
        except NoPlanError as err:
            detail = str(err) or "Nothing is known yet: let agents report first."
            raise ProblemError(404, "no_plan", detail) from err
        return answer(plan)
