"""``POST /api/v1/reports``: the hot path, a bare ASGI application."""

import asyncio
import logging

from starlette.types import Receive, Scope, Send

from agent.shared.wire import Acknowledgement, WireError, encode
from collector.clones import CloneError
from collector.committer import UnavailableError
from collector.deliveries import decode_delivery, open_reports
from collector.limits import RateLimit
from collector.registry import Refusal
from collector.services import Services
from collector.store.interface import Agent, StoreError
from collector.web.bodies import DisconnectedError, read_body
from collector.web.problems import ProblemError, respond, store_problem

log = logging.getLogger(__name__)

PATH = "/api/v1/reports"


_JSON = ((b"content-type", b"application/json"), (b"cache-control", b"no-store"))


def header(scope: Scope, name: bytes) -> str:
    """Return a header's value, or nothing; what is not ASCII fits nothing."""
    for key, value in scope["headers"]:
        if key == name:
            text: str = value.decode("latin-1")
            return text
    return ""


async def authenticated(services: Services, scope: Scope, failures: RateLimit) -> Agent:
    """Return the agent that calls.

    *failures* counts wrong credentials by address. A right one is never held up by
    those of others behind the same address.

    Raises:
        ProblemError: it is not known, or may not deliver.
        StoreError: the end of its old credential could not be written.
    """
    agent = services.registry.authenticate(header(scope, b"authorization"))
    if isinstance(agent, Refusal):
        if agent.status == 401:
            _count_failure(services, scope, failures)
        raise ProblemError(*agent)
    known = services.registry.agent(agent.id)
    if known is not None and known.credential_digest != agent.credential_digest:
        await _complete(services, agent.id)
    return agent


def _count_failure(services: Services, scope: Scope, failures: RateLimit) -> None:
    address = (scope.get("client") or ("",))[0]
    wait = failures.take(address, services.clock.uptime())
    if wait:
        raise ProblemError(
            429,
            "rate_limited",
            f"Too many wrong credentials come from {address}.",
            retry_after_s=wait,
        )


async def _complete(services: Services, agent_id: str) -> None:
    await asyncio.to_thread(
        services.registry.complete_rotation, agent_id, services.clock.now()
    )
    log.info("agent %s uses its new credential", agent_id)


class Reports:
    """Takes deliveries; answers after the commit."""

    def __init__(self, services: Services) -> None:
        self._services = services
        limits = services.settings.limits
        self._rate = RateLimit(limits.batches_per_minute_per_agent)
        self._failures = RateLimit(limits.failures_per_minute_per_address)
        self._most_bytes = limits.body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one delivery."""
        try:
            body = encode(await self._take(scope, receive))
        except ProblemError as err:
            self._services.metrics.requests_refused_total.labels(
                err.problem.reason
            ).inc()
            await respond(err.problem)(scope, receive, send)
            return
        except DisconnectedError:
            return
        length = (b"content-length", b"%d" % len(body))
        await send(
            {"type": "http.response.start", "status": 200, "headers": [*_JSON, length]}
        )
        await send({"type": "http.response.body", "body": body})

    async def _take(self, scope: Scope, receive: Receive) -> Acknowledgement:
        services = self._services
        try:
            agent = await authenticated(services, scope, self._failures)
            wait = self._rate.take(agent.id, services.clock.uptime())
            if wait:
                raise ProblemError(
                    429,
                    "rate_limited",
                    "This agent delivers too often.",
                    retry_after_s=wait,
                )
            received = services.clock.now()  # before a slow line delays the body
            body = await read_body(scope, receive, limit=self._most_bytes)
            services.metrics.received_bytes_total.inc(len(body))
            batch = decode_delivery(body)
            return await services.committer.submit(
                agent.id, batch, open_reports(batch.reports), received
            )
        except WireError as err:
            raise ProblemError(400, "malformed", f"Not a batch: {err}.") from err
        except CloneError as err:
            raise ProblemError(
                403,
                "identity_quarantined",
                f"Two machines seem to use this identity: {err}. An administrator "
                "approves or revokes it (hatang-collector agents).",
            ) from err
        except UnavailableError as err:
            raise ProblemError(
                503, "store_unavailable", str(err), retry_after_s=err.retry_after_s
            ) from err
        except StoreError as err:
            raise store_problem() from err
