"""What a fact file must be beyond its shape."""

import msgspec

from collector.planning_facts import load_planning
from collector.planning_facts.sound import unsound


def test_several_faults_are_all_told():
    """Who mends a file sees everything at once."""
    policy = msgspec.structs.replace(
        load_planning().policy,
        weights={"beauty": 0.1},
        pot_shares={"gifts": 0.5},
        quarter_shares=(1.0, 1.0, 0.0, 0.0),
    )
    told = list(unsound(policy))
    assert len(told) == 3


def test_a_norm_may_not_change_twice_on_one_day():
    """Which of the two holds could not be told."""
    norms = load_planning().norms
    twice = msgspec.structs.replace(norms, fact=(*norms.fact, norms.fact[0]))
    assert any("twice" in fault for fault in unsound(twice))


def test_a_formula_has_to_be_arithmetic_over_our_figures():
    """A file with any other is refused before it is used."""
    dti = load_planning().dti
    first, *rest = dti.indicator
    wrong = msgspec.structs.replace(first, formula="machines / people")
    told = list(unsound(msgspec.structs.replace(dti, indicator=(wrong, *rest))))
    assert told == [f"indicator {first.id}: there is no figure people"]
