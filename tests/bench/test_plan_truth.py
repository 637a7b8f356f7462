"""A plan is compared with what offices do without one, by the truth and for equal money."""

from dataclasses import dataclass

from bench.plan_rivals import greedy
from bench.plan_score import false_alarms
from bench.plan_truth import (
    PLAIN,
    STRONG,
    acts_of_choices,
    acts_of_plan,
    compared,
    judged,
    office,
    recall,
)
from collector.planning.shapes.problem import Budget, Choice, Problem
from collector.simulator.shapes import Size
from collector.simulator.truth import Subject, Suffering, Truth

TRUTH = Truth(
    1,
    0.0,
    tuple(
        Subject(
            f"machine:{name}",
            name,
            "",
            problems=(Suffering(kind, 1.0, 1.0, remedies, (f"machine:{name}",)),),
        )
        for name, kind, remedies in (
            ("a", "memory", ("ram",)),
            ("b", "cpu", ("replace",)),
            ("c", "outdated", ("free",)),
        )
    ),
)
CHOICES = (
    Choice("machine:a/ram_8", "machine:a", "parts", 10, (3.0, 2.0), (0, 1)),
    Choice("machine:b/replace_16", "machine:b", "assets", 90, (90.0, 60.0), (0, 1)),
    Choice("machine:c/free_fix", "machine:c", "parts", 0, (1.0, 0.5), (0, 1)),
)
PROBLEM = Problem(2, CHOICES, Budget((10, 0)))


@dataclass
class Line:
    """As much of a plan's line as is looked at."""

    target: str
    kind: str
    option: str
    year: int
    price_vnd: int


@dataclass
class Lines:
    """As much of a plan as is looked at."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]


def test_lines_and_choices_are_the_same_acts():
    """Years count from the plan's first."""
    plan = Lines((2027, 2028), (Line("machine:a", "part", "ram_8", 2028, 10),))
    (act,) = acts_of_plan(plan)
    assert acts_of_choices(PROBLEM, {"machine:a/ram_8": 1}) == [act]
    assert (act.remedy, act.year) == ("ram", 1)


def test_what_costs_nothing_is_done_in_all_strategies():
    """Only what was bought is compared; the strong rival is none of those to beat."""
    ours = acts_of_choices(PROBLEM, {"machine:a/ram_8": 0, "machine:c/free_fix": 0})
    found = compared(
        TRUTH,
        PROBLEM,
        ours,
        {PLAIN: lambda _problem: ["machine:b/replace_16"], STRONG: greedy},
    )
    assert found["relief"] == 1.8
    assert found["relief for free"] == 2.0
    assert found[PLAIN] == {
        "relief": 0.0,
        "share of the plan's": 0.0,
        "rules broken": 0,
        "musts left open": 0,
    }
    assert found[STRONG]["relief"] == 1.8
    assert found["times the best of them"] is None


def test_a_plan_of_a_simulated_office_holds_against_its_truth():
    """Everything that is wrong is named, nothing needless is bought, no rule is broken."""
    of = office(Size(pcs=40, switches=8, lines=1, days=24, seed=5))
    named = recall([of])["all"]
    assert named["named"] >= 0.95
    assert named["right cause"] >= 0.95
    assert len(false_alarms(of.truth, of.needs)) <= 4
    row = judged(of, 120_000_000)
    assert row["rules broken"] == 0
    assert row["needless"] == []
    assert row["wrong remedy"] == []
    assert row["share of all pain"] >= 0.6
    for name in ("oldest first", "lowest specification first", "replace the worst"):
        assert row[name]["share of the plan's"] <= 1 / 1.4
