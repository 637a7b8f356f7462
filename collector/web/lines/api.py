"""Broadband lines for programs."""

import anyio.to_thread
import msgspec
from starlette.requests import Request
from starlette.responses import Response

from collector.line_reader import LineError
from collector.lines.meetings import Meetings
from collector.lines.quality import Quality
from collector.lines.use import Use
from collector.services import Services
from collector.web.lines.data import LineBook
from collector.web.openapi import Operation
from collector.web.problems import ProblemError, answer


class LineView(msgspec.Struct, frozen=True):
    """One line in one month. ``availability`` is None where nobody watched."""

    month: str
    quality: Quality
    availability: float | None
    outage_s: float
    use: Use
    meetings: Meetings | None


class LineList(msgspec.Struct, frozen=True):
    """All lines of the register, by id."""

    lines: list[LineView]


LINES = Operation(
    "GET",
    "/api/v1/lines",
    "lines",
    "List broadband lines: contract against measured, outages, use, calls.",
    "user",
    LineList,
    problems=(400, 401, 403, 429, 503),
    query=(
        (
            "month",
            "Which month, as 2026-11; the running one if not given.",
            {"type": "string", "pattern": "^20[0-9][0-9]-(0[1-9]|1[0-2])$"},
        ),
    ),
)


class LineApi:
    """The handler of ``/api/v1/lines``."""

    def __init__(self, services: Services) -> None:
        self._book = LineBook(services)

    async def lines(self, request: Request) -> Response:
        """Answer with each line in ``month``, the running one if not given.

        Raises:
            ProblemError: the month is none (400).
        """
        asked = request.query_params.get("month", "")
        try:
            return answer(LineList(await anyio.to_thread.run_sync(self._read, asked)))
        except LineError as err:
            raise ProblemError(400, "bad_month", str(err)) from err

    def _read(self, asked: str) -> list[LineView]:
        name = asked or self._book.this_month()
        if name > self._book.this_month():
            raise LineError(f"{name[:20]}: that month has not begun")
        found = []
        for line in self._book.lines():
            month = self._book.month(line, name)
            made = month.quality
            found.append(
                LineView(
                    name,
                    made,
                    made.availability,
                    made.outage_s,
                    month.use,
                    month.meetings,
                )
            )
        return found
