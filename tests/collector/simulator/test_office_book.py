"""What people would say of a simulated office fits what is in the store."""

import datetime as dt

import pytest

from tests.support.simulated import simulated


@pytest.fixture(scope="module")
def filled():
    """Fill a memory store with a small fleet."""
    return simulated()


def test_departments_are_those_of_the_agents_and_have_heads_enough(filled):
    """Nobody works without a department."""
    store, written = filled
    known = {(d.name, d.site): d.heads for d in written.book.departments}
    for agent in store.agents():
        if agent.role != "server":
            assert known[agent.department, agent.site] >= 1
    assert 31 <= sum(known.values()) <= 31 + len(known)


def test_a_line_comes_in_at_a_port_of_a_router(filled):
    """The port has the key that the survey says, and a link."""
    store, written = filled
    assert len(written.book.lines) == 2
    for line in written.book.lines:
        survey = store.device(line.device).survey
        (port,) = [p for p in survey.ports if p.key == line.port]
        assert (survey.kind, port.link) == ("router", "up")
        assert line.contract_ends > dt.date(2026, 11, 24)


def test_an_upgrade_was_bought(filled):
    """For the machine that the truth calls upgraded, on its day."""
    (subject,) = [s for s in filled[1].truth.subjects if s.look_alike == "upgraded"]
    (purchase,) = filled[1].book.purchases
    assert purchase.target == subject.target
    assert purchase.done == dt.date(2026, 11, 10)
