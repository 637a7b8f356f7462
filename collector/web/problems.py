"""Refusals as the API answers them: application/problem+json (RFC 9457)."""

import math
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from agent.shared.wire import Problem, encode
from collector.self_metrics import SelfMetrics
from collector.store.interface import StoreError

TYPE = "application/problem+json"
TITLES = {
    400: "Malformed",
    401: "Not known",
    403: "Not allowed",
    404: "Not found",
    405: "Not allowed",
    409: "In conflict",
    413: "Too large",
    415: "Not understood",
    429: "Too many requests",
    500: "Internal error",
    503: "Not available",
}
STORE_RETRY_S = 30.0

Handler = Callable[[Request], Awaitable[Response]]


class ProblemError(Exception):
    """A request is refused; carries the answer."""

    def __init__(
        self,
        status: int,
        reason: str,
        detail: str,
        *,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(detail)
        self.problem = Problem(
            TITLES[status], status, reason, detail, retry_after_s=retry_after_s
        )


def respond(problem: Problem) -> Response:
    """Return *problem* as an answer; with Retry-After where a repetition helps."""
    headers = {"cache-control": "no-store"}
    if problem.retry_after_s is not None:
        headers["retry-after"] = str(max(1, math.ceil(problem.retry_after_s)))
    if problem.status == 401:
        headers["www-authenticate"] = 'Bearer realm="Hatang"'
    return Response(encode(problem), problem.status, headers, TYPE)


def store_problem() -> ProblemError:
    """Return the refusal for a store that does not answer."""
    return ProblemError(
        503,
        "store_unavailable",
        "The store does not answer now; come again later.",
        retry_after_s=STORE_RETRY_S,
    )


def guarded(handler: Handler, metrics: SelfMetrics) -> Handler:
    """Return *handler* with its refusals turned into counted answers."""

    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except ProblemError as err:
            refused = err.problem
        except StoreError:
            refused = store_problem().problem
        metrics.requests_refused_total.labels(refused.reason).inc()
        return respond(refused)

    return handle


def answer(message: object, *, status: int = 200) -> Response:
    """Return *message* as JSON that nobody keeps."""
    return Response(
        encode(message),
        status,
        {"cache-control": "no-store"},
        "application/json",
    )
