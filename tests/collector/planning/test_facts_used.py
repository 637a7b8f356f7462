"""Which dated facts a plan rests on."""

import datetime as dt

import msgspec

from collector.planning.facts_used import facts_used, warnings
from collector.planning_facts import load_planning

FACTS = load_planning()
DAY = dt.date(2026, 11, 26)


def test_norms_and_prices_come_with_their_source():
    """Whoever reads a plan can look everything up."""
    used = facts_used(FACTS, ["pc_ceiling_vnd"], ["cable_cat6", "vnpt_250_home"], DAY)
    assert [one.id for one in used] == [
        "isp_plan:vnpt_250_home",
        "pc_ceiling_vnd",
        "price:cable_cat6",
    ]
    assert used[1].value == 20_000_000
    assert used[1].document
    assert used[1].verified


def test_the_norm_of_that_day_counts():
    """A plan of 2024 knows the ceiling of 2024."""
    (used,) = facts_used(FACTS, ["pc_ceiling_vnd"], [], dt.date(2024, 1, 1))
    assert used.value == 15_000_000


def test_what_does_not_hold_is_not_named():
    """Before the norm there was none."""
    assert (
        facts_used(FACTS, ["pc_ceiling_vnd", "nothing"], [], dt.date(2000, 1, 1)) == ()
    )


def test_examples_changes_of_law_and_what_is_not_verified_are_said():
    """In both languages."""
    used = facts_used(FACTS, ["pc_ceiling_vnd", "pc_life_years"], [], DAY)
    told = warnings(used, FACTS)
    assert len(told) == 1 + len(FACTS.norms.note)
    assert all(text.vi and text.en for text in told)
    real = [msgspec.structs.replace(one, example=False) for one in used]
    assert any("pc_life_years" in text.en for text in warnings(real, FACTS))
