"""What the API shows of agents and machines: shapes, and how they are filled."""

import msgspec

from agent.shared.wire import Facts, Scalar
from collector.fleet import FleetState, judge
from collector.history import Change
from collector.services import Services
from collector.store.interface import Agent, AgentStatus, FactsRecord


class AgentView(msgspec.Struct, frozen=True, omit_defaults=True):
    """An agent and how its deliveries go; never its credential. Times: Unix seconds."""

    id: str
    state: FleetState
    hostname: str
    site: str = ""
    department: str = ""
    room: str = ""
    role: str = ""
    kind: str = ""
    operating_system: str = ""
    enrolled: float = 0.0
    note: str = ""
    last_report: float | None = None
    last_received: float | None = None
    clock_offset_s: float = 0.0
    agent_version: str = ""
    pending: int = 0
    dropped: int = 0
    reports: int = 0
    repeats: int = 0


class AgentDetail(AgentView, frozen=True, omit_defaults=True):
    """An agent, with how many of its reports have not arrived (yet)."""

    missing: int = 0


class FactsView(msgspec.Struct, frozen=True):
    """All facts of one agent as of ``time``."""

    agent: str
    time: float
    id: str
    facts: Facts


class MachineView(AgentView, frozen=True, omit_defaults=True):
    """A machine of the inventory: its agent, and its latest facts."""

    facts_time: float | None = None
    facts: Facts = {}


class AgentList(msgspec.Struct, frozen=True):
    """Agents by site, department and host name."""

    agents: list[AgentView]


class MachineList(msgspec.Struct, frozen=True):
    """Machines by site, department and host name; ``total`` before ``limit``."""

    machines: list[MachineView]
    total: int


class History(msgspec.Struct, frozen=True):
    """What changed in a machine's facts, newest first."""

    agent: str
    changes: list[Change]


def view_fields(services: Services, agent: Agent) -> dict[str, Scalar]:
    """Return the fields of an AgentView as they are now."""
    status = services.registry.status(agent.id)
    known = status or AgentStatus(agent.id)
    state = judge(
        agent,
        status,
        now=services.clock.now(),
        hours=services.settings.office_hours,
        report_interval_s=services.settings.report_interval_s,
    )
    return {
        "id": agent.id,
        "state": state,
        "hostname": agent.hostname,
        "site": agent.site,
        "department": agent.department,
        "room": agent.room,
        "role": agent.role,
        "kind": agent.kind,
        "operating_system": agent.operating_system,
        "enrolled": agent.enrolled,
        "note": agent.note,
        "last_report": known.last_time or None,
        "last_received": known.last_received or None,
        "clock_offset_s": round(known.clock_offset_s, 3),
        "agent_version": known.agent_version,
        "pending": known.pending,
        "dropped": known.dropped,
        "reports": known.reports,
        "repeats": known.repeats,
    }


def by_place(agents: list[Agent]) -> list[Agent]:
    """Return *agents* as people look for them."""
    return sorted(agents, key=lambda a: (a.site, a.department, a.hostname, a.id))


def machine(services: Services, agent: Agent, facts: FactsRecord | None) -> MachineView:
    """Return one line of the inventory."""
    fields = view_fields(services, agent)
    if facts is None:
        return msgspec.convert(fields, MachineView)
    return msgspec.structs.replace(
        msgspec.convert(fields, MachineView),
        facts_time=facts.time,
        facts=facts.facts,
    )
