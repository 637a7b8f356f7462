"""How agents become known, and replace their credentials."""

import asyncio
import logging

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent.shared.wire import (
    CredentialRequest,
    EnrolmentAnswer,
    EnrolmentRequest,
    Message,
    WireError,
    decode,
)
from collector.enrolment import Accepted, Refused, judge_enrolment, refusal_record
from collector.limits import RateLimit
from collector.services import Services
from collector.store.interface import Agent, AuditRecord
from collector.web.bodies import DisconnectedError, read_body
from collector.web.problems import ProblemError, answer
from collector.web.reports import authenticated

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024
STRANGERS_PER_MINUTE = 10.0  # that the audit log names; metrics count them all


async def read_message(request: Request, shape: type[Message]) -> Message:
    """Return the *shape* that the body of a request holds.

    Raises:
        ProblemError: it is too large, or something else.
    """
    try:
        body = await read_body(request.scope, request.receive, limit=MOST_BYTES)
        return decode(body, shape)
    except WireError as err:
        raise ProblemError(400, "malformed", f"Not a {shape.__name__}: {err}.") from err
    except DisconnectedError as err:
        raise ProblemError(400, "malformed", "The body was cut off.") from err


class Enrolment:
    """The handlers, and how often who may try."""

    def __init__(self, services: Services) -> None:
        self._services = services
        limits = services.settings.limits
        self._rate = RateLimit(limits.enrolments_per_minute_per_address)
        self._failures = RateLimit(limits.failures_per_minute_per_address)
        self._strangers = RateLimit(STRANGERS_PER_MINUTE)

    async def enrol(self, request: Request) -> Response:
        """Make the sender an agent, if its token allows."""
        address = request.client.host if request.client else ""
        wait = self._rate.take(address, self._services.clock.uptime())
        if wait:
            raise ProblemError(
                429,
                "rate_limited",
                f"Too many enrolments come from {address}.",
                retry_after_s=wait,
            )
        wanted = await read_message(request, EnrolmentRequest)
        result = await asyncio.to_thread(self._decide, wanted, address)
        if isinstance(result, Refused):
            log.warning(
                "enrolment of %s refused: %s",
                wanted.agent,
                result.reason,
                extra={"address": address},
            )
            self._services.metrics.enrolment_rejections_total.labels(
                result.reason
            ).inc()
            raise ProblemError(*result)
        if not result.repeated:
            log.info("agent %s enrolled", wanted.agent, extra={"address": address})
            self._services.metrics.enrolments_total.inc()
        agent = result.agent
        state = "pending" if agent.state == "pending" else "active"
        return answer(
            EnrolmentAnswer(
                agent.id,
                state,  # type: ignore[arg-type]
                agent.site,
                agent.department,
            )
        )

    def _decide(self, wanted: EnrolmentRequest, address: str) -> Accepted | Refused:
        """Judge and write; the second try sees what another process has changed."""
        registry, store = self._services.registry, self._services.store
        now = self._services.clock.now()
        result: Accepted | Refused | None = None
        for _ in range(2):
            result = judge_enrolment(
                wanted,
                registry.tokens().get(wanted.token_id),
                registry.agents(),
                address=address,
                now=now,
            )
            if isinstance(result, Accepted) and (
                result.repeated or registry.enrol(result.agent, result.audit)
            ):
                return result
            registry.refresh()
        if result is None or isinstance(result, Accepted):
            result = Refused(
                403, "token_used_up", "This token is used up: make a new one."
            )
        uptime = self._services.clock.uptime()
        if result.reason != "unknown_token" or not self._strangers.take("", uptime):
            store.add_audit(refusal_record(wanted, result, address=address, now=now))
        return result

    async def replace_credential(self, request: Request) -> Response:
        """Note the digest of an agent's next credential; the old one holds meanwhile."""
        services = self._services
        agent = await authenticated(services, request.scope, self._failures)
        wanted = await read_message(request, CredentialRequest)
        now = services.clock.now()

        def decide(known: Agent) -> tuple[Agent, AuditRecord] | None:
            if wanted.credential_digest in {
                known.credential_digest,
                known.next_credential_digest,
            }:
                return None
            following = msgspec.structs.replace(
                known, next_credential_digest=wanted.credential_digest
            )
            record = AuditRecord(
                now, f"agent:{known.id}", "credential_announced", known.id
            )
            return following, record

        await asyncio.to_thread(services.registry.change_agent, agent.id, decide)
        return Response(status_code=204, headers={"cache-control": "no-store"})
