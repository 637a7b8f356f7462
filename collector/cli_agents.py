"""``hatang-collector agents``: which machines report, and which may."""

import argparse
from collections.abc import Callable
from gettext import gettext as _

import msgspec

from agent.shared.clock import Clock
from collector.cli_options import (
    OK,
    CommandError,
    out,
    places_of,
    say,
    settings_of,
    store_of,
    table,
)
from collector.cli_text import moment, span
from collector.cli_token import actor
from collector.enrolment import approve as approved
from collector.enrolment import revoke as revoked
from collector.fleet import FleetState, judge
from collector.settings import CollectorSettings
from collector.store.interface import Agent, AgentStatus, AuditRecord, Store


class AgentLine(msgspec.Struct, frozen=True):
    """One agent as ``agents list`` shows it. Times are Unix seconds."""

    id: str
    state: FleetState
    hostname: str
    site: str
    department: str
    room: str
    last_report: float | None
    clock_offset_s: float
    missing: int
    pending: int
    agent_version: str
    note: str


def lines_of(
    store: Store, settings: CollectorSettings, *, now: float
) -> list[AgentLine]:
    """Return every agent of *store*, revoked ones too, by site, department, name."""
    statuses = {status.agent: status for status in store.statuses()}
    missing: dict[str, int] = {}
    for found in store.sequences():
        missing[found.agent] = missing.get(found.agent, 0) + found.missing
    lines = [
        _line(agent, statuses.get(agent.id), missing.get(agent.id, 0), settings, now)
        for agent in store.agents()
    ]
    return sorted(lines, key=lambda a: (a.site, a.department, a.hostname, a.id))


def _line(
    agent: Agent,
    status: AgentStatus | None,
    missing: int,
    settings: CollectorSettings,
    now: float,
) -> AgentLine:
    state = judge(
        agent,
        status,
        now=now,
        hours=settings.office_hours,
        report_interval_s=settings.report_interval_s,
    )
    return AgentLine(
        id=agent.id,
        state=state,
        hostname=agent.hostname,
        site=agent.site,
        department=agent.department,
        room=agent.room,
        last_report=status.last_time if status and status.last_time else None,
        clock_offset_s=status.clock_offset_s if status else 0.0,
        missing=missing,
        pending=status.pending if status else 0,
        agent_version=status.agent_version if status else "",
        note=agent.note,
    )


def state_name(state: str) -> str:
    """Return the fleet state in the reader's language."""
    names = {
        "expected": _("expected"),
        "fresh": _("fresh"),
        "late": _("late"),
        "silent": _("silent"),
        "off": _("off"),
        "pending": _("pending"),
        "quarantined": _("quarantined"),
        "revoked": _("revoked"),
    }
    return names.get(state, state)


def list_all(arguments: argparse.Namespace, clock: Clock) -> int:
    """Print the fleet."""
    places = places_of(arguments)
    settings = settings_of(arguments, places)
    store = store_of(arguments, places)
    try:
        lines = lines_of(store, settings, now=clock.now())
    finally:
        store.close()
    if arguments.json:
        out(msgspec.json.format(msgspec.json.encode(lines)).decode())
        return OK
    if not lines:
        say(_("No agent is enrolled yet: hatang-collector token create makes a token."))
        return OK
    head = (
        _("ID"),
        _("STATE"),
        _("HOSTNAME"),
        _("DEPARTMENT"),
        _("LAST REPORT"),
        _("CLOCK"),
        _("MISSING"),
    )
    out(table(head, [_cells(line, clock.now()) for line in lines]))
    return OK


def _cells(line: AgentLine, now: float) -> tuple[str, ...]:
    last = _("never")
    if line.last_report is not None:
        ago = span(max(0.0, now - line.last_report))
        last = _("{span} ago").format(span=ago)
    return (
        line.id[:12],
        state_name(line.state),
        line.hostname,
        line.department or line.site,
        last,
        span(line.clock_offset_s),
        str(line.missing),
    )


def show(arguments: argparse.Namespace, clock: Clock) -> int:
    """Print everything about one agent but its hardware."""
    places = places_of(arguments)
    settings = settings_of(arguments, places)
    store = store_of(arguments, places)
    try:
        agent = find(store, arguments.agent)
        lines = lines_of(store, settings, now=clock.now())
        line = next(each for each in lines if each.id == agent.id)
        records = [r for r in store.audit(limit=5000) if r.subject == agent.id]
    finally:
        store.close()
    plain = {
        **msgspec.to_builtins(line),
        "operating_system": agent.operating_system,
        "role": agent.role,
        "kind": agent.kind,
        "token": agent.token_id,
        "enrolled": agent.enrolled,
    }
    if arguments.json:
        plain["audit"] = msgspec.to_builtins(records)
        out(msgspec.json.format(msgspec.json.encode(plain)).decode())
        return OK
    for key, value in plain.items():
        shown = moment(value or 0) if key in {"enrolled", "last_report"} else value
        out(f"{key}: {state_name(str(shown)) if key == 'state' else shown}")
    for record in records[:20]:
        out(f"  {moment(record.time)}  {record.action}  {record.actor}")
    return OK


def find(store: Store, name: str) -> Agent:
    """Return the agent whose id begins with *name*, or whose host name it is.

    Raises:
        CommandError: there is none, or more than one.
    """
    wanted = name.lower()
    agents = store.agents()
    found = [a for a in agents if a.id == wanted]
    found = found or [a for a in agents if a.hostname.lower() == wanted]
    if not found and len(wanted) >= 4:
        found = [a for a in agents if a.id.startswith(wanted)]
    if not found:
        raise CommandError(
            _("no agent is called {name}: hatang-collector agents list").format(
                name=name
            )
        )
    if len(found) > 1:
        ids = ", ".join(a.id[:12] for a in found)
        raise CommandError(
            _("{name} could be several agents: {ids}").format(name=name, ids=ids)
        )
    return found[0]


def approve(arguments: argparse.Namespace, clock: Clock) -> int:
    """Let a pending or quarantined agent report."""

    def decide(agent: Agent) -> tuple[Agent, AuditRecord]:
        try:
            return approved(agent, arguments.reason, now=clock.now(), actor=actor())
        except ValueError as err:
            raise CommandError(
                _("{name} is revoked: enrol the machine again").format(
                    name=agent.hostname
                )
            ) from err

    return _decide(arguments, decide, _("{name} may report."))


def revoke(arguments: argparse.Namespace, clock: Clock) -> int:
    """Refuse an agent for good; what it reported stays."""

    def decide(agent: Agent) -> tuple[Agent, AuditRecord]:
        return revoked(agent, arguments.reason, now=clock.now(), actor=actor())

    return _decide(arguments, decide, _("{name} is revoked."))


def _decide(
    arguments: argparse.Namespace,
    decide: Callable[[Agent], tuple[Agent, AuditRecord]],
    text: str,
) -> int:
    """Write what *decide* makes of every agent named; of none if one is refused."""
    store = store_of(arguments, places_of(arguments))
    try:
        agents = [find(store, name) for name in arguments.agent]
        for decided in [decide(agent) for agent in agents]:
            store.put_agent(*decided)
    finally:
        store.close()
    for agent in agents:
        say(text.format(name=f"{agent.hostname} ({agent.id[:12]})"))
    return OK
