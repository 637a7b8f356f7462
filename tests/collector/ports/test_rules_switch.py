"""PoE, free ports, spanning tree and counters."""

import pytest

from agent.shared.survey import Poe, PowerBudget, SpanningTree, Survey
from collector.ports.judge import judge
from collector.ports.shapes import Flap, Levels
from tests.support.port_cases import DAYS, TODAY, case, port, told, watched


def powered(budget, used, class_=3):
    """Return a switch that feeds one device."""
    return case(
        port(poe=Poe(enabled=True, delivering=True, class_=class_)),
        survey={"power": (PowerBudget(1, budget, used),)},
    )


@pytest.mark.parametrize(
    ("budget", "used", "severity"),
    [
        (370.0, 100.0, None),
        (370.0, 310.0, "info"),
        (370.0, 360.0, "warning"),
        (30.0, 20.0, "info"),  # less is left than one of its class takes
        (0.0, 10.0, None),
        (37.0, 1000.0, None),  # tells tenths of watts
    ],
)
def test_power_is_judged_against_the_budget(budget, used, severity):
    """And against the next device of the largest class; nonsense is left alone."""
    found = told(powered(budget, used)).get("poe_near_budget")
    assert (found.severity if found else None) == severity


def test_the_latest_draw_counts_more_than_the_survey():
    """A survey may be hours old."""
    one = case(
        survey={"power": (PowerBudget(1, 100.0, 99.0),)},
        levels=Levels(poe={"1": (100.0, 20.0)}),
    )
    assert told(one) == {}


def of_free(one):
    """Return what is said of free ports."""
    return {f.kind: f for f in judge(one).findings if f.kind.startswith("ports_")}


def switch(used, free, **changes):
    """Return a switch with ports in use and free ones, watched for twenty days."""
    ports = [port(n) for n in range(1, used + 1)]
    rest = [
        port(n, link="down", speed_bps=None) for n in range(used + 1, used + free + 1)
    ]
    one = case(*ports, *rest, **changes)
    for line in rest:
        one.evidence.ports[line.key] = watched(days=(), last_link=None)
    return one


def test_free_ports_are_counted_with_how_long_was_watched():
    """As information."""
    found = of_free(switch(4, 4))["ports_free"]
    assert found.severity == "info"
    assert found.evidence["free_ports"] == 4
    assert found.evidence["watched_days"] == len(DAYS)
    assert found.evidence["names"] == "Gi5, Gi6, Gi7, Gi8"


def test_a_switch_without_free_ports_is_a_warning():
    """One with few is not."""
    assert of_free(switch(24, 0))["ports_used_up"].severity == "warning"
    assert of_free(switch(23, 1)).keys() == {"ports_nearly_used_up"}


def test_a_port_that_was_used_last_week_is_not_free():
    """Nor one whose link came for a moment."""
    one = switch(4, 4)
    one.evidence.ports["Gi5"] = watched(last_link=TODAY - 5)
    one.evidence.ports["Gi6"] = watched(
        days=(), last_link=None, flaps=(Flap(TODAY - 3, 1),)
    )
    assert of_free(one)["ports_free"].evidence["free_ports"] == 2


def test_free_ports_need_days_and_a_switch():
    """After two days nobody knows; a printer has no free ports."""
    assert of_free(switch(4, 4, device={"days": DAYS[-2:]})).keys() == {
        "ports_learning"
    }
    assert of_free(switch(4, 4, survey={"kind": "printer"})) == {}
    assert of_free(switch(2, 1)) == {}


def tree(root, **changes):
    """Return the survey of a switch in a spanning tree."""
    return Survey(
        device="core",
        name="core",
        bridge=True,
        spanning_tree=SpanningTree(root=root, **changes),
    )


OWN = {"macs": ("02:00:00:00:00:01",)}


def test_a_root_below_another_switch_is_told():
    """Traffic goes a longer way than it need."""
    mine = SpanningTree(root="02:00:00:00:00:01", priority=32768)
    one = case(survey={**OWN, "spanning_tree": mine}, above=tree("02:00:00:00:00:01"))
    assert told(one)["stp_root_below"].evidence["other"] == "core"


@pytest.mark.parametrize(
    ("mine", "above"),
    [
        (SpanningTree(root="02:00:00:00:00:01"), None),
        (SpanningTree(root="02:00:00:00:00:01"), tree("02:00:00:00:00:09")),
        (
            SpanningTree(root="02:00:00:00:00:09", root_port=1),
            tree("02:00:00:00:00:09"),
        ),
        (None, tree("02:00:00:00:00:01")),
    ],
)
def test_a_root_at_the_top_or_of_its_own_tree_is_none(mine, above):
    """The router above takes no part in it."""
    assert told(case(survey={**OWN, "spanning_tree": mine}, above=above)) == {}


def test_a_tree_that_changes_all_day_is_told():
    """PCs that are switched on in the morning are not all day."""
    often = tuple((TODAY - n, 900.0) for n in range(1, 5))
    found = told(case(device={"topology_changes": often}))["stp_changes_often"]
    assert found.evidence["most_a_day"] == 900
    seldom = tuple((TODAY - n, 120.0) for n in range(1, 5))
    assert told(case(device={"topology_changes": seldom})) == {}


def test_small_counters_of_fast_ports_are_doubtful():
    """Those of slow ones go round too seldom."""
    assert told(case(port(doubtful=True))).keys() == {"counters_doubtful"}
    fast = port(counter_bits=32, speed_bps=10**10, capable_bps=10**10)
    assert told(case(fast)).keys() == {"counters_doubtful"}
    assert told(case(port(counter_bits=32))) == {}


def test_too_few_days_are_said_once():
    """Instead of a claim about errors and use; a printer's two ports are no switch."""
    few = {"days": DAYS[-2:]}
    found = told(case(*map(port, range(1, 9)), device=few))
    assert told(case(port(1), port(2), device=few)) == {}
    assert found["ports_learning"].evidence == {"watched_days": 2, "needed_days": 5}
