"""What programs read of findings: shapes, and the handlers that fill them."""

import asyncio
from collections.abc import Iterable, Iterator

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent.shared.findings.risk import Reason
from agent.shared.findings.shape import SEVERITIES, Severity
from agent.shared.findings.windows11 import Readiness
from agent.shared.wire import Scalar
from collector.devices import is_believed
from collector.findings import Judged
from collector.services import Services
from collector.store.finding import FindingRecord
from collector.store.interface import Agent
from collector.web.problems import ProblemError, answer
from collector.web.views import by_place


class FindingView(msgspec.Struct, frozen=True):
    """One finding that stands. ``since`` in Unix seconds."""

    kind: str
    subject: str
    severity: Severity
    since: float
    evidence: dict[str, Scalar]


class MachineFindingsView(msgspec.Struct, frozen=True):
    """What stands of one machine, the most severe first; times in Unix seconds.

    ``facts_time`` is None, and there is nothing else, while it was not judged yet.
    """

    agent: str
    hostname: str
    department: str = ""
    facts_time: float | None = None
    data_at_risk_score: float | None = None
    data_at_risk_reasons: tuple[Reason, ...] = ()
    support_end: float | None = None
    windows11: Readiness | None = None
    findings: list[FindingView] = []


class DeviceFindingsView(msgspec.Struct, frozen=True):
    """What stands of one device that an agent reads, and of its ports.

    ``subject`` of a finding is the key of a port, or a part; "" for the device.
    """

    device: str
    name: str
    agent: str
    key: str
    kind: str
    findings: list[FindingView] = []


class FindingsView(msgspec.Struct, frozen=True):
    """Machines that have findings, by site, department and host name; then devices."""

    machines: list[MachineFindingsView]
    devices: list[DeviceFindingsView] = []


class FindingApi:
    """The handlers; they read memory alone."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def one(self, request: Request) -> Response:
        """Answer with what stands of one machine."""
        agent = self._services.registry.agent(request.path_params["agent"])
        if agent is None:
            raise ProblemError(
                404, "unknown_agent", "No agent has this id: see /api/v1/agents."
            )
        return answer(_view(agent, self._services.findings.judged(agent.id)))

    async def everything(self, request: Request) -> Response:
        """Answer with all findings; ``severity`` and ``kind`` narrow them."""
        query = request.query_params
        severity, kind = query.get("severity"), query.get("kind")
        if severity is not None and severity not in SEVERITIES:
            known = ", ".join(SEVERITIES)
            raise ProblemError(400, "bad_parameter", f"severity is one of {known}.")
        return await asyncio.to_thread(self._answer, severity, kind)

    def _answer(self, severity: str | None, kind: str | None) -> Response:
        agents = [
            agent
            for agent in list(self._services.registry.agents().values())
            if agent.state != "revoked"
        ]
        views = [
            _view(agent, self._services.findings.judged(agent.id), severity, kind)
            for agent in by_place(agents)
        ]
        devices = [view for view in self._devices(severity, kind) if view.findings]
        return answer(FindingsView([view for view in views if view.findings], devices))

    def _devices(
        self, severity: str | None, kind: str | None
    ) -> Iterator[DeviceFindingsView]:
        book = self._services.devices
        agents = self._services.registry.agents()
        for record in book.all():
            if not is_believed(record, agents):
                continue
            yield DeviceFindingsView(
                device=record.id,
                name=book.instance(record.id),
                agent=record.agent,
                key=record.key,
                kind=record.survey.kind,
                findings=_findings(
                    self._services.ports.findings(record.id), severity, kind
                ),
            )


def _view(
    agent: Agent,
    judged: Judged | None,
    severity: str | None = None,
    kind: str | None = None,
) -> MachineFindingsView:
    if judged is None:
        return MachineFindingsView(agent.id, agent.hostname, agent.department)
    return MachineFindingsView(
        agent=agent.id,
        hostname=agent.hostname,
        department=agent.department,
        facts_time=judged.facts_time,
        data_at_risk_score=judged.risk.score,
        data_at_risk_reasons=judged.risk.reasons,
        support_end=judged.support_end,
        windows11=judged.windows11,
        findings=_findings(judged.findings, severity, kind),
    )


def _findings(
    records: Iterable[FindingRecord], severity: str | None, kind: str | None
) -> list[FindingView]:
    """Return *records* of one severity and kind; None: of all."""
    return [
        FindingView(r.kind, r.subject, r.severity, r.since, r.evidence)
        for r in records
        if severity in {None, r.severity} and kind in {None, r.kind}
    ]
