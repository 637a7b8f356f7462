"""The fact files of planning: what is shipped, and what an administrator may change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.planning.need.thresholds import JUDGED
from collector.planning.shapes.facts import FACTS
from collector.planning.shapes.need import DIMENSIONS
from collector.planning_facts import FILES, PlanningFactsError, load_planning
from collector.planning_facts.files import SHIPPED


def test_the_shipped_files_say_everything_that_planning_asks_for():
    """Every threshold, weight and fact has a value."""
    facts = load_planning()
    assert set(facts.policy.thresholds) == set(JUDGED)
    assert set(facts.policy.weights) == set(DIMENSIONS)
    assert {fact.id for fact in facts.norms.fact} >= FACTS.keys()


def test_what_is_shipped_is_marked_as_an_example():
    """Nobody takes a shipped price or norm for a quote or a law."""
    facts = load_planning()
    entries = (
        *facts.norms.fact,
        *facts.prices.item,
        *facts.isp_plans.plan,
        *facts.dti.indicator,
    )
    assert all(entry.example for entry in entries)


def test_a_file_in_the_folder_replaces_the_shipped_one_alone(tmp_path):
    """One file is changed, the others stay."""
    text = (SHIPPED / "policy.toml").read_text(encoding="utf-8")
    changed = text.replace("least_days = 5 ", "least_days = 9 ")
    (tmp_path / "policy.toml").write_text(changed, encoding="utf-8")
    facts = load_planning(tmp_path)
    assert facts.policy.least_days == 9
    assert facts.prices == load_planning().prices


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("policy.toml", "cpu_busy_p95 =", "cpu_busy_p59 =", "cpu_busy_p59"),
        (
            "policy.toml",
            "warn = 0.80, critical = 0.95",
            "warn = 1, critical = 1",
            "same",
        ),
        ("policy.toml", "cpu = 0.8\n", "cpus = 0.8\n", "weights.cpus"),
        ("policy.toml", "0.25, 0.25]", "0.25, 0.5]", "quarter_shares"),
        ("norms.toml", 'id = "pc_life_years"', 'id = "pc_lives"', "pc_life_years"),
        ("norms.toml", "value = 5.0", "value = 0.0", "above zero"),
        (
            "norms.toml",
            "effective_to = 2025-06-30",
            "effective_to = 2017-06-30",
            "before",
        ),
        ("norms.toml", "value = 5.0", "worth = 5.0", "worth"),
        ("prices.toml", "ram_8gib_ddr4_so", "ram_8gib_ddr4", "stands twice"),
        ("prices.toml", "price_vnd = 540_000", "price_vnd = 0", "price_vnd"),
        ("isp_plans.toml", "down_mbps = 100", "down_mbps = -1", "down_mbps"),
        ("dti.toml", "points = 10", 'points = "many"', "points"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, name, old, new, told):
    """The error names the file and what is wrong in it."""
    text = (SHIPPED / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PlanningFactsError, match=told) as caught:
        load_planning(tmp_path)
    assert name in str(caught.value)


@given(st.sampled_from(sorted(FILES)), st.binary(max_size=300))
def test_any_bytes_are_refused_by_name(tmp_path_factory, name, content):
    """No content raises anything else."""
    folder = tmp_path_factory.mktemp("facts")
    (folder / name).write_bytes(content)
    with pytest.raises(PlanningFactsError, match=name):
        load_planning(folder)
