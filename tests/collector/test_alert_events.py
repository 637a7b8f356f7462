"""Events of the store as alerts: bounded, for a time, in the words of both languages."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.wire import Event
from collector.alert_events import (
    STAYS_S,
    Occurrence,
    Place,
    Sentences,
    alert,
    bounded,
    of_audit,
    of_event,
    stays_until,
    texts_of,
)
from collector.fleet import OfficeHours
from collector.store.interface import AuditRecord, EventRecord
from dashboards.alerts_events import ALERTS, BY_KIND

HOURS = OfficeHours(ranges=("07:30-11:30", "13:30-17:00"))
SAID = Sentences("vi", "en")


def at(text):
    """Return the Unix time of *text*, local."""
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


def test_an_event_that_nobody_speaks_of_is_none():
    """An agent's start is no message."""
    assert of_event(EventRecord("a", 1.0, Event("agent_started"))) is None
    assert of_audit(AuditRecord(1.0, "x", "token_created", "t")) is None


def test_events_and_audit_records_become_occurrences():
    """With whom, when and what."""
    found = of_event(EventRecord("a", 1.0, Event("drive_removed", 0, "warning")))
    assert (found.kind, found.owner, found.severity) == (
        "drive_removed",
        "a",
        "warning",
    )
    enrolled = of_audit(AuditRecord(1.0, "token:t", "agent_enrolled", "a"))
    assert (enrolled.owner, enrolled.severity) == ("a", "info")
    plan = of_audit(AuditRecord(1.0, "lan", "plan_set", "p1", {"lines": 3}))
    assert (plan.owner, plan.attributes["plan"]) == ("", "p1")


def test_an_alert_has_everything_that_routes_and_people_need():
    """And is over by itself."""
    one = Occurrence("administrator_added", "a", at("2026-11-24T09:00"))
    place = Place("PC-1", "hq", "Văn phòng", "", "/machines/a")
    made = alert(one, place, SAID, collector="https://c:9847", ends=one.time + 60)
    assert made["labels"].pop("event_id")
    assert made["labels"] == {
        "alertname": "HatangAdministratorAdded",
        "severity": "warning",
        "event": "administrator_added",
        "instance": "PC-1",
        "site": "hq",
        "department": "Văn phòng",
    }
    assert made["annotations"]["runbook_url"].endswith(
        "/runbooks/HatangAdministratorAdded"
    )
    assert made["annotations"]["description_vi"] == "vi"
    assert made["startsAt"] == "2026-11-24T02:00:00.000Z"
    assert made["endsAt"] == "2026-11-24T02:01:00.000Z"
    assert made["generatorURL"] == "https://c:9847/machines/a"


def test_two_events_are_two_alerts():
    """Else the second would change the first, and nobody would be told."""
    first, second = (Occurrence("drive_removed", "a", time) for time in (1.0, 2.0))
    ids = {
        alert(one, Place("PC"), SAID, collector="", ends=9.0)["labels"]["event_id"]
        for one in (first, second)
    }
    assert len(ids) == 2
    assert first.heard == second.heard


@given(st.text(max_size=2000))
def test_a_text_of_others_is_one_short_line_without_templates(text):
    """Whatever a machine calls itself."""
    told = bounded(text)
    assert len(told) <= 200
    assert told.isprintable() or not told
    assert "{{" not in told
    assert "}}" not in told


def test_a_name_cannot_bring_a_template():
    """It stays readable."""
    assert bounded('PC{{ template "x" }}\n\x1b[31m') == 'PC{ { template "x" } } [31m'


@pytest.mark.parametrize(
    ("severity", "since", "until"),
    [
        ("critical", "2026-11-28T03:00", "2026-11-28T03:30"),  # a Saturday night
        ("warning", "2026-11-24T09:00", "2026-11-24T09:30"),
        ("warning", "2026-11-24T12:00", "2026-11-24T13:55"),  # lunch
        ("warning", "2026-11-27T16:50", "2026-11-30T07:50"),  # Friday evening
        ("info", "2026-11-24T09:00", "2026-11-25T07:55"),
    ],
)
def test_an_alert_stays_until_somebody_could_be_told(severity, since, until):
    """At once, in office hours, or in the first hour of the next day."""
    found = stays_until(severity, at(since), HOURS)
    assert dt.datetime.fromtimestamp(found, ZoneInfo(HOURS.timezone)).isoformat()[
        :16
    ] == (until)


def test_an_office_that_never_opens_ends_it_too():
    """After three weeks."""
    closed = OfficeHours(weekdays=())
    assert stays_until("warning", 0.0, closed) == 21 * 86400.0
    assert stays_until("warning", 0.0, OfficeHours(ranges=())) == STAYS_S


def test_sentences_begin_with_the_place():
    """Where one has to go."""
    said = texts_of(Place("PC-1", "hq", "Kế toán", "P.2"), {"vi": "a", "en": "b"})
    assert said == ("PC-1 (Kế toán, P.2): a.", "PC-1 (Kế toán, P.2): b.")
    assert texts_of(Place(), {"vi": "a", "en": "b"}) == ("a.", "b.")


def test_each_kind_has_one_alert():
    """Else one event would be two messages."""
    assert len(BY_KIND) == sum(len(alert.kinds) for alert in ALERTS)
