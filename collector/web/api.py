"""The API's routes: one table that the OpenAPI document is made of, too."""

from collections.abc import Callable
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from agent.shared.findings.shape import SEVERITIES
from agent.shared.survey import DeviceKind
from agent.shared.wire import (
    Acknowledgement,
    Batch,
    CredentialRequest,
    EnrolmentAnswer,
    EnrolmentRequest,
)
from collector.planning.shapes.plan import Plan
from collector.planning.shapes.wish import MOST_YEARS
from collector.services import Services
from collector.topology.finder import MOST_LETTERS
from collector.web.agents import MOST_MACHINES, Agents
from collector.web.device_api import DeviceApi, DeviceDetail, DeviceList
from collector.web.enrol import Enrolment
from collector.web.finding_api import (
    FindingApi,
    FindingsView,
    MachineFindingsView,
)
from collector.web.incidents import IncidentApi, IncidentList
from collector.web.lines.api import LINES, LineApi
from collector.web.openapi import Operation, document
from collector.web.planning.api import PlanApi
from collector.web.problems import guarded
from collector.web.reports import Reports
from collector.web.topology_api import TopologyApi, TopologyView, WhereView
from collector.web.views import (
    AgentDetail,
    AgentList,
    FactsView,
    History,
    MachineList,
)

_TAKING = (400, 401, 403, 413, 415, 429, 503)
_READING = (401, 403, 429, 503)
_SITE = ("site", "Only this site.", {"type": "string"})

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "POST",
        "/api/v1/reports",
        "deliver",
        "Deliver reports; the answer comes after the commit that holds them.",
        "agent",
        Acknowledgement,
        Batch,
        _TAKING,
    ),
    Operation(
        "POST",
        "/api/v1/enrolment",
        "enrol",
        "Enrol an agent by a token; repeating the request is harmless.",
        "token",
        EnrolmentAnswer,
        EnrolmentRequest,
        (400, 403, 409, 413, 415, 429, 503),
    ),
    Operation(
        "POST",
        "/api/v1/agent/credential",
        "replace_credential",
        "Announce an agent's next credential; the old one ends at its first use.",
        "agent",
        None,
        CredentialRequest,
        (400, 401, 403, 413, 415, 429, 503),
    ),
    Operation(
        "GET",
        "/api/v1/agents",
        "agents",
        "List agents, revoked ones too.",
        "user",
        AgentList,
        problems=_READING,
        query=(_SITE,),
    ),
    Operation(
        "GET",
        "/api/v1/agents/{agent}",
        "agent",
        "Show one agent and what of its reports is missing.",
        "user",
        AgentDetail,
        problems=(*_READING, 404),
    ),
    Operation(
        "GET",
        "/api/v1/agents/{agent}/facts",
        "facts",
        "Show the latest facts of an agent.",
        "user",
        FactsView,
        problems=(*_READING, 404),
    ),
    Operation(
        "GET",
        "/api/v1/agents/{agent}/history",
        "history",
        "Show what changed in an agent's facts, newest first.",
        "user",
        History,
        problems=(*_READING, 404),
    ),
    Operation(
        "GET",
        "/api/v1/agents/{agent}/findings",
        "agent_findings",
        "Show what stands of one machine: findings, risk, support, Windows 11.",
        "user",
        MachineFindingsView,
        problems=(*_READING, 404),
    ),
    Operation(
        "GET",
        "/api/v1/findings",
        "findings",
        "List the findings of all machines, the most severe of each first.",
        "user",
        FindingsView,
        problems=(400, *_READING),
        query=(
            (
                "severity",
                "Only this severity.",
                {"type": "string", "enum": list(SEVERITIES)},
            ),
            ("kind", "Only this kind.", {"type": "string"}),
        ),
    ),
    Operation(
        "GET",
        "/api/v1/devices",
        "devices",
        "List the switches and other devices that agents read.",
        "user",
        DeviceList,
        problems=(400, *_READING),
        query=(
            _SITE,
            (
                "kind",
                "Only this kind.",
                {"type": "string", "enum": list(get_args(DeviceKind))},
            ),
        ),
    ),
    Operation(
        "GET",
        "/api/v1/devices/{device}",
        "device",
        "Show one device and all that its agent said of it last.",
        "user",
        DeviceDetail,
        problems=(*_READING, 404),
    ),
    Operation(
        "GET",
        "/api/v1/machines",
        "machines",
        "List the inventory with state, last report and latest facts.",
        "user",
        MachineList,
        problems=(400, *_READING),
        query=(
            _SITE,
            (
                "limit",
                "How many at most.",
                {"type": "integer", "minimum": 0, "maximum": MOST_MACHINES},
            ),
            (
                "offset",
                "How many to leave out first.",
                {"type": "integer", "minimum": 0, "maximum": 10**9},
            ),
        ),
    ),
    Operation(
        "GET",
        "/api/v1/incidents",
        "incidents",
        "List what was and is at fault, open incidents first.",
        "user",
        IncidentList,
        problems=_READING,
    ),
    LINES,
    Operation(
        "GET",
        "/api/v1/topology",
        "topology",
        "Show what hangs where: links, stations, and how sure each is.",
        "user",
        TopologyView,
        problems=_READING,
    ),
    Operation(
        "GET",
        "/api/v1/where",
        "where",
        "Find a MAC address, an IP address or a name: where it hangs and hung.",
        "user",
        WhereView,
        problems=(400, *_READING),
        query=(
            (
                "q",
                "A MAC address in any notation, an IP address, or a part of a name.",
                {"type": "string", "minLength": 1, "maxLength": MOST_LETTERS},
            ),
        ),
    ),
    Operation(
        "GET",
        "/api/v1/plan",
        "plan",
        "Make the best upgrade plan for a budget.",
        "user",
        Plan,
        problems=(*_READING, 404),
        query=(
            (
                "budget",
                "Money for all years together, VND; 500 million if not given.",
                {"type": "integer", "minimum": 0, "maximum": 10**14},
            ),
            (
                "years",
                "How many years; 3 if not given.",
                {"type": "integer", "minimum": 1, "maximum": MOST_YEARS},
            ),
            (
                "quarter",
                "The first quarter, as 2027Q1; that of next year if not given.",
                {"type": "string", "pattern": "^20[0-9][0-9]Q[1-4]$"},
            ),
        ),
    ),
    Operation(
        "GET",
        "/api/v1/openapi.json",
        "openapi",
        "This document.",
        "user",
        dict[str, Any],
        problems=_READING,
    ),
)


