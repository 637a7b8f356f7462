"""Small values for tests of stores."""

from agent.shared.survey import Port, Survey
from agent.shared.wire import Event, Item, facts_id
from collector.store.device import LinkRule, Sighting, SurveyRecord
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


def survey(time, key="sw1", *, agent=AGENT, serial="", **source):
    """Return a survey of one port; *source* names the report that brought it."""
    port = Port(index=1, key="Gi0/1", tagged=(1, 20), link="up")
    told = Survey(device=key, name=key, serial=serial, ports=(port,))
    return SurveyRecord(agent, time, told, **source)


def sighting(first, last, mac="aa:00:00:00:00:01", *, port="Gi0/1", device="d" * 32):
    """Return where a machine hung."""
    return Sighting(mac, device, port, first, last, vlan=20)


def rule_of(b, *, action="pin", time=1.0, **more):
    """Return a rule for the link from one port to *b*."""
    return LinkRule(action, "d" * 32, "Gi0/1", b, time=time, **more)


def event(time, *, agent=AGENT, kind="boot", **source):
    """Return an event; *source* names the report that brought it."""
    return EventRecord(agent, time, Event(kind), **source)


def agent_of(id_=AGENT, *, token="", **more):
    """Return an active agent."""
    return Agent(id_, "active", "0" * 64, "pc", token_id=token, **more)


def token_of(id_="t", *, max_uses=1, **more):
    """Return a token."""
    return Token(id_, "0" * 64, created=1.0, expires=9e9, max_uses=max_uses, **more)
