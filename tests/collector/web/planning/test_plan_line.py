"""The overview's line on the plan."""

from collector.planning.shapes.approved import ApprovedPlan
from collector.web.i18n import Tongue
from collector.web.planning.plan_line import approved_line
from tests.support.sample_plan import sample_plan

EN = Tongue("en")


def test_nothing_was_approved():
    """Then there is no line."""
    assert approved_line((), "2026Q4", EN) is None


def test_the_last_one_counts():
    """With what comes next, until all is past."""
    plan = sample_plan()
    kept = (ApprovedPlan(plan=plan, actor="t", time=1.0, note=""),)
    line = approved_line(kept, "2026Q4", EN)
    first = min(one.quarter for one in plan.lines)
    assert line.lines == len(plan.lines)
    assert line.next_lines == sum(one.quarter == first for one in plan.lines)
    assert first[:4] in line.next_quarter
    assert f"budget={plan.budget_vnd}" in line.link
    assert not approved_line(kept, "2099Q1", EN).next_quarter
