"""Machines are judged when their facts change, in turns as time passes, and kept."""

import pytest

from agent.shared.wire import Item, facts_id
from collector import finding_keeper
from collector.finding_keeper import EVERY_S, FindingKeeper
from collector.knowledge import KnowledgeFolder
from collector.store.interface import Commit, FactsRecord, StoreError
from collector.store.memory import MemoryStore
from tests.support.fake_clock import FakeClock

NOW = 1_795_000_000.0
DAY = 86400.0


def backed_up(days_ago, agent="a"):
    """Return facts of a machine whose backup is so old."""
    last = NOW - days_ago * DAY
    kept = {
        "operating_system": {"": Item({"name": "Debian", "version": "13"})},
        "backup": {
            "home": Item({"last_success_timestamp_seconds": last, "every_seconds": DAY})
        },
    }
    return FactsRecord(agent, NOW - 60.0, facts_id(kept), kept)


@pytest.fixture
def store():
    """Return a store with one machine whose backup is of yesterday."""
    made = MemoryStore()
    made.commit(Commit(facts=[backed_up(0.5)]))
    return made


@pytest.fixture
def clock():
    """Return a clock that can be moved."""
    return FakeClock(NOW)


@pytest.fixture
def keeper(store, clock):
    """Return a keeper over both."""
    return FindingKeeper(store, clock, KnowledgeFolder(None).current)


def kinds(judged):
    """Return what stands, by kind."""
    return {record.kind: record for record in judged.findings}


def test_a_machine_is_judged_once_and_then_in_its_turn(keeper, clock):
    """Nothing is done twice in an hour without news."""
    assert keeper.judged("a") is None
    assert [keeper.run(["a", "silent"]) for _ in range(3)] == [2, 0, 0]
    assert keeper.judged("a").facts_time == NOW - 60.0
    assert keeper.judged("silent") is None
    clock.pass_(EVERY_S)
    assert keeper.run(["a", "silent"]) == 2


def test_a_backup_gets_old_while_the_machine_says_nothing(keeper, clock, store):
    """Time alone makes a finding, dated by our clock, and a restart keeps its date."""
    keeper.run(["a"])
    assert "backup_stale" not in kinds(keeper.judged("a"))
    clock.pass_(10 * DAY)
    keeper.run(["a"])
    found = kinds(keeper.judged("a"))["backup_stale"]
    assert found.since == clock.now()
    clock.pass_(DAY)
    again = FindingKeeper(store, clock, KnowledgeFolder(None).current)
    again.run(["a"])
    assert kinds(again.judged("a"))["backup_stale"].since == found.since


def test_news_is_judged_at_once_and_dated_by_the_machine(keeper, store):
    """A finding stands since the machine said so."""
    keeper.run(["a"])
    store.commit(Commit(facts=[backed_up(30, "b")]))
    keeper.note(["b", "unheard"])
    assert keeper.run(["a", "b"]) == 1
    assert kinds(keeper.judged("b"))["backup_stale"].since == NOW - 60.0
    assert keeper.everything().keys() == {"a", "b"}


def test_who_is_gone_is_forgotten(keeper):
    """A revoked machine needs nobody any more."""
    keeper.run(["a"])
    keeper.run([])
    assert keeper.everything() == {}


def test_many_machines_are_judged_in_several_runs(keeper, store, monkeypatch):
    """News comes first, then whose judgement is oldest."""
    names = [f"m{n}" for n in range(7)]
    store.commit(Commit(facts=[backed_up(1, name) for name in names]))
    monkeypatch.setattr(finding_keeper, "AT_ONCE", 3)
    keeper.note(["m6"])
    assert keeper.run(names) == 3
    assert keeper.judged("m6")
    assert [keeper.run(names) for _ in range(3)] == [3, 1, 0]
    assert len(keeper.everything()) == 7


def test_changed_knowledge_makes_everybody_due(store, clock):
    """A new date of support holds for all machines at once."""
    current = [KnowledgeFolder(None).current()]
    keeper = FindingKeeper(store, clock, lambda: current[0])
    assert [keeper.run(["a"]), keeper.run(["a"])] == [1, 0]
    current[0] = KnowledgeFolder(None).current()
    assert keeper.run(["a"]) == 1


class Failing(MemoryStore):
    """A store that fails on demand."""

    failure = None

    def latest_facts(self, agent):
        """Fail, or answer."""
        if self.failure is not None and agent == "a":
            raise self.failure
        return super().latest_facts(agent)


def test_a_store_that_fails_costs_nobody_his_turn(clock):
    """What was not judged is judged next time."""
    store = Failing()
    store.commit(Commit(facts=[backed_up(1), backed_up(1, "b")]))
    keeper = FindingKeeper(store, clock, KnowledgeFolder(None).current)
    keeper.note(["a", "b"])
    store.failure = StoreError("full")
    with pytest.raises(StoreError):
        keeper.run(["a", "b"])
    store.failure = None
    assert keeper.run(["a", "b"]) == 2


def test_one_machines_odd_facts_do_not_stop_the_others(clock, caplog):
    """It is logged, and its turn comes again in an hour."""
    store = Failing()
    store.failure = ZeroDivisionError("odd")
    store.commit(Commit(facts=[backed_up(1, "b")]))
    keeper = FindingKeeper(store, clock, KnowledgeFolder(None).current)
    keeper.note(["a", "b"])
    assert keeper.run(["a", "b"]) == 2
    assert keeper.judged("b")
    assert "agent a cannot be judged" in caplog.text
    assert keeper.run(["a", "b"]) == 0
