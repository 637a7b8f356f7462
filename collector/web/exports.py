"""The inventory as files for a spreadsheet."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from collector.fleet import judge
from collector.services import Services
from collector.store.interface import Agent
from collector.web.i18n import Tongue
from collector.web.inventory import Entry
from collector.web.inventory_csv import inventory_csv
from collector.web.inventory_xlsx import inventory_xlsx
from collector.web.views import by_place

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def routes(
    services: Services, tongue_of: Callable[[Request], Tongue]
) -> list[BaseRoute]:
    """Return the routes of the files; *tongue_of* says in which language they are."""
    exports = _Exports(services, tongue_of)
    return [
        Route("/inventory.csv", exports.csv),
        Route("/inventory.xlsx", exports.xlsx),
    ]


class _Exports:
    """The handlers; each reads the store and writes the file in a thread."""

    def __init__(
        self, services: Services, tongue_of: Callable[[Request], Tongue]
    ) -> None:
        self._services = services
        self._tongue_of = tongue_of
        self._one_at_a_time = asyncio.Lock()  # a province takes a minute

    async def csv(self, request: Request) -> Response:
        """Answer with one line for each machine; ``department`` narrows it."""
        tongue, agents = self._tongue_of(request), self._agents(request)
        async with self._one_at_a_time:
            body = await asyncio.to_thread(
                lambda: inventory_csv(map(self._entry, agents), tongue)
            )
        return self._file(body, CSV_TYPE, "csv", tongue)

    async def xlsx(self, request: Request) -> Response:
        """Answer with the workbook; ``department`` narrows it."""
        tongue, agents = self._tongue_of(request), self._agents(request)
        now = self._services.clock.now()
        async with self._one_at_a_time:
            body = await asyncio.to_thread(
                lambda: inventory_xlsx(list(map(self._entry, agents)), tongue, now=now)
            )
        return self._file(body, XLSX_TYPE, "xlsx", tongue)

    def _agents(self, request: Request) -> list[Agent]:
        department = request.query_params.get("department", "")
        return by_place(
            [
                agent
                for agent in self._services.registry.agents().values()
                if agent.state != "revoked" and department in {"", agent.department}
            ]
        )

    def _entry(self, agent: Agent) -> Entry:
        services = self._services
        status = services.registry.statuses().get(agent.id)
        record = services.store.latest_facts(agent.id)
        state = judge(
            agent,
            status,
            now=services.clock.now(),
            hours=services.settings.office_hours,
            report_interval_s=services.settings.report_interval_s,
        )
        return Entry(
            agent,
            state,
            status.last_received or None if status else None,
            record.facts if record else {},
            services.findings.judged(agent.id),
        )

    def _file(self, body: bytes, kind: str, ending: str, tongue: Tongue) -> Response:
        day = tongue.formats.iso(self._services.clock.now())[:10]
        name = f'attachment; filename="hatang-{day}.{ending}"'
        headers = {"content-disposition": name, "cache-control": "no-store"}
        return Response(body, media_type=kind, headers=headers)
