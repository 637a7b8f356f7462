"""The events that new facts tell are written with them, once."""

import asyncio

import pytest

from agent.shared.wire import Event, Item, facts_id
from collector import group_commit
from collector.devices import device_id
from collector.group_commit import MOST_ASKED, Job, commit_of, fact_events, write
from collector.ingest import Prepared, Sender
from collector.store.device import SurveyRecord
from collector.store.interface import AgentStatus, Commit, EventRecord, FactsRecord
from collector.store.memory import MemoryStore
from tests.support.store_values import AGENT, OTHER, event, report, survey


def protected(time, *, enabled=True, agent=AGENT):
    """Return facts with a firewall that is on or off."""
    kept = {"firewall": {"domain": Item({"enabled": enabled})}}
    return FactsRecord(agent, time, facts_id(kept), kept)


def told(store):
    """Return the times and kinds of the events that are kept."""
    return [(e.time, e.event.kind) for e in store.events()]


def test_what_changed_is_an_event_of_the_same_commit():
    """The first facts of a machine change nothing."""
    store = MemoryStore()
    write(store, Commit(facts=[protected(1.0)]))
    assert told(store) == []
    write(store, Commit(facts=[protected(2.0, enabled=False)], events=[event(1.5)]))
    assert told(store) == [(2.0, "firewall_switched_off"), (1.5, "boot")]


def test_repeats_and_late_facts_tell_nothing():
    """Neither the same facts again, nor what a spool held back."""
    store = MemoryStore()
    write(store, Commit(facts=[protected(1.0), protected(2.0, enabled=False)]))
    assert told(store) == [(2.0, "firewall_switched_off")]
    for late in (
        protected(2.0, enabled=False),
        protected(2.004, enabled=False),
        protected(1.0),
        protected(0.5),
    ):
        write(store, Commit(facts=[late]))
    assert told(store) == [(2.0, "firewall_switched_off")]


def test_agents_are_compared_with_themselves():
    """One commit may hold several steps of several machines."""
    store = MemoryStore()
    facts = [
        protected(1.0),
        protected(1.0, enabled=False, agent=OTHER),
        protected(2.0, enabled=False),
        protected(3.0),
    ]
    found = [(e.agent, e.event.kind) for e in fact_events(store, facts)]
    assert found == [
        (AGENT, "firewall_switched_off"),
        (AGENT, "firewall_switched_on"),
    ]


def test_facts_that_cannot_be_compared_are_kept_all_the_same(monkeypatch, caplog):
    """A rule that breaks must not keep reports from the store."""

    def broken(_before, _after):
        raise ZeroDivisionError

    monkeypatch.setattr(group_commit, "events_between", broken)
    store = MemoryStore()
    write(store, Commit(facts=[protected(1.0)]))
    new = write(
        store, Commit(reports=[report(1)], facts=[protected(2.0, enabled=False)])
    )
    assert new == [True]
    assert store.latest_facts(AGENT).time == 2.0
    assert "cannot be compared" in caplog.text


def test_what_changed_on_a_device_is_its_event():
    """It is found under the device, and a repeat brings no other."""
    store, first = MemoryStore(), {"spool": "00000001", "sequence": 1}
    write(store, Commit(reports=[report(1)], surveys=[survey(1.0, **first)]))
    second = {"spool": "00000001", "sequence": 2}
    replaced = Commit(
        reports=[report(2)],
        surveys=[survey(2.0, serial="a", **second), survey(3.0, serial="b", **second)],
    )
    write(store, replaced)
    for late in (2.0, 3.0, 3.004, 0.5):
        again = survey(late, serial="a", **second)
        write(store, Commit(reports=[report(2)], surveys=[again]))
    device = device_id(AGENT, "sw1")
    assert told(store) == [(3.0, "device_replaced"), (1.0, "device_first_seen")]
    assert [e.event.kind for e in store.events(agent=device)] == [
        "device_replaced",
        "device_first_seen",
    ]
    assert store.events(agent=AGENT) == []


