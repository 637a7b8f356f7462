"""Draws boards in one running Chromium."""

import contextlib
import json
import mimetypes
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import msgspec
from playwright.sync_api import Browser, Page, Route, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from dashboards.render.toolbox import ToolboxError, bundle, toolbox

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--font-render-hinting=none", "--hide-scrollbars"),
]
ORIGIN = "http://localhost:1"
API = "/api/v1/"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<link rel="stylesheet" href="main.css"></head>
<body style="margin: 0"><div id="root"></div><script src="main.js"></script></body></html>
"""
CALL = """async (request) => {
  try { return {report: await window.drawBoard(JSON.parse(request))}; }
  catch (error) { return {broken: String(error.stack ?? error)}; }
}"""
PATIENCE_MS = 60_000
Report = dict[str, Any]


class Look(msgspec.Struct, frozen=True):
    """How a board is drawn; the board's own time range holds where none is given.

    ``width_px`` is the window's; ``variables`` are values by name, ``["$__all"]`` is
    All; ``now_ms`` (Unix) stands for the present, which is the clock's otherwise;
    ``scrape_interval`` is the data source's ("15s"), which ``$__rate_interval`` needs;
    ``expand_rows`` opens collapsed rows.
    """

    width_px: int = 1600
    theme: Literal["light", "dark"] = "dark"
    variables: Mapping[str, Sequence[str]] = {}
    start: str | None = None
    end: str | None = None
    now_ms: int | None = None
    scrape_interval: str = "15s"
    expand_rows: bool = False
    timezone: str = "Asia/Ho_Chi_Minh"


DEFAULT_LOOK = Look()


class Renderer:
    """Draws any number of boards with one browser and one bundle.

    Raises:
        ToolboxError: Chromium, Node or Grafana's packages are missing.
    """

    def __init__(self) -> None:
        self._browser: Browser | None = None
        self._pages: dict[str, Page] = {}
        self._complaints: list[str] = []
        self._prometheus = ""
        self._opened = contextlib.ExitStack()

    def __enter__(self) -> Self:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if program is None:
            raise ToolboxError(
                "chromium is missing: run deploy/dev/system-packages test"
            )
        built = bundle()
        modules = toolbox() / "node_modules"
        self._public = {
            "public/img/": modules / "@grafana" / "ui" / "dist" / "public" / "img",
            "public/fonts/inter/": modules / "inter-ui" / "web",
            "": built,
        }
        with contextlib.ExitStack() as opened:
            playwright = opened.enter_context(sync_playwright())
            self._browser = opened.enter_context(
                playwright.chromium.launch(executable_path=program, args=FLAGS)
            )
            self._opened = opened.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._browser = None
        self._pages.clear()
        self._opened.close()

    def draw(
        self,
        board: Mapping[str, Any],
        prometheus: str,
        *,
        png: Path | None = None,
        look: Look = DEFAULT_LOOK,
    ) -> Report:
        """Draw *board* with the data of *prometheus* (http://…) and return the report.

        The report has ``errors`` of the board, ``variables`` and for each panel in
        ``panels``: ``title``, ``type``, ``queries``, ``series``, ``rows``, ``numbers``,
        ``no_data``, ``errors``, ``links`` of its first row, and ``cropped`` texts.

        Raises:
            ToolboxError: the page broke down; the message says how.
        """
        page = self._page(look.timezone)
        self._complaints.clear()
        self._prometheus = prometheus.rstrip("/")
        page.set_viewport_size({"width": look.width_px, "height": 900})
        report = self._drawn(page, _request(board, look))
        if png is not None:
            height = max(report["height"], 100)
            page.set_viewport_size({"width": look.width_px, "height": height})
            png.write_bytes(page.screenshot())
        return report

    def _running(self) -> Browser:
        if self._browser is None:
            raise RuntimeError("a Renderer draws inside its with block")
        return self._browser

    def _page(self, timezone: str) -> Page:
        """Return the page for *timezone*; opening it costs more than drawing."""
        if timezone not in self._pages:
            context = self._running().new_context(
                timezone_id=timezone, reduced_motion="reduce"
            )
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.on("pageerror", lambda error: self._complaints.append(str(error)))
            page.route(f"{ORIGIN}/**", self._serve)
            page.route(f"{ORIGIN}{API}**", self._forward)
            page.goto(f"{ORIGIN}/")
            self._pages[timezone] = page
        return self._pages[timezone]

    def _drawn(self, page: Page, request: dict[str, Any]) -> Report:
        try:
            answer = page.evaluate(CALL, json.dumps(request))
        except PlaywrightError as error:
            self._pages.clear()
            raise ToolboxError(f"the page broke down: {error}") from error
        if "broken" in answer:
            raise ToolboxError("\n".join([answer["broken"], *self._complaints]))
        report: Report = answer["report"]
        report["errors"] += [f"page: {text}" for text in self._complaints]
        return report

    def _forward(self, route: Route) -> None:
        """Hand the page's question on to Prometheus."""
        asked = route.request.url.removeprefix(ORIGIN)
        try:
            answer = route.fetch(url=self._prometheus + asked)
        except PlaywrightError as error:
            told = {"status": "error", "errorType": "unreachable", "error": str(error)}
            route.fulfill(status=502, json=told)
        else:
            route.fulfill(response=answer)

    def _serve(self, route: Route) -> None:
        """Answer the page from the bundle and Grafana's own files; nothing else."""
        name = route.request.url.removeprefix(f"{ORIGIN}/")
        if not name:
            route.fulfill(body=PAGE, content_type="text/html")
            return
        for prefix, folder in self._public.items():
            path = folder / name.removeprefix(prefix)
            if name.startswith(prefix) and ".." not in name and path.is_file():
                kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                route.fulfill(body=path.read_bytes(), content_type=kind)
                return
        route.fulfill(status=404, body="")


def _request(board: Mapping[str, Any], look: Look) -> dict[str, Any]:
    request = {
        "board": board,
        "prometheus": "",
        "width": look.width_px,
        "theme": look.theme,
        "variables": {name: list(values) for name, values in look.variables.items()},
        "from": look.start,
        "to": look.end,
        "now_ms": look.now_ms,
        "scrape_interval": look.scrape_interval,
        "expand_rows": look.expand_rows,
    }
    return {key: value for key, value in request.items() if value is not None}
