"""The web application: every route, behind access rules, with readable refusals."""

import logging
from collections.abc import Callable, Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from agent.shared.wire import Problem, encode
from collector.services import Services
from collector.web import api, exposition_routes, pages
from collector.web.access import Access
from collector.web.config_shapes import WebConfig
from collector.web.pages import refusal_pages
from collector.web.reports import PATH as REPORTS
from collector.web.shortcut import Shortcut

log = logging.getLogger(__name__)

_SMALLEST_GZIP = 1024


def collect_routes(services: Services) -> list[BaseRoute]:
    """Return the routes of every part."""
    return [
        *api.routes(services),
        *exposition_routes.routes(services),
        *pages.routes(services),
    ]


def health_routes(services: Services, is_ready: Callable[[], bool]) -> list[BaseRoute]:
    """Return ``/-/healthy``, ``/-/ready`` and ``/ca.pem``, which everybody may read."""

    async def healthy(_request: Request) -> Response:
        return PlainTextResponse("Healthy.\n")

    async def ready(_request: Request) -> Response:
        if is_ready():
            return PlainTextResponse("Ready.\n")
        return PlainTextResponse("Not ready.\n", status_code=503)

    async def ca_pem(_request: Request) -> Response:
        return Response(services.ca_pem, media_type="application/x-pem-file")

    return [
        Route("/-/healthy", healthy),
        Route("/-/ready", ready),
        Route("/ca.pem", ca_pem),
    ]


def build(
    services: Services,
    *,
    config: Callable[[], WebConfig],
    is_ready: Callable[[], bool],
    routes: Sequence[BaseRoute] | None = None,
) -> ASGIApp:
    """Return the ASGI application; *config* gives web.config as it is now."""
    parts = collect_routes(services) if routes is None else list(routes)
    inner = Starlette(
        routes=[*health_routes(services, is_ready), *parts],
        exception_handlers={HTTPException: _refuse, Exception: _fail},
    )
    inner.state.refusal_page = refusal_pages(services)
    zipped = GZipMiddleware(inner, minimum_size=_SMALLEST_GZIP, compresslevel=6)
    counted = services.metrics.requests_refused_total
    return Access(
        Shortcut(zipped, _hot(parts)),
        config=config,
        clock=services.clock,
        refused=lambda reason: counted.labels(reason).inc(),
    )


def _hot(routes: Sequence[BaseRoute]) -> dict[tuple[str, str], ASGIApp]:
    """Return what is asked so often that routing and packing would cost too much."""
    return {
        ("POST", route.path): ServerErrorMiddleware(route.app, handler=_fail)
        for route in routes
        if isinstance(route, Route) and route.path == REPORTS
    }


_DETAILS = {
    404: ("not_found", "Not found", "There is nothing at this address."),
    405: ("method_not_allowed", "Not allowed", "This address takes another method."),
    500: (
        "internal_error",
        "Internal error",
        "Something is broken in the collector; its log says what.",
    ),
}


async def _refuse(request: Request, err: Exception) -> Response:
    status = err.status_code if isinstance(err, HTTPException) else 500
    known = _DETAILS.get(status)
    if known is None:
        detail = err.detail if isinstance(err, HTTPException) else ""
        known = ("refused", "Refused", detail)
    headers = err.headers if isinstance(err, HTTPException) else None
    return _answer(request, status, known, headers)


async def _fail(request: Request, err: Exception) -> Response:
    log.error("a request failed: %s", request.url.path, exc_info=err)
    return _answer(request, 500, _DETAILS[500], None)


def _answer(
    request: Request,
    status: int,
    known: tuple[str, str, str],
    headers: Mapping[str, str] | None,
) -> Response:
    reason, title, detail = known
    app = request.scope.get("app")  # not there on the way past the router
    if app is not None and "text/html" in request.headers.get("accept", ""):
        shown: Response = app.state.refusal_page(request, status, headers)
        return shown
    return Response(
        encode(Problem(title, status, reason, detail)),
        status_code=status,
        media_type="application/problem+json",
        headers=headers,
    )
