"""What is told of the upgrade plan."""

from collections import defaultdict

import msgspec
import pytest

from collector.plan_series import METRICS, MOST_ITEMS, samples
from tests.support.sample_plan import sample_plan


@pytest.fixture(scope="module")
def plan():
    """Return a plan with everything that a plan may hold."""
    return sample_plan()


def told(plan, *, approved=True):
    """Return metric without prefix → labels → value."""
    found = defaultdict(dict)
    for one in samples(plan, approved=approved):
        found[one.metric.name.removeprefix("hatang_plan_")][one.labels] = one.value
    return found


def test_every_metric_is_told(plan):
    """A board can rest on all of them."""
    assert {one.metric for one in samples(plan, approved=True)} == set(METRICS)


def test_money_adds_up(plan):
    """By quarter and pot, and by department, it is the money of the plan."""
    found = told(plan)
    spent = sum(one.price_vnd for one in plan.lines)
    assert sum(found["department_spend_vnd"].values()) == spent
    quarters = sum(q.assets_vnd + q.parts_vnd + q.fees_vnd for q in plan.quarters)
    assert sum(found["quarter_spend_vnd"].values()) == quarters
    assert found["budget_vnd"][()] == plan.budget_vnd


def test_items_stand_in_the_order_of_the_documents(plan):
    """Rank 1 is the first line; what is told of one item belongs together."""
    found = told(plan)
    first = plan.lines[0]
    assert found["item_priority"][first.id,] == 1
    assert found["item_price_vnd"][first.id,] == first.price_vnd
    infos = {labels[0]: labels for labels in found["item_info"]}
    assert infos[first.id][-2:] == (first.title.vi, first.title.en)
    assert sum(found["items"].values()) == len(plan.lines)


def test_severity_falls_by_what_the_plan_relieves(plan):
    """What no line cures stays as it is; nothing falls below nothing."""
    severity = told(plan)["severity_score"]
    states = {dimension for dimension, _ in severity}
    assert states
    for dimension in states:
        assert 0 <= severity[dimension, "after"] <= severity[dimension, "before"] + 1e-9
    nothing = msgspec.structs.replace(plan, lines=())
    still = told(nothing)["severity_score"]
    assert all(still[d, "after"] == still[d, "before"] for d, _ in still)


def test_a_long_plan_is_cut_and_its_state_told(plan):
    """A province's plan has thousands of lines; a page shows the first."""
    lines = tuple(
        msgspec.structs.replace(plan.lines[0], id=f"{n}") for n in range(MOST_ITEMS + 5)
    )
    found = told(msgspec.structs.replace(plan, lines=lines), approved=False)
    assert len(found["item_priority"]) == MOST_ITEMS
    assert next(iter(found["info"]))[1] == "proposed"
