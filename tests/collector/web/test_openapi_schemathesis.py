"""Calls made from the OpenAPI document, against the running application."""

import asyncio
import contextlib
import socket
import threading

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from agent.shared.wire import Item, encode, facts_id
from collector.devices import device_id
from collector.web.api import OPERATIONS, document
from collector.web.app import build
from collector.web.config_shapes import WebConfig
from tests.support.asgi import ask
from tests.support.deliveries import AGENT, BEARER, batch, report, services
from tests.support.devices import surveyed

SURVEY = surveyed(AGENT).survey
CHECKS = [
    checks.not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
EXAMPLES = 25  # of each operation and caller


@contextlib.contextmanager
def served(parts):
    """Serve the whole application of *parts* on loopback; yields its address."""
    app = build(parts, config=WebConfig, is_ready=lambda: True)
    started, door = threading.Event(), socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, lifespan="off", ws="none")
    )

    async def main():
        await parts.committer.start()
        facts = {"memory": {"": Item({"size_bytes": 1})}}
        told = report(facts=facts, facts_id=facts_id(facts), surveys=(SURVEY,))
        body = encode(batch(told))
        await ask(app, "POST", "/api/v1/reports", body, {"authorization": BEARER})
        started.set()
        await server.serve(sockets=[door])
        await parts.committer.stop()

    thread = threading.Thread(target=lambda: asyncio.run(main()), daemon=True)
    thread.start()
    try:
        assert started.wait(20)
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        door.close()


@pytest.fixture(scope="module")
def address():
    """Return where the application is served."""
    with served(services()) as url:
        yield url


SCHEMA = schemathesis.openapi.from_file(document(OPERATIONS).decode())
FOUND = {each.ok().label: each.ok() for each in SCHEMA.get_all_operations()}


@pytest.mark.parametrize("bearer", [BEARER, ""], ids=["known", "unknown"])
@pytest.mark.parametrize("label", FOUND)
def test_every_answer_is_as_the_document_says(address, label, bearer):
    """No answer is an error of ours, of another type, or of another shape."""
    operation = FOUND[label]
    headers = {"authorization": bearer} if bearer else {}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def conversation(data):
        case = data.draw(operation.as_strategy())
        case.headers.pop("Authorization", None)
        if bearer and "agent" in case.path_parameters:
            case.path_parameters["agent"] = AGENT
        if bearer and "device" in case.path_parameters:
            case.path_parameters["device"] = device_id(AGENT, SURVEY.device)
        answer = case.call_and_validate(
            base_url=address, headers=headers, checks=CHECKS
        )
        statuses.add(answer.status_code)

    statuses = set()
    conversation()
    assert bearer == "" or operation.method != "get" or 200 in statuses
