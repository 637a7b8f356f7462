"""Draws boards in one running Chromium."""

import json
import mimetypes
import shutil
from collections.abc import Callable, Mapping, Sequence
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

    def __enter__(self) -> Self:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if program is None:
            raise ToolboxError(
                "chromium is missing: run deploy/dev/system-packages test"
            )
        self._bundle = bundle()
        modules = toolbox() / "node_modules"
        self._public = {
            "public/img/": modules / "@grafana" / "ui" / "dist" / "public" / "img",
            "public/fonts/inter/": modules / "inter-ui" / "web",
            "": self._bundle,
        }
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=program, args=FLAGS
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._browser is not None:
            self._browser.close()
            self._playwright.stop()

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
        ``panels``: ``title``, ``type``, ``queries``, ``series``, ``rows``, ``no_data``,
        ``errors``, ``links`` of its first row, and ``cropped`` texts.

        Raises:
            ToolboxError: the page broke down; the message says how.
        """
        if self._browser is None:
            raise RuntimeError("a Renderer draws inside its with block")
        context = self._browser.new_context(
            viewport={"width": look.width_px, "height": 900},
            timezone_id=look.timezone,
            reduced_motion="reduce",
        )
        try:
            page = context.new_page()
            complaints: list[str] = []
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.route(f"{ORIGIN}/**", self._serve)
            page.route(f"{ORIGIN}{API}**", _forwarder(prometheus))
            page.goto(f"{ORIGIN}/")
            report = self._drawn(page, _request(board, look), complaints)
            if png is not None:
                png.write_bytes(page.screenshot(full_page=True))
            return report
        finally:
            context.close()

    def _drawn(
        self, page: Page, request: dict[str, Any], complaints: list[str]
    ) -> Report:
        page.set_default_timeout(PATIENCE_MS)
        call = """async (request) => {
          try { return {report: await window.drawBoard(JSON.parse(request))}; }
          catch (error) { return {broken: String(error.stack ?? error)}; }
        }"""
        answer = page.evaluate(call, json.dumps(request))
        if "broken" in answer:
            raise ToolboxError("\n".join([answer["broken"], *complaints]))
        report: Report = answer["report"]
        report["errors"] += [f"page: {text}" for text in complaints]
        page.set_viewport_size(
            {"width": request["width"], "height": max(report["height"], 100)}
        )
        return report

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


def _forwarder(prometheus: str) -> Callable[[Route], None]:
    """Return what hands the page's questions on to *prometheus*."""

    def forward(route: Route) -> None:
        asked = route.request.url.removeprefix(ORIGIN)
        try:
            answer = route.fetch(url=prometheus.rstrip("/") + asked)
        except PlaywrightError as error:
            told = {"status": "error", "errorType": "unreachable", "error": str(error)}
            route.fulfill(status=502, json=told)
        else:
            route.fulfill(response=answer)

    return forward


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
