"""Plans of the running collector."""

import pytest

from collector import office
from collector.plan_keeper import FRESH_S, NoPlanError, PlanKeeper
from collector.planning.shapes.records import Decision
from collector.planning.shapes.wish import Wish
from collector.settings import CollectorSettings
from collector.simulator.shapes import Size
from collector.store.interface import StoreError
from collector.store.memory import MemoryStore
from tests.support.fake_clock import FakeClock
from tests.support.simulated import NOW, simulated

WISH = Wish(budget_vnd=60_000_000, scenarios=False, disturbed=0)


@pytest.fixture
def clock():
    """Return a clock at the end of the simulated history."""
    return FakeClock(NOW)


@pytest.fixture
def keeper(clock):
    """Return a keeper over a simulated office."""
    store, _ = simulated(Size(pcs=12, switches=3, lines=1, days=8, seed=2))
    keeper = PlanKeeper(store, clock, CollectorSettings(organisation="Sở"))
    keeper.store = store
    return keeper


def test_the_same_wish_is_answered_at_once(keeper):
    """One plan for one wish, until something is decided."""
    plan = keeper.plan(WISH)
    assert keeper.plan(WISH) is plan
    assert plan.organisation == "Sở"
    line = next(one for one in plan.lines if one.price_vnd)
    forbidden = Decision(choice=line.id, action="forbid", actor="t", time=1.0)
    office.put_decision(keeper.store, forbidden)
    assert line.id not in {one.id for one in keeper.plan(WISH).lines}


def test_an_old_estate_is_read_anew(keeper, clock):
    """After half an hour, and when something was bought."""
    plan = keeper.plan(WISH)
    keeper.forget()
    assert keeper.plan(WISH) is not plan
    again = keeper.plan(WISH)
    clock.pass_(FRESH_S + 1)
    assert keeper.plan(WISH) is not again
    assert keeper.plan(WISH) == again


def test_an_empty_store_has_no_plan(clock):
    """It says so, and goes on when there is something."""
    keeper = PlanKeeper(MemoryStore(), clock, CollectorSettings())
    with pytest.raises(NoPlanError):
        keeper.plan(WISH)


def test_a_store_that_is_closed_is_told(keeper):
    """It is not taken for an office without machines."""
    keeper.store.close()
    with pytest.raises(StoreError, match="closed"):
        keeper.plan(WISH)