def routes(services: Services) -> list[BaseRoute]:
    """Return a route for every operation."""
    agents, enrolment = Agents(services), Enrolment(services)
    findings, devices = FindingApi(services), DeviceApi(services)
    lan = TopologyApi(services)
    written = document(OPERATIONS)

    async def openapi(_request: Request) -> Response:
        return Response(written, media_type="application/json")

    handlers: dict[str, Callable[..., Any]] = {
        "deliver": Reports(services),
        "enrol": guarded(enrolment.enrol, services.metrics),
        "replace_credential": guarded(enrolment.replace_credential, services.metrics),
        "agents": guarded(agents.all, services.metrics),
        "agent": guarded(agents.one, services.metrics),
        "facts": guarded(agents.facts, services.metrics),
        "history": guarded(agents.history, services.metrics),
        "agent_findings": guarded(findings.one, services.metrics),
        "findings": guarded(findings.everything, services.metrics),
        "devices": guarded(devices.everything, services.metrics),
        "device": guarded(devices.one, services.metrics),
        "machines": guarded(agents.machines, services.metrics),
        "incidents": guarded(IncidentApi(services).incidents, services.metrics),
        "lines": guarded(LineApi(services).lines, services.metrics),
        "topology": guarded(lan.topology, services.metrics),
        "where": guarded(lan.where, services.metrics),
        "plan": guarded(PlanApi(services).plan, services.metrics),
        "openapi": openapi,
    }
    return [
        Route(each.path, handlers[each.name], methods=[each.method])
        for each in OPERATIONS
    ]