def test_what_the_agent_tells_of_a_device_is_not_told_twice():
    """Both notice another serial number."""
    store, name = MemoryStore(), ("00000001", 1)
    write(store, Commit(surveys=[survey(1.0, serial="a")]))
    device = device_id(AGENT, "sw1")
    said = EventRecord(device, 1.9, Event("device_replaced"), *name, AGENT)
    came = SurveyRecord(AGENT, 2.0, survey(0.0, serial="b").survey, *name)
    write(store, Commit(reports=[report(1)], events=[said], surveys=[came]))
    assert told(store) == [(1.9, "device_replaced"), (1.0, "device_first_seen")]


@pytest.mark.parametrize("agent_first", [True, False])
def test_a_replacement_is_told_once_whoever_tells_it_first(agent_first):
    """The event and the survey may stand in two reports, minutes apart."""
    store = MemoryStore()
    write(store, Commit(surveys=[survey(1.0, serial="a")]))
    device = device_id(AGENT, "sw1")
    event = Event("device_replaced", attributes={"before": "a", "after": "b"})
    said = Commit(events=[EventRecord(device, 100.0, event)])
    found = Commit(surveys=[survey(130.0, serial="b")])
    for commit in (said, found) if agent_first else (found, said):
        write(store, commit)
    kinds = [kind for _, kind in told(store)]
    assert kinds == ["device_replaced", "device_first_seen"]
    write(store, Commit(surveys=[survey(9000.0, serial="a")]))
    assert [kind for _, kind in told(store)].count("device_replaced") == 2


def test_surveys_that_cannot_be_compared_are_kept_all_the_same(monkeypatch, caplog):
    """A rule that breaks must not keep reports from the store."""

    def broken(_before, _after):
        raise ZeroDivisionError

    monkeypatch.setattr(group_commit, "survey_events_between", broken)
    store = MemoryStore()
    write(store, Commit(surveys=[survey(1.0)]))
    assert [d.time for d in store.devices()] == [1.0]
    assert "cannot be compared" in caplog.text


def test_one_commit_holds_all_jobs():
    """Of one agent the last status counts."""
    loop = asyncio.new_event_loop()
    empty = Prepared((), (), {}, {}, (), (), (), (), want_facts=False, facts_id="", offset_s=0.0)  # fmt: skip
    jobs = [
        Job(
            AGENT,
            empty._replace(reports=(report(n),), facts=(protected(float(n)),)),
            Sender(AGENT, 1.0, None, lambda _boot: None),
            AgentStatus(AGENT, reports=n),
            loop.create_future(),
        )
        for n in (1, 2)
    ]
    made = commit_of(jobs)
    loop.close()
    assert [r.sequence for r in made.reports] == [1, 2]
    assert len(made.facts) == 2
    assert made.statuses == [AgentStatus(AGENT, reports=2)]


def test_whoever_tells_of_ever_more_replacements_holds_nobody_up():
    """The store is asked once for a device, and of so many devices in a commit."""

    class Counting(MemoryStore):
        asked = 0

        def events(self, **wanted):
            Counting.asked += 1
            return super().events(**wanted)

    store = Counting()
    events = [
        EventRecord(
            f"{n % 300:032x}", 5.0, Event("device_replaced", attributes={"after": n})
        )
        for n in range(900)
    ]
    write(store, Commit(events=events))
    assert Counting.asked == MOST_ASKED
    assert len(store.events(limit=9999)) == 900


def test_a_survey_from_before_the_clock_was_set_back_gives_way():
    """What changed is told by what came since."""
    store = MemoryStore()
    write(store, Commit(surveys=[survey(9e9, serial="a", received=9e9)]))
    write(store, Commit(surveys=[survey(100.0, serial="b", received=100.0)]))
    assert [(d.time, d.survey.serial) for d in store.devices()] == [(100.0, "b")]
    assert (100.0, "device_replaced") in told(store)
