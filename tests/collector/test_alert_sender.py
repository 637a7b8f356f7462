"""Events leave the store by an outbox: once, in spite of failures and crashes."""

import msgspec
import pytest

from agent.shared.wire import Event
from collector.alert_client import RefusedError, UnreachableError
from collector.alert_sender import ASLEEP_S, NOTE, AlertSender, Way
from collector.fleet import WEEKDAYS, OfficeHours
from collector.self_metrics import SelfMetrics
from collector.store.interface import AuditRecord, Commit, EventRecord
from collector.store.memory import MemoryStore
from tests.support.fake_clock import FakeClock

NOW = 1_795_000_000.0
ALWAYS = OfficeHours(weekdays=WEEKDAYS, ranges=("00:00-24:00",))


class Door:
    """An Alertmanager that can be made to fail."""

    def __init__(self, name="a:1"):
        self.name = name
        self.problem = None
        self.odd = set()
        self.posted = []

    def post(self, alerts):
        """Take alerts, or not."""
        if self.problem:
            raise UnreachableError(self.problem)
        if self.odd & {one["kind"] for one in alerts}:
            raise RefusedError("400")
        self.posted.append([one["kind"] for one in alerts])


def write(one, ends):
    """Return what is posted in these tests."""
    return {"kind": one.kind, "time": one.time, "ends": ends}


class Parts:
    """A sender over a store that outlives it."""

    def __init__(self):
        self.store, self.clock = MemoryStore(), FakeClock(NOW)
        self.doors = [Door()]
        self.anew()

    def anew(self):
        """Start the collector once more."""
        self.metrics = SelfMetrics()
        way = Way(self.doors, write, ALWAYS)
        self.sender = AlertSender(self.store, self.clock, self.metrics, way)

    def happens(self, kind, agent="a", **attributes):
        """Let something happen."""
        event = Event(kind, 0.0, "warning", attributes)
        record = EventRecord(agent, self.clock.now(), event)
        self.store.commit(Commit(events=[record]))

    def posted(self):
        """Return what each door took in its last post."""
        return [door.posted[-1] if door.posted else None for door in self.doors]

    def metric(self, name):
        """Return what the page says of *name*."""
        page = self.metrics.render().decode().splitlines()
        return [line.split()[-1] for line in page if line.startswith(name)]


@pytest.fixture
def parts():
    """Return a sender that has begun."""
    made = Parts()
    made.happens("drive_removed", "old")  # before anybody asked for messages
    made.sender.run()
    return made


def test_what_was_before_the_beginning_is_not_told(parts):
    """Nobody wants a year of news at once."""
    assert parts.doors[0].posted == []


def test_an_event_is_told_and_kept_up(parts):
    """At once, then each minute; a repeat in the store changes nothing."""
    parts.happens("drive_removed")
    parts.happens("agent_started")
    parts.store.add_audit(AuditRecord(NOW, "token:t", "agent_enrolled", "a"))
    parts.sender.run()
    parts.sender.run()
    assert parts.doors[0].posted == [["drive_removed", "agent_enrolled"]]
    parts.clock.pass_(60.0)
    parts.sender.run()
    assert len(parts.doors[0].posted) == 2
    assert parts.metric("hatang_alertmanager_events_total") == ["2.0"]
    assert parts.metric("hatang_alertmanager_waiting_events") == ["0.0"]


def test_after_a_crash_it_goes_on(parts):
    """What was taken in is in the note, what was not is still in the store."""
    parts.doors[0].problem = "refused"
    parts.happens("drive_removed")
    parts.sender.run()
    parts.happens("drive_swapped")
    parts.anew()
    parts.doors[0].problem = None
    parts.sender.run()
    assert parts.doors[0].posted == [["drive_removed", "drive_swapped"]]
    parts.anew()
    parts.sender.run()
    assert len(parts.doors[0].posted) == 1


def test_an_alertmanager_that_is_away_is_asked_less_and_less(parts):
    """Counted, logged once, and told when it is back."""
    parts.doors[0].problem = "refused"
    parts.happens("drive_removed")
    tries = 0
    for _ in range(240):  # an hour
        parts.sender.run()
        parts.clock.pass_(15.0)
    tries = float(parts.metric("hatang_alertmanager_post_failures_total")[0])
    assert 10 <= tries <= 20
    assert parts.metric("hatang_alertmanager_waiting_events") == ["1.0"]
    parts.doors[0].problem = None
    parts.clock.pass_(300.0)
    parts.sender.run()
    assert parts.posted() == [["drive_removed"]]


def test_one_of_two_is_enough(parts):
    """They are one cluster; both are told while both are there."""
    parts.doors.append(Door("b:1"))
    parts.anew()
    parts.doors[0].problem = "refused"
    parts.happens("drive_removed")
    parts.sender.run()
    assert parts.posted() == [None, ["drive_removed"]]
    parts.doors[0].problem = None
    parts.clock.pass_(60.0)
    parts.sender.run()
    assert parts.posted() == [["drive_removed"]] * 2


def test_what_is_refused_for_good_keeps_nobody_waiting(parts):
    """It is given up, and counted."""
    parts.doors[0].odd = {"drive_removed"}
    parts.happens("drive_removed")
    parts.happens("drive_swapped")
    parts.sender.run()
    assert parts.doors[0].posted == [["drive_swapped"]]
    assert parts.metric("hatang_alertmanager_dropped_events_total") == ["1.0"]


def test_it_is_over_after_half_an_hour_of_office(parts):
    """Then nothing more is posted, and nothing is kept."""
    parts.happens("drive_removed")
    for _ in range(40):
        parts.sender.run()
        parts.clock.pass_(60.0)
    assert 30 <= len(parts.doors[0].posted) <= 32
    assert b"drive_removed" not in parts.store.note(NOTE)


def test_a_collector_that_told_nobody_for_days_begins_anew(parts):
    """The settings were off: what happened meanwhile is past."""
    parts.clock.pass_(ASLEEP_S + 1.0)
    parts.happens("drive_removed")
    parts.anew()
    parts.sender.run()
    assert parts.doors[0].posted == []
    parts.happens("drive_swapped")
    parts.sender.run()
    assert parts.posted() == [["drive_swapped"]]


def test_a_note_that_cannot_be_read_is_no_end(parts):
    """It begins anew."""
    parts.store.put_note(NOTE, b"junk")
    parts.sender.run()
    parts.happens("drive_removed")
    parts.sender.run()
    assert parts.posted() == [["drive_removed"]]
    assert msgspec.json.decode(parts.store.note(NOTE))["event"] == 2
