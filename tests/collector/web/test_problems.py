import asyncio
import json

import pytest
from starlette.responses import Response

from collector.self_metrics import SelfMetrics
from collector.store.interface import StoreError
from collector.web.problems import (
    TITLES,
    TYPE,
    ProblemError,
    answer,
    guarded,
    respond,
    store_problem,
)
from tests.support.deliveries import report


@pytest.mark.parametrize("status", TITLES)
def test_a_problem_has_the_shape_of_rfc_9457(status):
    """Type, title, status and detail, the status that of the answer, never cached."""
    response = respond(ProblemError(status, "why", "Do this.").problem)
    told = json.loads(response.body)
    assert response.status_code == told["status"] == status
    assert response.headers["content-type"] == TYPE == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert told["title"] == TITLES[status]
    assert (told["reason"], told["detail"]) == ("why", "Do this.")
    assert told.get("type", "about:blank") == "about:blank"
    assert ("www-authenticate" in response.headers) == (status == 401)


@pytest.mark.parametrize(("wait", "told"), [(0.01, "1"), (29.2, "30"), (30.0, "30")])
def test_a_wait_is_told_in_whole_seconds(wait, told):
    """Rounded up, and at least one: who waits so long is let in."""
    problem = ProblemError(429, "rate_limited", "x", retry_after_s=wait).problem
    assert respond(problem).headers["retry-after"] == told
    assert "retry-after" not in respond(ProblemError(403, "x", "y").problem).headers


def asked(handler):
    """Return the guarded answer of *handler*, and the metrics."""
    metrics = SelfMetrics()
    return asyncio.run(guarded(handler, metrics)(None)), metrics


def test_refusals_of_a_handler_become_counted_answers():
    """By their reason; a store that fails is one of them."""

    async def refuse(_request):
        raise ProblemError(409, "identity_exists", "x")

    async def fail(_request):
        raise StoreError("disk full at /secret/place")

    async def work(_request):
        return Response("well")

    response, metrics = asked(refuse)
    assert response.status_code == 409
    assert b'reason="identity_exists"} 1.0' in metrics.render(openmetrics=False)
    response, metrics = asked(fail)
    assert response.status_code == store_problem().problem.status == 503
    assert response.headers["retry-after"] == "30"
    assert b"/secret/place" not in response.body
    response, metrics = asked(work)
    assert (response.status_code, response.body) == (200, b"well")


def test_an_error_of_our_own_is_not_hidden():
    """It goes on to whoever logs it."""

    async def broken(_request):
        raise KeyError("bug")

    with pytest.raises(KeyError):
        asked(broken)


def test_answers_are_json_that_nobody_keeps():
    """They may hold what only this caller may see."""
    response = answer(report())
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    assert json.loads(response.body)["sequence"] == 1
