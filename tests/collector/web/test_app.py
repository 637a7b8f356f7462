"""The web application around the routes of its parts."""

import asyncio

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from agent.shared.clock import SystemClock
from agent.shared.wire import Problem, decode
from collector.self_metrics import SelfMetrics
from collector.services import Services
from collector.settings import CollectorSettings
from collector.store.memory import MemoryStore
from collector.web.app import build
from collector.web.config_shapes import WebConfig

PAGE = "<!doctype html><p>" + "Máy tính " * 400


async def page(_request: Request):
    """Answer with a page long enough to be compressed."""
    return HTMLResponse(PAGE)


async def zipped(_request: Request):
    """Answer with something that says it is compressed already."""
    return PlainTextResponse("x" * 5000, headers={"content-encoding": "gzip"})


async def broken(_request: Request):
    """Fail."""
    raise RuntimeError("the handler is broken")


@pytest.fixture
def services():
    """Return services of which only some parts are asked."""
    return Services(
        clock=SystemClock(),
        settings=CollectorSettings(),
        store=MemoryStore(),
        registry=None,
        committer=None,
        live=None,
        devices=None,
        findings=None,
        topology=None,
        ports=None,
        metrics=SelfMetrics(),
        plans=None,
        incidents=None,
        ca_pem=b"-----BEGIN CERTIFICATE-----",
    )


@pytest.fixture
def ready():
    """Return a list: the application is ready when something is in it."""
    return []


@pytest.fixture
def app(services, ready):
    """Return the application with three routes."""
    routes = [Route("/", page), Route("/zipped", zipped), Route("/broken", broken)]
    return build(
        services, config=WebConfig, is_ready=lambda: bool(ready), routes=routes
    )


def call(app, path, *, client="127.0.0.1", method="GET", **headers):
    """Return status, headers and body of one request; errors are not raised."""
    given = {"host": "localhost"} | {k.replace("_", "-"): v for k, v in headers.items()}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "client": (client, 5),
        "server": ("127.0.0.1", 80),
        "headers": [(k.encode(), v.encode()) for k, v in given.items()],
    }
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def main():
        try:
            await app(scope, receive, send)
        except RuntimeError:
            assert path == "/broken"

    asyncio.run(main())
    body = b"".join(m.get("body", b"") for m in sent[1:])
    found = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], found, body


def test_health_and_the_ca_need_no_password(app, ready):
    """Even from elsewhere; ready only while it serves."""
    assert call(app, "/-/healthy", client="10.0.0.9")[0] == 200
    assert call(app, "/-/healthy", method="HEAD")[0] == 200
    assert call(app, "/-/ready", client="10.0.0.9")[0] == 503
    ready.append(True)
    assert call(app, "/-/ready", client="10.0.0.9")[0] == 200
    assert call(app, "/ca.pem", client="10.0.0.9")[2].startswith(b"-----BEGIN")


def test_pages_are_compressed_once(app):
    """What is compressed already is left alone."""
    status, headers, body = call(app, "/", accept_encoding="gzip")
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert len(body) < 1000
    assert call(app, "/zipped", accept_encoding="gzip")[2] == b"x" * 5000


def test_an_unknown_address_is_a_problem_or_a_page(app):
    """Programs read JSON, people a sentence."""
    status, headers, body = call(app, "/nowhere")
    assert (status, headers["content-type"]) == (404, "application/problem+json")
    assert decode(body, Problem).reason == "not_found"
    status, headers, _ = call(app, "/nowhere", accept="text/html,*/*")
    assert status == 404
    assert headers["content-type"].startswith("text/html")
    assert call(app, "/", method="DELETE")[0] == 405


def test_a_broken_handler_is_a_500_that_tells_nothing(app, caplog):
    """The log says what; the answer does not."""
    status, _, body = call(app, "/broken")
    assert (status, decode(body, Problem).reason) == (500, "internal_error")
    assert b"broken the" not in body
    assert "the handler is broken" in caplog.text


def test_refusals_are_counted(app, services):
    """The collector's own metrics say how many, by reason."""
    assert call(app, "/", client="10.0.0.9")[0] == 403
    series = 'hatang_collector_requests_refused_total{reason="no_users"} 1.0'
    assert series in services.metrics.render().decode()
