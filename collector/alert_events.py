"""What happened, as Alertmanager takes it: events of the store become alerts. Pure."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from agent.shared.wire import Event, Scalar, encode
from collector.fleet import OfficeHours
from collector.store.interface import AuditRecord, EventRecord
from dashboards.alert import Severity
from dashboards.alertmanager import first_hour
from dashboards.alerts_events import BY_KIND

STAYS_S = 1800.0
"""So long an alert stays up while its receiver may be told: group waits pass meanwhile."""
_MOST_LETTERS = 200
_STEP_S = 300.0
_FURTHEST_S = 21 * 86400.0  # no holiday is longer


class Place(NamedTuple):
    """What an event happened to: its names as Prometheus has them, and its page."""

    instance: str = ""
    site: str = ""
    department: str = ""
    room: str = ""
    path: str = "/"


class Occurrence(msgspec.Struct, frozen=True):
    """One event that an alert speaks of. ``owner`` is the id of a machine or device."""

    kind: str
    owner: str
    time: float
    attributes: dict[str, Scalar] = {}

    @property
    def heard(self) -> str:
        """What it is told by: the same of the same machine is the same story."""
        told = encode([self.kind, self.owner, sorted(self.attributes.items())])
        return hashlib.sha256(told).hexdigest()[:16]

    @property
    def severity(self) -> Severity:
        """How urgent it is."""
        return BY_KIND[self.kind].severity


class Sentences(NamedTuple):
    """What an event says in both languages."""

    vi: str
    en: str


def of_event(record: EventRecord) -> Occurrence | None:
    """Return *record* if an alert speaks of it."""
    event: Event = record.event
    if event.kind not in BY_KIND:
        return None
    return Occurrence(event.kind, record.agent, record.time, event.attributes)


def of_audit(record: AuditRecord) -> Occurrence | None:
    """Return *record* if an alert speaks of it: a new machine, an approved plan."""
    if record.action not in BY_KIND:
        return None
    told: dict[str, Scalar] = {**record.detail, "actor": record.actor}
    if record.action == "plan_set":
        told["plan"] = record.subject
        return Occurrence(record.action, "", record.time, told)
    return Occurrence(record.action, record.subject, record.time, told)


def bounded(text: str) -> str:
    """Return *text*, which others wrote, as one short line that no template obeys."""
    plain = "".join(c if c.isprintable() else " " for c in text[: 4 * _MOST_LETTERS])
    plain = " ".join(plain.replace("{{", "{ {").replace("}}", "} }").split())
    return plain if len(plain) <= _MOST_LETTERS else plain[: _MOST_LETTERS - 1] + "…"


def alert(
    one: Occurrence, place: Place, said: Sentences, *, collector: str, ends: float
) -> dict[str, object]:
    """Return *one* as ``POST /api/v2/alerts`` takes it; it is over at *ends*.

    *collector* is the address of the pages, without a slash at its end.
    """
    about = BY_KIND[one.kind]
    where = {
        "instance": place.instance,
        "site": place.site,
        "department": place.department,
        "room": place.room,
    }
    identity = f"{one.heard}/{one.time:.3f}"
    labels = {
        "alertname": about.name,
        "severity": about.severity,
        "event": one.kind,
        "event_id": hashlib.sha256(identity.encode()).hexdigest()[:12],
        **{name: bounded(text) for name, text in where.items() if bounded(text)},
    }
    return {
        "labels": labels,
        "annotations": {
            "summary": about.summary.en,
            "summary_vi": about.summary.vi,
            "description": bounded(said.en),
            "description_vi": bounded(said.vi),
            "runbook_url": f"{collector}/runbooks/{about.name}",
        },
        "startsAt": _rfc3339(one.time),
        "endsAt": _rfc3339(max(ends, one.time + 1.0)),
        "generatorURL": f"{collector}{place.path}",
    }


def stays_until(severity: Severity, since: float, hours: OfficeHours) -> float:
    """Return when an alert that Alertmanager has had since *since* may be over.

    What is critical is told at once; a warning in office hours, and the rest in the
    first hour of a day (``dashboards.alertmanager``): until so much of them has passed
    that it was told, it stays up, over night and week-end.
    """
    if severity == "critical" or not hours.ranges:
        return since + STAYS_S
    if severity == "info":
        hours = msgspec.structs.replace(hours, ranges=first_hour(hours.ranges))
    left, at = STAYS_S, since
    while left > 0 and at < since + _FURTHEST_S:
        at += _STEP_S
        if hours.covers(at):
            left -= _STEP_S
    return at


def texts_of(place: Place, what: Mapping[str, str]) -> Sentences:
    """Return the sentences: where it happened, and *what* by language."""
    where = ", ".join(filter(None, [place.department, place.room]))
    name = f"{place.instance} ({where})" if where else place.instance
    lead = f"{name}: " if name else ""
    return Sentences(f"{lead}{what['vi']}.", f"{lead}{what['en']}.")


def _rfc3339(unix: float) -> str:
    when = dt.datetime.fromtimestamp(max(0.0, unix), dt.UTC)
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
