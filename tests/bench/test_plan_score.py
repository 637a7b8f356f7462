"""Plans are scored by what is really so, whatever the planner thinks of them."""

import pytest

from bench.plan_score import (
    Act,
    bought,
    everything,
    false_alarms,
    named,
    relief,
    remedy_of,
)
from collector.planning.shapes.need import Cause, Need, Pressure, Target
from collector.simulator.truth import Subject, Suffering, Truth

PC, OTHER, SWITCH = "machine:a", "machine:b", "device:s"
PORT = "port:s/Gi1/0/3"
TRUTH = Truth(
    1,
    0.0,
    (
        Subject(
            PC,
            "PC-1",
            "",
            problems=(
                Suffering("memory", 0.5, 2.0, ("ram",), (PC,)),
                Suffering("slow_link_cable", 0.8, 1.0, ("cable",), (PC, PORT)),
            ),
        ),
        Subject(OTHER, "PC-2", "", look_alike="away"),
        Subject(
            SWITCH,
            "sw",
            "",
            problems=(Suffering("uplink_saturated", 1.0, 3.0, ("switch",), (SWITCH,)),),
        ),
    ),
)


def pressure(dimension, severity):
    """Return a pressure of that severity."""
    return Pressure(dimension, severity, severity, "s", None, None, None, "")


def need(target, causes=(), **severities):
    """Return a need with pressures."""
    kind, _, id_ = target.partition(":")
    pressures = {name: pressure(name, value) for name, value in severities.items()}
    return Need(Target(kind, id_), target, "", "", pressures, tuple(causes))


@pytest.mark.parametrize(
    ("target", "option", "remedy"),
    [
        (PC, "ram_8gib_ddr4", "ram"),
        (PC, "ram_ssd_8gib", "ram_ssd"),
        (PC, "ssd_500", "ssd"),
        (PC, "replace_desktop_16", "replace"),
        (PORT, "cable", "cable"),
        (SWITCH, "switch_24g", "switch"),
        ("line:main", "plan_vnpt_400", "line"),
        (PC, "licence_antivirus", "licence"),
        (PC, "licence_windows", "free"),
        (PC, "something", None),
    ],
)
def test_an_option_is_known_by_its_name(target, option, remedy):
    """As the parts of planning agreed to call them."""
    assert remedy_of(target, option) == remedy


def test_relief_counts_pain_by_weight_and_the_years_that_are_left():
    """What is done later relieves for a shorter time."""
    early, late = Act(PC, "ram", 0, 1), Act(PC, "ram", 2, 1)
    assert relief(TRUTH, [early], 3) == pytest.approx(0.5 * 2 * 0.9 * 3)
    assert relief(TRUTH, [late], 3) == pytest.approx(0.5 * 2 * 0.9)
    assert relief(TRUTH, [early, late], 3) == relief(TRUTH, [early], 3)
    assert everything(TRUTH, 3) == pytest.approx(3 * (1.0 + 0.8 + 3.0))


def test_the_wrong_remedy_relieves_little_or_nothing():
    """A drive does hardly anything for memory, and nothing for a cable."""
    assert relief(TRUTH, [Act(PC, "ssd", 0, 1)], 1) == pytest.approx(0.1)
    assert relief(TRUTH, [Act(OTHER, "replace", 0, 1)], 1) == 0


def test_a_cable_may_be_mended_at_either_end():
    """Keys of ports are written with another stroke in ids of choices."""
    at_port = relief(TRUTH, [Act("port:s/Gi1-0-3", "cable", 0, 1)], 1)
    assert at_port == relief(TRUTH, [Act(PC, "cable", 0, 1)], 1) == pytest.approx(0.8)


def test_purchases_are_right_wrong_or_needless():
    """What another line needs is not needless; what costs nothing is no purchase."""
    acts = [
        Act(PC, "ram", 0, 1),
        Act(PC, "replace", 0, 1),
        Act(OTHER, "replace", 0, 1),
        Act("device:t", "switch", 0, 1),
        Act(OTHER, "free", 0, 0),
    ]
    found = bought(TRUTH, [acts[0], *acts[2:]], enabling=["device:t"])
    assert found == (3, ("PC-2: replace",), ())
    assert bought(TRUTH, [acts[1]]).wrong == (
        "PC-1: replace for memory, slow_link_cable",
    )


def test_a_problem_is_named_by_its_dimension_and_its_cause():
    """A cause counts that stands for one of the right remedies."""
    part = Cause("memory_small", "part", ("memory",))
    wrong = Cause("port_full", "line", ("port_use",))
    found = named(
        TRUTH, [need(PC, [part], memory=0.6), need(SWITCH, [wrong], port_use=1)]
    )
    assert found["memory"] == (1, 1, 1)
    assert found["slow_link_cable"] == (1, 0, 0)
    assert found["uplink_saturated"] == (1, 1, 0)
    at_port = named(TRUTH, [need(PORT, link=1.0)])
    assert at_port["slow_link_cable"] == (1, 1, 0)


def test_what_is_no_problem_and_called_one_is_a_false_alarm():
    """With what it looks like."""
    needs = [need(OTHER, cpu=0.9), need(PC, memory=0.9, disk_speed=0.5, cpu=0.1)]
    assert false_alarms(TRUTH, needs) == ["PC-2 (away): cpu"]
