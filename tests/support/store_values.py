"""Small values for tests of stores."""

from agent.shared.wire import Event, Item, facts_id
from collector.store.finding import FindingRecord
from collector.store.interface import (
    Agent,
    AuditRecord,
    EventRecord,
    FactsRecord,
    StoredReport,
    Token,
)

AGENT = "a" * 32
OTHER = "b" * 32
HOUR_S = 3600.0
AUDIT = AuditRecord(1.0, "somebody", "did", "something")


def report(sequence, *, agent=AGENT, spool="00000001", time=None, body=b"{}"):
    """Return a report; one a minute unless *time* says otherwise."""
    when = 60.0 * sequence if time is None else time
    return StoredReport(agent, spool, sequence, when, when + 1, body)


def facts(time, value, *, agent=AGENT):
    """Return facts that differ exactly where *value* does."""
    item = Item(attributes={"size_bytes": value})
    return FactsRecord(agent, time, f"id{value}", {"memory": {"": item}})


def backed_up(time, last, *, agent=AGENT, tool="restic"):
    """Return facts of which *last* changes by mere use."""
    item = Item({"tool": tool, "last_success_timestamp_seconds": last})
    kept = {"backup": {"home": item}}
    return FactsRecord(agent, time, facts_id(kept), kept)


def finding(kind, subject="", *, agent=AGENT, since=1.0):
    """Return a finding that stands."""
    return FindingRecord(agent, kind, subject, "critical", since, since)


def event(time, *, agent=AGENT, kind="boot", **source):
    """Return an event; *source* names the report that brought it."""
    return EventRecord(agent, time, Event(kind), **source)


def agent_of(id_=AGENT, *, token="", **more):
    """Return an active agent."""
    return Agent(id_, "active", "0" * 64, "pc", token_id=token, **more)


def token_of(id_="t", *, max_uses=1, **more):
    """Return a token."""
    return Token(id_, "0" * 64, created=1.0, expires=9e9, max_uses=max_uses, **more)
