"""The routes of broadband lines."""

from collections.abc import Callable
from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from collector.cli_line_evidence import document
from collector.line_reader import LineError
from collector.planning.shapes.records import Line
from collector.reports.line_paper import contract
from collector.services import Services
from collector.web.i18n import Tongue
from collector.web.language_choice import choosing
from collector.web.lines.charts import day_chart, line_charts
from collector.web.lines.data import LineBook, LineMonth
from collector.web.lines.views import (
    MOST_OUTAGES,
    criterion_rows,
    line_row,
    meeting_notes,
    overall,
)
from collector.web.rendering import Renderer

PATH = "/lines"
MOST_SHOWN = 100
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Show = Callable[[Request, str, dict[str, Any]], Response]
NotFound = Callable[[Request, str], Response]


def routes(
    services: Services, renderer: Renderer, show: Show, not_found: NotFound
) -> list[BaseRoute]:
    """Return the routes."""
    pages = _LinePages(services, renderer, show, not_found)
    return [
        Route(PATH, choosing(pages.all)),
        Route(f"{PATH}/{{line:path}}/evidence.{{form}}", pages.file),
        Route(f"{PATH}/{{line:path}}", choosing(pages.one)),
    ]


class _LinePages:
    """The handlers; the store is read in a thread."""

    def __init__(
        self, services: Services, renderer: Renderer, show: Show, not_found: NotFound
    ) -> None:
        self._services = services
        self._renderer = renderer
        self._show = show
        self._not_found = not_found
        self._book = LineBook(services)

    async def all(self, request: Request) -> Response:
        """Show every line with the running month."""
        tongue = self._renderer.tongue(request)

        def read() -> list[Any]:
            month = self._book.this_month()
            lines = self._book.lines()[:MOST_SHOWN]
            return [line_row(self._book.month(one, month), tongue) for one in lines]

        rows = await anyio.to_thread.run_sync(read)
        content = {
            "now": self._services.clock.now(),
            "rows": [(row, contract(row.line, tongue)) for row in rows],
        }
        return self._show(request, "lines.html", content)

    async def one(self, request: Request) -> Response:
        """Show one line in a month."""
        found = await self._month(request)
        if found is None:
            return self._not_found(request, "page")
        name, month = found
        tongue = self._renderer.tongue(request)
        return self._show(request, "line.html", self._content(name, month, tongue))

    def _content(self, name: str, month: LineMonth, tongue: Tongue) -> dict[str, Any]:
        now, made = self._services.clock.now(), month.quality
        shape, verdict = overall(made.criteria, tongue)
        fits, use = month.meetings, month.use
        return {
            "now": now,
            "month": name,
            "latest": self._book.this_month(),
            "line": made.line,
            "contract": contract(made.line, tongue),
            "shape": shape,
            "verdict": verdict,
            "made": made,
            "criteria": criterion_rows(made, tongue),
            "charts": [*line_charts(month, tongue, now), day_chart(month, tongue)],
            "outages": made.outages[:MOST_OUTAGES],
            "use": use,
            "fits": fits,
            "notes": meeting_notes(fits, tongue) if fits else [],
        }

    async def file(self, request: Request) -> Response:
        """Answer with the month for the operator."""
        form = request.path_params["form"]
        found = await self._month(request) if form in TYPES else None
        if found is None:
            return self._not_found(request, "page")
        name, month = found
        language = self._renderer.tongue(request).language
        body = await anyio.to_thread.run_sync(
            document, form, month.quality, language, self._services.settings
        )
        held = f'attachment; filename="hatang-line-{name}.{form}"'
        headers = {"content-disposition": held, "cache-control": "no-store"}
        return Response(body, media_type=TYPES[form], headers=headers)

    async def _month(self, request: Request) -> tuple[str, LineMonth] | None:
        """Return the asked month of the asked line; None: there is no such."""
        wanted = request.path_params["line"]
        asked = request.query_params.get("month", "")

        def read() -> tuple[str, LineMonth] | None:
            line: Line | None = next(
                (one for one in self._book.lines() if one.id == wanted), None
            )
            month = asked or self._book.this_month()
            if line is None or month > self._book.this_month():
                return None
            try:
                return month, self._book.month(line, month)
            except LineError:
                return None

        return await anyio.to_thread.run_sync(read)
