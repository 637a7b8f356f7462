"""Everything that could be done today: equal things are one."""

import datetime as dt

from collector.digest_actions import of_findings, of_fleet, of_lines, of_plan
from collector.planning.shapes.approved import ApprovedPlan
from collector.planning.shapes.records import Line, Purchase
from collector.store.finding import FindingRecord
from tests.support.sample_plan import sample_plan

TODAY = dt.date(2026, 11, 24)


def record(agent, kind="backup_stale", severity="warning", since=5.0, **more):
    """Return a finding."""
    return FindingRecord(agent, kind, "", severity, since, since, **more)


def test_one_kind_at_many_machines_is_one_action():
    """The worst of them first; what is worth knowing is none, nor what is gone."""
    found = of_findings(
        [
            record("b", since=3.0),
            record("a", severity="critical", since=9.0, evidence={"hours": 5}),
            record("a", severity="warning", since=9.0),
            record("c", severity="info"),
            record("d", cleared=7.0),
        ]
    )
    (one,) = found
    assert (one.kind, one.severity, one.owners) == (
        "backup_stale",
        "critical",
        ("a", "b"),
    )
    assert (one.since, one.evidence) == (3.0, {"hours": 5})


def test_states_that_need_a_person_are_actions():
    """Those who are off, late or fine are none."""
    states = {
        "a": ("silent", 20.0),
        "b": ("silent", 10.0),
        "c": ("off", 1.0),
        "d": ("pending", 5.0),
    }
    silent, pending = of_fleet(states)
    assert (silent.kind, silent.owners, silent.since) == ("silent", ("b", "a"), 10.0)
    assert (pending.kind, pending.owners) == ("pending", ("d",))
    assert of_fleet({}) == []


def test_what_the_approved_plan_buys_by_now_is_due_until_it_is_bought():
    """Without an approved plan nothing is."""
    assert of_plan([], [], TODAY) == []
    plan = sample_plan()
    approved = [ApprovedPlan(plan=plan, actor="a", time=1.0)]
    last = dt.date(plan.years[-1], 12, 31)
    (due,) = of_plan(approved, [], last)
    assert due.evidence["items"] == len(plan.lines)
    assert due.evidence["price_vnd"] == sum(line.price_vnd for line in plan.lines)
    bought = [
        Purchase(id=n.id, target=n.target, option="x", done=TODAY, plan_line=n.id)
        for n in plan.lines
    ]
    assert of_plan(approved, bought, last) == []
    assert of_plan(approved, [], dt.date(plan.years[0] - 1, 1, 1)) == []


def test_contracts_that_end_within_a_month_are_an_action():
    """Not those that are over, nor those without an end."""

    def line(id_, ends):
        return Line(id=id_, down_mbps=100, up_mbps=100, contract_ends=ends)

    lines = [
        line("a", TODAY + dt.timedelta(days=20)),
        line("b", TODAY + dt.timedelta(days=3)),
        line("c", TODAY + dt.timedelta(days=31)),
        line("d", TODAY - dt.timedelta(days=1)),
        line("e", None),
    ]
    (one,) = of_lines(lines, TODAY)
    assert one.owners == ("line:b", "line:a")
    assert one.evidence == {"ends": "2026-11-27", "line": "b"}
    assert of_lines(lines[2:], TODAY) == []
