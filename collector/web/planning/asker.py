"""What the plan's pages ask the collector's planner."""

import datetime as dt

import anyio.to_thread

from collector.plan_keeper import NoPlanError
from collector.planning.shapes.plan import Plan
from collector.planning.shapes.quarter import QuarterReport
from collector.services import Services
from collector.store.interface import StoreError
from collector.web.planning.asked import Asked


class Asker:
    """Asks for plans in a thread: each may take seconds."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def today(self) -> dt.date:
        """Return the local day."""
        services = self._services
        day = services.settings.office_hours.day(services.clock.now())
        return dt.date.fromordinal(day)

    async def quarter(self, quarter: str, budget_vnd: int) -> QuarterReport:
        """Return the report of *quarter*.

        Raises:
            NoPlanError: there is none; the text says why.
        """
        ask = self._services.plans.quarter
        try:
            return await anyio.to_thread.run_sync(ask, quarter, budget_vnd)
        except StoreError as err:
            raise NoPlanError(str(err)) from err

    async def plan(self, asked: Asked) -> Plan:
        """Return the plan that *asked* is about.

        Raises:
            NoPlanError: there is none; the text says why.
        """
        wish = asked.wish(self.today().year)
        try:
            return await anyio.to_thread.run_sync(self._services.plans.plan, wish)
        except StoreError as err:
            raise NoPlanError(str(err)) from err
